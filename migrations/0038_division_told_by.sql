-- Who told the class of a pupil: a teacher, whose word stands, or the LMS at a launch (custom parameter `division`), until
-- a teacher says otherwise. Written by the room `teacher` only.
alter table pupil_division add told_by text not null default 'teacher' check (told_by in ('teacher', 'lms'));
