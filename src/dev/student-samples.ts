import { personProfile } from '../scoring/person.ts';
import type {
  CampaignCard,
  CertifiableView,
  CodePage,
  CompetencePage,
  CompetenceRow,
  CompetencesPage,
  HomePage,
  ResetPage,
} from '../student/views.ts';
import type { PageFrame } from '../web/views.ts';
import { LONG_WORD, NOWHERE, pupilSample, type Sample } from './sample.ts';

const DOMAINS: readonly (readonly [string, readonly string[]])[] = [
  [
    'Information et données',
    ['Mener une recherche et une veille d’information', 'Gérer des données', 'Traiter des données'],
  ],
  [
    'Communication et collaboration',
    ['Interagir', 'Partager et publier', 'Collaborer', 'S’insérer dans le monde numérique'],
  ],
  [
    'Création de contenu',
    [
      'Développer des documents textuels',
      'Développer des documents multimédia',
      'Adapter les documents à leur finalité',
      'Programmer',
    ],
  ],
  [
    'Protection et sécurité',
    [
      'Sécuriser l’environnement numérique',
      'Protéger les données personnelles et la vie privée',
      'Protéger la santé, le bien-être et l’environnement',
    ],
  ],
  [
    'Environnement numérique',
    ['Résoudre des problèmes techniques', 'Évoluer dans un environnement numérique'],
  ],
];

const CLOSED = 'Bientôt : les questions de cette compétence sont en préparation.';

function row(domain: number, place: number, pix: number, reachable: number): CompetenceRow {
  const code = `${domain + 1}.${place + 1}`;
  const level = Math.floor(pix / 8);
  const playable = reachable > 0;
  return {
    code,
    title: DOMAINS[domain]?.[1][place] ?? '',
    domain: String(domain + 1),
    address: NOWHERE,
    level,
    max: 8,
    detail: !playable
      ? CLOSED
      : level === 8
        ? 'Tu es au plus haut niveau possible. Bravo !'
        : `Encore ${8 - (pix % 8)} pix avant le niveau ${level + 1}`,
    pix,
    progress: level === 8 ? 100 : ((pix % 8) * 100) / 8,
    reachable,
    playable,
    underWay: false,
  };
}

/** `pix` and `reachable` by code; what is left out has no question. */
function domains(
  pix: (code: string) => number,
  reachable: (code: string) => number,
): CompetencesPage['domains'] {
  return DOMAINS.map(([title, competences], domain) => ({
    code: String(domain + 1),
    title,
    competences: competences.map((_, place) => {
      const code = `${domain + 1}.${place + 1}`;
      return row(domain, place, pix(code), reachable(code));
    }),
  }));
}

const NOT_YET: CertifiableView = {
  certifiable: false,
  reached: 2,
  required: 5,
  headline: '2 compétences sur 5',
  help: 'Pour être certifiable, il faut 5 compétences au niveau 1. Il t’en manque 3.',
  nearest: [
    { code: '2.1', title: 'Interagir', domain: '2', address: NOWHERE, missing: 'encore 2 pix' },
    {
      code: '4.3',
      title: 'Protéger la santé, le bien-être et l’environnement',
      domain: '4',
      address: NOWHERE,
      missing: 'encore 5 pix',
    },
    { code: '3.4', title: 'Programmer', domain: '3', address: NOWHERE, missing: 'encore 8 pix' },
  ],
  notToday: null,
};
const NOT_TODAY: CertifiableView = {
  ...NOT_YET,
  reached: 0,
  headline: '0 compétence sur 5',
  help: 'Pour être certifiable, il faut 5 compétences au niveau 1. Il t’en manque 5.',
  nearest: NOT_YET.nearest.slice(0, 2),
  notToday:
    'Aujourd’hui, 2 compétences seulement ont assez de questions pour atteindre le niveau 1. Il faudra attendre les suivantes.',
};
const CERTIFIABLE: CertifiableView = {
  certifiable: true,
  reached: 7,
  required: 5,
  headline: 'Tu es certifiable !',
  help: '7 compétences au niveau 1 ou plus : il en fallait 5. Ton professeur te dira quand passer la certification.',
  nearest: [],
  notToday: null,
};

const SOME_PIX = {
  total: 118,
  all: 1024,
  note: 'Les questions d’aujourd’hui permettent d’atteindre 652 pix. De nouvelles arrivent peu à peu.',
};
const NO_PIX = {
  ...SOME_PIX,
  total: 0,
  note: 'Réponds à tes premières questions : chaque réussite ajoute des pix.',
};

function campaign(
  title: string,
  state: CampaignCard['state'],
  detail: string,
  label: string | null,
): CampaignCard {
  return {
    title,
    state,
    detail,
    deadline: null,
    action: label === null ? null : { label, address: NOWHERE },
  };
}

const SENT = campaign('Parcours de rentrée 3e', 'sent', 'Envoyé le 22 nov. 2026, 72 % de réussite', 'Revoir');

const HOME: HomePage = {
  title: 'Accueil',
  greeting: 'Bonjour Inès !',
  pix: SOME_PIX,
  todo: [
    campaign('Se protéger en ligne', 'to-begin', 'À commencer', 'Découvrir'),
    campaign('Chercher et vérifier', 'under-way', '7 réponses, encore 6 à 9 environ', 'Continuer'),
    campaign('Arts plastiques', 'to-send', 'Terminé, à envoyer', 'Voir et envoyer'),
    campaign('Le tableur en maths', 'elsewhere', 'Ouvre-le depuis ton cours « Maths 3e B ».', null),
  ],
  reminder: null,
  todoNone: '',
  done: [SENT],
  recommended: [row(0, 0, 13, 6), row(3, 0, 4, 6), row(1, 0, 0, 8)],
  certifiable: NOT_YET,
};

const REMINDED: HomePage = {
  ...HOME,
  reminder: {
    words:
      'Tu as terminé « Arts plastiques », mais ton professeur n’a pas encore ton résultat. À finir et à envoyer avant le 4 décembre 2026 à 18:00.',
    label: 'Voir et envoyer',
    address: NOWHERE,
  },
  todo: HOME.todo.map((one, place) => ({
    ...one,
    deadline: place === 1 ? 'À finir et à envoyer avant le 4 décembre 2026 à 18:00.' : null,
  })),
  done: [campaign('Le tableur en maths', 'closed', 'Fermé par ton professeur, pas envoyé', 'Revoir'), SENT],
};

const FIRST_VISIT: HomePage = {
  ...HOME,
  greeting: 'Bonjour !',
  pix: NO_PIX,
  todo: [],
  todoNone: 'Aucun parcours ne t’attend. Ton professeur te donnera un code, ou un lien dans ton cours.',
  done: [],
  recommended: [row(0, 0, 0, 6), row(3, 0, 0, 6)],
  certifiable: NOT_TODAY,
};

const COMPETENCES: CompetencesPage = {
  title: 'Mes compétences',
  pix: SOME_PIX,
  note: null,
  domains: domains(
    (code) => Math.round(Number(code) * 7) % 30,
    () => 8,
  ),
  certifiable: NOT_YET,
};

const COMPETENCE: CompetencePage = {
  ...row(0, 0, 13, 6),
  description: 'Trouver une information, en juger la source, suivre l’actualité d’un sujet.',
  domainTitle: 'Domaine 1, Information et données',
  reachableNote: 'Les questions d’aujourd’hui montent jusqu’au niveau 6 (52 pix).',
  tubes: [
    {
      title: 'Se servir d’un navigateur',
      steps: [
        { level: 1, state: 'inferred' },
        { level: 2, state: 'direct' },
        { level: 3, state: 'missing' },
        { level: 4, state: 'missing' },
      ],
      label: 'Niveau 2 atteint, sur 4',
    },
    {
      title: 'Poser la bonne question à un moteur de recherche',
      steps: [1, 2, 3, 4, 5, 6, 7].map((level) => ({ level, state: 'open' as const })),
      label: 'À découvrir : 7 marches',
    },
    {
      title: 'Juger une source',
      steps: [
        { level: 1, state: 'direct' },
        { level: 3, state: 'direct' },
      ],
      label: 'Niveau 3 atteint : c’est tout en haut',
    },
  ],
  closedTubes: ['Suivre un sujet', 'Citer ses sources'],
  note: 'Un entraînement rien que pour toi : personne ne reçoit tes résultats, et tu peux t’arrêter quand tu veux.',
  action: { label: 'Continuer à progresser', address: NOWHERE, method: 'post' },
  length: '8 à 14 questions, environ 15 minutes',
  reset: { address: NOWHERE, when: null },
};

const RESET: ResetPage = {
  title: 'Recommencer à zéro ?',
  competence: 'Mener une recherche et une veille d’information',
  lost: [
    'Tes 13 pix et ton niveau 1 dans cette compétence.',
    'Ce que tu y as validé : les questions te seront posées de nouveau, ici et dans tes prochains parcours.',
  ],
  kept: ['Tout ce que tu as envoyé à tes professeurs : rien ne change.', 'Toutes tes autres compétences.'],
  action: NOWHERE,
  cancel: NOWHERE,
};

const CODE: CodePage = { title: 'J’ai un code', value: '', error: null };

/** The pupil's own space, in every state. */
export const STUDENT_SAMPLES: readonly Sample[] = [
  at('home', pupilSample('student/home', 'first-visit', FIRST_VISIT)),
  at('home', pupilSample('student/home', 'under-way', HOME)),
  at('home', pupilSample('student/home', 'reminded', REMINDED)),
  at(
    'home',
    pupilSample('student/home', 'all-sent', {
      ...HOME,
      todo: [],
      todoNone: 'Tout est envoyé, bravo ! Tu peux t’entraîner à ton rythme.',
      done: [SENT, SENT, SENT, SENT, SENT],
      recommended: [],
      certifiable: CERTIFIABLE,
    } satisfies HomePage),
  ),
  at(
    'home',
    pupilSample('student/home', 'long-names', {
      ...HOME,
      greeting: `Bonjour ${LONG_WORD} !`,
      todo: [
        campaign(LONG_WORD, 'under-way', LONG_WORD, 'Continuer'),
        campaign(LONG_WORD, 'elsewhere', LONG_WORD, null),
      ],
      recommended: [{ ...row(0, 0, 13, 6), title: LONG_WORD, detail: LONG_WORD }],
      certifiable: {
        ...NOT_YET,
        nearest: [{ code: '1.1', title: LONG_WORD, domain: '1', address: NOWHERE, missing: 'encore 2 pix' }],
      },
    } satisfies HomePage),
  ),
  at('competences', pupilSample('student/competences', 'some', COMPETENCES)),
  at(
    'competences',
    pupilSample('student/competences', 'two-playable', {
      ...COMPETENCES,
      pix: NO_PIX,
      note: 'Aujourd’hui, 2 compétences ont des questions. Les autres s’ouvriront au fil de l’année.',
      domains: domains(
        () => 0,
        (code) => (code === '1.1' || code === '4.1' ? 6 : 0),
      ),
      certifiable: NOT_TODAY,
    } satisfies CompetencesPage),
  ),
  at(
    'competences',
    pupilSample('student/competences', 'full', {
      ...COMPETENCES,
      pix: { ...SOME_PIX, total: fullTotal() },
      domains: domains(
        () => 64,
        () => 8,
      ),
      certifiable: { ...CERTIFIABLE, reached: 16 },
    } satisfies CompetencesPage),
  ),
  at(
    'competences',
    pupilSample('student/competences', 'long-names', {
      ...COMPETENCES,
      domains: COMPETENCES.domains.map((domain) => ({
        ...domain,
        title: LONG_WORD,
        competences: domain.competences.map((one) => ({ ...one, title: LONG_WORD, underWay: true })),
      })),
    } satisfies CompetencesPage),
  ),
  at('competences', pupilSample('student/competence', 'some', COMPETENCE)),
  at(
    'competences',
    pupilSample('student/competence', 'under-way', {
      ...COMPETENCE,
      note: 'Tu as commencé un entraînement. Tes réponses sont gardées.',
      action: { label: 'Reprendre mon entraînement', address: NOWHERE, method: 'get' },
      length: null,
      reset: {
        address: null,
        when: 'Tu pourras recommencer cette compétence à zéro à partir du 29 nov. 2026.',
      },
    } satisfies CompetencePage),
  ),
  at(
    'competences',
    pupilSample('student/competence', 'later', {
      ...COMPETENCE,
      note: 'Tu as répondu à toutes les questions du moment. Celles que tu n’as pas encore réussies reviendront le 26 nov. 2026. Ce que tu as validé reste acquis.',
      action: null,
      length: null,
    } satisfies CompetencePage),
  ),
  at(
    'competences',
    pupilSample('student/competence', 'closed', {
      ...row(4, 1, 0, 0),
      description: LONG_WORD,
      domainTitle: 'Domaine 5, Environnement numérique',
      reachableNote: null,
      tubes: [],
      closedTubes: ['Les réseaux', 'Le matériel', LONG_WORD],
      note: 'Les questions de cette compétence sont en préparation. En attendant, choisis-en une autre.',
      action: { label: 'Voir les autres compétences', address: NOWHERE, method: 'get' },
      length: null,
      reset: null,
    } satisfies CompetencePage),
  ),
  at('competences', pupilSample('student/reset', 'confirm', RESET)),
  at('home', pupilSample('student/code', 'empty', CODE)),
  at(
    'home',
    pupilSample('student/code', 'wrong', {
      ...CODE,
      value: 'bcd fgh 23',
      error:
        'Un code a 9 signes : 6 lettres puis 3 chiffres, par exemple BCDFGH234. Vérifie qu’il n’en manque pas.',
    } satisfies CodePage),
  ),
];

function at(place: PageFrame['place'], sample: Sample): Sample {
  return { ...sample, place };
}

/** Sixteen competences with two skills at each of eight levels. */
function fullTotal(): number {
  const competences = Array.from({ length: 16 }, (_, c) => ({
    code: String(c),
    skills: Array.from({ length: 16 }, (_, s) => ({ id: `${c}-${s}`, level: (s % 8) + 1, pix: 4 })),
  }));
  const everything = new Set(competences.flatMap(({ skills }) => skills.map(({ id }) => id)));
  return personProfile(everything, competences, 8).total;
}
