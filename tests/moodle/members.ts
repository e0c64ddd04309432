import type { Person } from './course.ts';
import { type Moodle, SCOPES } from './moodle.ts';
import { type ServiceAnswer, type ServiceCall, success } from './service-answer.ts';

export const MEMBERS = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
export const MEMBER_SCOPES = [SCOPES.members];

const ROLES = ['Learner', 'Instructor'];

/** Those enrolled, with short role names; the next page's link forgets the role that was asked. */
export function listMembers(moodle: Moodle, call: ServiceCall): ServiceAnswer {
  const asked = call.query.get('role')?.replace(/^.*#/, '') ?? '';
  const role = ROLES.includes(asked) ? asked : null;
  const enrolled = moodle.course.people.filter((person) => person.enrolled);
  const wanted = enrolled.filter((person) => role === null || person.role === role);
  const limit = Number(call.query.get('limit') ?? 0);
  const from = Number(call.query.get('from') ?? 0);
  const shown = limit > 0 ? wanted.slice(from, from + limit) : wanted;
  const list = `${moodle.origin}/mod/lti/services.php/CourseSection/2/bindings/1/memberships`;
  const answer = success(MEMBERS, {
    id: list,
    context: { id: '2', label: 'PIX3E', title: 'Pix 3e' },
    members: shown.map((person) => present(person, moodle.settings.sharesNames)),
  });
  if (limit === 0 || from + limit >= wanted.length) return answer;
  return { ...answer, link: `<${list}?limit=${limit}&from=${from + limit}>; rel="next"` };
}

function present(person: Person, sharesNames: boolean) {
  const { id, role, idnumber, givenName, familyName, email, username } = person;
  const names = {
    name: `${givenName} ${familyName}`,
    given_name: givenName,
    family_name: familyName,
    email,
    ext_user_username: username,
  };
  return {
    status: 'Active',
    roles: [role],
    user_id: id,
    lis_person_sourcedid: idnumber,
    ...(sharesNames ? names : {}),
  };
}
