import type { Role } from '../web/session.ts';

/*
 * What a launch's roles give. The table is closed: what it does not name gives nothing.
 *
 * - Only roles in the course count; being a teacher or a pupil of the institution is no evidence about a course.
 * - Teaching assistants work with the pupils: teachers. Graders, guests and outside instructors who are not also
 *   plainly instructors are not.
 * - Learner and Instructor at once: teacher.
 * - An administrator of the LMS is nobody's teacher. Moodle nevertheless calls its site administrator Instructor in
 *   every course; such a person may place an activity in a course (deep linking), and sees no pupil.
 * - Content developers may place activities too, for the same reason: it shows nobody's results.
 * - Observers, mentors (parents), members, officers: none.
 */

type Evidence = 'learner' | 'teacher' | 'author' | 'administrator';

const CONTEXT = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

const EVIDENCE: ReadonlyMap<string, Evidence> = new Map<string, Evidence>([
  ...inContext('Learner', 'learner'),
  ...subRoles('Learner', ['Learner', 'NonCreditLearner'], 'learner'),
  ...inContext('Instructor', 'teacher'),
  ...subRoles(
    'Instructor',
    [
      'Instructor',
      'Lecturer',
      'PrimaryInstructor',
      'SecondaryInstructor',
      'TeachingAssistant',
      'TeachingAssistantGroup',
      'TeachingAssistantOffering',
      'TeachingAssistantSection',
      'TeachingAssistantSectionAssociation',
      'TeachingAssistantTemplate',
    ],
    'teacher',
  ),
  ...inContext('TeachingAssistant', 'teacher'),
  ...inContext('ContentDeveloper', 'author'),
  ...subRoles('ContentDeveloper', ['ContentDeveloper'], 'author'),
  ...inContext('Administrator', 'administrator'),
  ...subRoles('Administrator', ['Administrator', 'ExternalSystemAdministrator', 'Support'], 'administrator'),
  ['http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator', 'administrator'],
  ['http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator', 'administrator'],
  ['http://purl.imsglobal.org/vocab/lis/v2/system/person#SysAdmin', 'administrator'],
]);

export interface Standing {
  /** What this session may do. */
  readonly role: Role;
  /** What this launch shows of the person's place in the course, for the rights that last. */
  readonly enrolled: 'learner' | 'teacher' | null;
}

/** What the roles of a launch give, by the kind of message. */
export function decideStanding(roles: readonly string[], deepLinking: boolean): Standing {
  const evidence = new Set(roles.map((role) => EVIDENCE.get(role)));
  if (evidence.has('administrator') || (evidence.has('author') && !evidence.has('teacher'))) {
    return { role: deepLinking ? 'teacher' : 'none', enrolled: null };
  }
  const enrolled = evidence.has('teacher') ? 'teacher' : evidence.has('learner') ? 'learner' : null;
  return { role: enrolled ?? 'none', enrolled };
}

/** What the roster's roles say (NRPS; Moodle gives short names). */
export function rosterRole(roles: readonly string[]): Role {
  return decideStanding(roles, false).role;
}

function inContext(name: string, evidence: Evidence): [string, Evidence][] {
  return [
    [name, evidence],
    [`${CONTEXT}#${name}`, evidence],
  ];
}

function subRoles(principal: string, names: readonly string[], evidence: Evidence): [string, Evidence][] {
  return names.map((name) => [`${CONTEXT}/${principal}#${name}`, evidence]);
}
