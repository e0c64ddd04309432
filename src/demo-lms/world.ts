/** The fixed world of the demo: one school, one course, two teachers, thirty pupils, all invented. */
import { createHash } from 'node:crypto';

export interface Person {
  /** Name in this LMS's own addresses; the tool never needs it. */
  readonly id: string;
  /** What the tool knows the person by (`sub`, `userId`, `user_id`). */
  readonly sub: string;
  readonly given: string;
  readonly family: string;
  readonly name: string;
  readonly email: string;
  readonly sourcedId: string;
  readonly role: 'teacher' | 'pupil';
  /** The role as people read it. */
  readonly roleName: 'enseignante' | 'enseignant' | 'élève';
}

export const SCHOOL = { name: 'Collège Simone-Veil', guid: 'college-simone-veil.demo-lms.example' } as const;

export const COURSE = {
  id: 'c-7f3a91',
  label: '3E-PIX',
  title: 'Pix 3e',
  sourcedId: 'SIMONE-VEIL-3E-PIX',
  type: 'http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection',
} as const;

export const CONTEXT_ROLES = {
  teacher: 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor',
  pupil: 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner',
} as const;

export const INSTITUTION_ROLES = {
  teacher: 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Faculty',
  pupil: 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Student',
} as const;

const TEACHER_NAMES = [
  ['Hélène', 'Marchand', 'enseignante'],
  ['Olivier', 'Le Bihan', 'enseignant'],
] as const;

const PUPIL_NAMES = [
  ['Léa', 'Benoît'],
  ['Maël', 'Le Goff'],
  ['Inès', "N'Diaye"],
  ['Jean-Baptiste', 'Peña'],
  ['Zoé', 'd’Almeida'],
  ['Yanis', 'Belkacem'],
  ['Chloé', 'Müller'],
  ['Noé', "L'Hostis"],
  ['Éloïse', 'Château-Renault'],
  ['Mohamed-Amine', 'Haddad'],
  ['Gaëlle', 'Kerbrat'],
  ['François-Xavier', 'Dûchêne'],
  ['Fatoumata', 'Traoré'],
  ['Loïc', 'Saint-Aubin'],
  ['Maëlys', "O'Connor"],
  ['Aurélien', 'Çelik'],
  ['Camille', 'de La Tour'],
  ['Thaïs', 'Nguyen'],
  ['Raphaël', 'Grégoire'],
  ['Soukaïna', 'El Idrissi'],
  ['Hugo', 'Lambert'],
  ['Océane', 'Baptiste-Élie'],
  ['Théo', 'Fournier'],
  ['Élise', 'Rousseau'],
  ['Ibrahim', 'Koné'],
  ['Bérénice', 'Vaïsse'],
  ['Kévin', 'Da Silva'],
  ['Naïm', 'Ben Youssef'],
  ['Marie-Ange', 'Hoarau'],
  ['Anaïs', 'Lefèvre'],
] as const;

const byFamilyName = new Intl.Collator('fr');

/** Teachers first, then pupils in the order of their family names, as a French class list has them. */
export const PEOPLE: readonly Person[] = [
  ...TEACHER_NAMES.map(([given, family, roleName], index) =>
    person('teacher', roleName, `prof-${index + 1}`, given, family),
  ),
  ...PUPIL_NAMES.map(([given, family], index) =>
    person('pupil', 'élève', `eleve-${index + 1}`, given, family),
  ).sort((a, b) => byFamilyName.compare(a.family, b.family) || byFamilyName.compare(a.given, b.given)),
];

const byId = new Map(PEOPLE.map((someone) => [someone.id, someone]));
const bySub = new Map(PEOPLE.map((someone) => [someone.sub, someone]));

export function personById(id: string): Person | undefined {
  return byId.get(id);
}

export function personBySub(sub: string): Person | undefined {
  return bySub.get(sub);
}

/** Context and institution roles, as full URIs (LTI 1.3 core, A.2). */
export function rolesOf(someone: Person): string[] {
  return [CONTEXT_ROLES[someone.role], INSTITUTION_ROLES[someone.role]];
}

function person(
  role: Person['role'],
  roleName: Person['roleName'],
  id: string,
  given: string,
  family: string,
): Person {
  const digest = createHash('sha256').update(`demo-lms person ${id}`).digest('hex');
  return {
    id,
    sub: `u-${digest.slice(0, 24)}`,
    given,
    family,
    name: `${given} ${family}`,
    email: `${asciiWord(given)}.${asciiWord(family)}@college-simone-veil.example`,
    sourcedId: `SV-${digest.slice(24, 32).toUpperCase()}`,
    role,
    roleName,
  };
}

function asciiWord(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
