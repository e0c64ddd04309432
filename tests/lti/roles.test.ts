import { expect, test } from 'vitest';
import { decideStanding, rosterRole } from '../../src/lti/roles.ts';

const M = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const SYSTEM = 'http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator';
const INSTITUTION = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';

test.each([
  [[`${M}#Learner`], 'learner', 'learner', 'learner'],
  [['Learner'], 'learner', 'learner', 'learner'],
  [[`${M}#Instructor`], 'teacher', 'teacher', 'teacher'],
  [['Instructor', 'Learner'], 'teacher', 'teacher', 'teacher'],
  [[`${M}/Instructor#TeachingAssistant`], 'teacher', 'teacher', 'teacher'],
  [[`${M}/Instructor#Grader`], 'none', 'none', null],
  [[`${M}/Instructor#GuestInstructor`], 'none', 'none', null],
  // Moodle's site administrator, in every course, sorted by the alphabet.
  [[`${INSTITUTION}#Administrator`, `${M}#Instructor`, SYSTEM], 'none', 'teacher', null],
  [[SYSTEM], 'none', 'teacher', null],
  [[`${M}#ContentDeveloper`], 'none', 'teacher', null],
  [[`${M}#ContentDeveloper`, `${M}#Instructor`], 'teacher', 'teacher', 'teacher'],
  [[`${INSTITUTION}#Instructor`], 'none', 'none', null],
  [[`${INSTITUTION}#Student`, `${M}#Learner`], 'learner', 'learner', 'learner'],
  [[`${M}#Mentor`], 'none', 'none', null],
  [[`${M}#Observer`], 'none', 'none', null],
  [['https://evil.example/membership#Instructor'], 'none', 'none', null],
  [['instructor'], 'none', 'none', null],
  [[`${M}#Instructor `], 'none', 'none', null],
  [['constructor', '__proto__'], 'none', 'none', null],
  [[], 'none', 'none', null],
] as const)('%j: %s; deep linking: %s; enrolled: %s', (roles, role, deepLinking, enrolled) => {
  expect(decideStanding(roles, false)).toEqual({ role, enrolled });
  expect(decideStanding(roles, true)).toEqual({ role: deepLinking, enrolled });
  expect(rosterRole(roles)).toBe(role);
});

test('a role in the course is known by its address, its sub-role and its short name', () => {
  const course = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
  for (const role of ['Learner', `${course}#Learner`, `${course}/Learner#NonCreditLearner`]) {
    expect(decideStanding([role], false)).toEqual({ role: 'learner', enrolled: 'learner' });
  }
  for (const role of ['Instructor', `${course}#Instructor`, `${course}/Instructor#PrimaryInstructor`]) {
    expect(decideStanding([role], false)).toEqual({ role: 'teacher', enrolled: 'teacher' });
  }
});

test('roles of the institution or the system alone give no place in a course', () => {
  const lis = 'http://purl.imsglobal.org/vocab/lis/v2';
  for (const role of ['institution/person#Instructor', 'institution/person#Student', 'system/person#User']) {
    expect(decideStanding([`${lis}/${role}`], false)).toEqual({ role: 'none', enrolled: null });
    expect(decideStanding([`${lis}/${role}`], true)).toEqual({ role: 'none', enrolled: null });
  }
});
