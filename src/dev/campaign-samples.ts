import { NOTHING } from '../campaigns/creation.ts';
import type {
  CampaignPage,
  DocumentLink,
  LandingPage,
  ModelChoice,
  ParticipantRow,
  ParticipationPage,
  PickedPage,
  PickerPage,
} from '../campaigns/views.ts';
import { badges } from './badge-samples.ts';
import { campaignHead } from './head-sample.ts';
import {
  CHOSEN_NOBODY,
  CLOSED,
  COMPARISON,
  closedLabel,
  LIST,
  MANY,
  REMOVAL,
  REMOVED,
} from './participant-samples.ts';
import { POINTED } from './placement-samples.ts';
import { correctedAnswers } from './question-samples.ts';
import { LONG_WORD, NOWHERE, pupilSample, type Sample, teacherSample } from './sample.ts';
import { tubeResults } from './why-samples.ts';

const LANDING: LandingPage = {
  title: 'Parcours de rentrée 3e',
  landingHtml: null,
  teacher: null,
  length: '20 à 30 questions, environ 25 minutes',
  identifier: null,
  deadline: null,
  leavesByItself: false,
  closed: false,
  keepsEarlier: true,
  startAction: NOWHERE,
};

const PICKER: PickerPage = {
  title: 'Ajouter un parcours au cours',
  course: 'Technologie 3e B',
  readyAction: NOWHERE,
  createAction: NOWHERE,
  cancelAction: NOWHERE,
  groups: [
    {
      title: 'Parcours de rentrée',
      models: [
        model('rentree-3e', 'Parcours de rentrée 3e', true),
        model('rentree-6e', 'Parcours de rentrée 6e'),
      ],
    },
    { title: 'Socle commun', models: [model('clg-info', '[CLG] Information et données - Socle commun')] },
  ],
  campaigns: [],
  values: NOTHING,
  retryDays: 4,
  errors: {},
  creating: false,
};

const CAMPAIGN: CampaignPage = {
  closed: null,
  live: { address: NOWHERE, stamp: '1' },
  title: '3e B, rentrée',
  head: campaignHead('3e B, rentrée', 'participants'),
  code: 'BCDFGH234',
  link: 'https://palier.college.example/lti/launch',
  owner: 'Camille Roche',
  created: '3 sept. 2026',
  purpose: 'assess',
  graded: true,
  competenceColumns: true,
  deletedColumns: {
    label: 'Palier la recrée',
    other: 'report',
    changeLabel: 'Plutôt me le signaler',
    changeAction: NOWHERE,
  },
  reported: null,
  problems: null,
  method: 'bayes',
  freshStart: false,
  multipleSendings: true,
  retryDays: 4,
  counts: {
    people: 28,
    notBegun: 7,
    started: 7,
    toShare: 5,
    shared: 9,
    meanPercent: 64,
    labels: {
      'not-begun': 'Pas commencé',
      started: 'En cours',
      'to-share': 'À envoyer',
      shared: 'Envoyés',
    },
    addresses: { 'not-begun': NOWHERE, started: NOWHERE, 'to-share': NOWHERE, shared: NOWHERE },
  },
  list: LIST,
  roster: { label: 'Liste de la classe lue dans le cours le 22 novembre 2026 à 21:09.', failed: false },
  participants: participants(28),
  removed: null,
  documents: [
    document('results.csv', 'Exporter les résultats (.csv)'),
    document('results.xlsx', 'Pour un tableur (.xlsx)'),
    document('report.pdf', 'Bilan à imprimer (.pdf)'),
    document('code.pdf', 'Code à distribuer (.pdf)'),
  ],
  refreshAddress: NOWHERE,
};

const PARTICIPATION: ParticipationPage = {
  title: 'Awa Diallo',
  campaign: '3e B, rentrée',
  back: NOWHERE,
  status: 'shared',
  statusLabel: 'Envoyé',
  identifier: null,
  attempts: [],
  comparison: null,
  division: '3e B',
  certification: {
    label: 'Pas encore certifiable',
    detail: '3 compétences au niveau 1 ou plus, sur 5 pour être certifiable',
  },
  pupilAddress: NOWHERE,
  removal: REMOVAL,
  result: {
    sharedAt: '21 novembre 2026 à 10:42',
    percent: 64,
    stars: 2,
    pix: 42,
    maxLevel: 6,
    badges: badges(),
    competences: [
      {
        code: '1.1',
        title: 'Mener une recherche et une veille d’information',
        domain: '1',
        validated: 9,
        targeted: 14,
        percent: 64,
        level: 3,
        pix: 27,
        tubes: tubeResults('teacher'),
      },
    ],
    answers: correctedAnswers(3).map(({ number, outcome, competence, domain, question }) => ({
      leftPage: number === 1 ? 2 : 0,
      number,
      outcome,
      competence,
      domain,
      question,
      given:
        number === 2 ? ['Le disque jaune', 'Les marches'] : ['Date : 4 mars', 'Heure de départ : 22 h 15'],
      expected:
        number === 2 ? ['Le disque jaune', 'Le bandeau'] : ['Date : 18 mars', 'Heure de départ : 22 h 15'],
      drawn: number === 2 ? POINTED : null,
    })),
    goneLabel: '1 réponse n’est pas montrée : sa question a quitté Palier. Elle compte toujours.',
    leftOut: [
      {
        questionHtml: '<p>Où cliques-tu pour fermer l’onglet&nbsp;?</p>',
        reason: 'Ne peut pas se servir d’une souris ou du doigt.',
        became: 'Épreuve laissée de côté : l’acquis ne compte pas.',
      },
      {
        questionHtml: null,
        reason: 'Ne peut pas voir l’image.',
        became: 'Remplacée par une autre épreuve du même acquis.',
      },
    ],
    leftOutLabel: '1 acquis ne compte pas dans ce résultat : l’élève ne pouvait pas faire son épreuve.',
  },
};

/** The teacher's pages, and the one a pupil sees before starting. */
export const CAMPAIGN_SAMPLES: readonly Sample[] = [
  pupilSample('campaigns/landing', 'plain', LANDING),
  pupilSample('campaigns/landing', 'deadline', {
    ...LANDING,
    leavesByItself: true,
    deadline:
      'À finir avant le 4 décembre 2026 à 18:00. Ce jour-là, ou plus tôt si ton professeur ferme le parcours, ton résultat partira tout seul si tu as terminé : ton professeur verra la même chose que si tu l’envoyais.',
  } satisfies LandingPage),
  pupilSample('campaigns/landing', 'closed', {
    ...LANDING,
    deadline:
      'Ton professeur a fermé ce parcours : on ne peut plus rien lui envoyer. Tes réponses restent à toi.',
    closed: true,
  } satisfies LandingPage),
  pupilSample('campaigns/landing', 'welcome', {
    ...LANDING,
    teacher: 'Mme Roche',
    landingHtml:
      '<p>Bonjour à tous&nbsp;!</p><p>Ce parcours me dira où vous en êtes <strong>avant</strong> de commencer l’année. Ce n’est pas un contrôle&nbsp;: prenez votre temps.</p>',
  } satisfies LandingPage),
  pupilSample('campaigns/landing', 'long-text', {
    ...LANDING,
    title: LONG_WORD,
    teacher: LONG_WORD,
    landingHtml: `<p>${LONG_WORD}</p>`,
  } satisfies LandingPage),
  pupilSample('campaigns/landing', 'identifier', {
    ...LANDING,
    identifier: { label: 'Numéro de badge', error: null },
  } satisfies LandingPage),
  pupilSample('campaigns/landing', 'identifier-missing', {
    ...LANDING,
    identifier: {
      label: 'Numéro de badge',
      error: 'Écris ce que ton professeur demande, puis recommence.',
    },
  } satisfies LandingPage),
  teacherSample('campaigns/picker', 'ready', PICKER),
  teacherSample('campaigns/picker', 'faults', {
    ...PICKER,
    creating: true,
    values: { ...PICKER.values, landingText: 'Bonjour à tous' },
    errors: {
      name: 'Donnez un nom à la campagne.',
      landingText: 'Le mot d’accueil dépasse 5 000 caractères : raccourcissez-le.',
      model: 'Choisissez un parcours.',
    },
  } satisfies PickerPage),
  teacherSample('campaigns/picker', 'again', {
    ...PICKER,
    campaigns: [
      { code: 'BCDFGH234', name: '3e B, rentrée', created: '3 sept. 2026' },
      { code: 'KMPQRT678', name: LONG_WORD, created: '9 oct. 2026' },
    ],
  } satisfies PickerPage),
  teacherSample('campaigns/picker', 'no-model', { ...PICKER, groups: [] } satisfies PickerPage),
  teacherSample('campaigns/picked', 'going-back', {
    title: 'Retour au cours…',
    action: NOWHERE,
    jwt: 'e30.e30.e30',
  } satisfies PickedPage),
  teacherSample('campaigns/participation', 'sent', PARTICIPATION),
  teacherSample('campaigns/participation', 'attempts', {
    ...PARTICIPATION,
    identifier: { label: 'Numéro de badge', value: 'B-204' },
    attempts: [
      { label: 'Essai 1', statusLabel: 'Envoyé', address: NOWHERE, current: true },
      { label: 'Essai 2', statusLabel: 'Envoyé', address: NOWHERE, current: false },
      { label: 'Essai 3', statusLabel: 'En cours', address: NOWHERE, current: false },
    ],
    comparison: COMPARISON,
  } satisfies ParticipationPage),
  teacherSample('campaigns/participation', 'not-sent', {
    ...PARTICIPATION,
    title: LONG_WORD,
    status: 'to-share',
    statusLabel: 'À envoyer',
    division: null,
    certification: { label: 'Rien d’envoyé', detail: null },
    result: null,
  } satisfies ParticipationPage),
  teacherSample('campaigns/campaign', 'class', CAMPAIGN),
  teacherSample('campaigns/campaign', 'nobody-yet', {
    ...CAMPAIGN,
    owner: null,
    competenceColumns: false,
    counts: {
      ...CAMPAIGN.counts,
      people: 0,
      notBegun: 0,
      started: 0,
      toShare: 0,
      shared: 0,
      meanPercent: null,
    },
    list: null,
    participants: [],
  } satisfies CampaignPage),
  teacherSample('campaigns/campaign', 'list-unread', {
    ...CAMPAIGN,
    head: campaignHead(LONG_WORD, 'participants'),
    roster: { label: 'La liste de la classe n’a pas pu être lue : le cours ne répond pas.', failed: true },
    counts: {
      ...CAMPAIGN.counts,
      people: 3,
      notBegun: 1,
      started: 1,
      toShare: 1,
      shared: 0,
      meanPercent: null,
    },
    participants: participants(3),
  } satisfies CampaignPage),
  teacherSample('campaigns/campaign', 'columns-deleted', {
    ...CAMPAIGN,
    deletedColumns: {
      label: 'Palier me le signale',
      other: 'recreate',
      changeLabel: 'Plutôt la recréer',
      changeAction: NOWHERE,
    },
    reported: {
      title: '2 colonnes de notes ont été supprimées dans le cours',
      columns: ['« 3e B, rentrée » : 9 notes en attente', `« ${LONG_WORD} » : 1 note en attente`],
      label: 'Recréer les 2 colonnes',
      action: NOWHERE,
    },
  } satisfies CampaignPage),
  teacherSample('campaigns/campaign', 'problems', {
    ...CAMPAIGN,
    participants: participants(3),
    problems: {
      title: '3 problèmes signalés',
      unseen: '2 nouveaux',
      seenAction: NOWHERE,
      unseenIds: ['3', '2'],
      rows: [
        problem('3', 'Autre chose', `Le bouton ne répond pas.\n${LONG_WORD}`, {
          seen: false,
          treated: false,
        }),
        problem('2', 'La consigne n’est pas claire', '', { seen: false, treated: true }),
        {
          ...problem('1', 'Une image ou un fichier ne s’ouvre pas', '', { seen: true, treated: true }),
          questionHtml: null,
        },
      ],
    },
  } satisfies CampaignPage),
  teacherSample('campaigns/campaign', 'removed', {
    ...CAMPAIGN,
    participants: participants(3),
    removed: REMOVED,
  } satisfies CampaignPage),
  teacherSample('campaigns/campaign', 'closed', {
    ...CAMPAIGN,
    closed:
      'Campagne fermée le 4 décembre 2026 à 18:00. Ce qui n’a pas été envoyé est marqué « clos sans envoi » ; la campagne se rouvre dans les réglages.',
    counts: {
      ...CAMPAIGN.counts,
      labels: { ...CAMPAIGN.counts.labels, started: 'Clos, pas terminé', 'to-share': 'Clos, terminé' },
    },
    list: CLOSED,
    participants: CAMPAIGN.participants.map((one) => ({
      ...one,
      statusLabel: closedLabel(one.statusLabel),
    })),
  } satisfies CampaignPage),
  teacherSample('campaigns/campaign', 'nobody-chosen', {
    ...CAMPAIGN,
    list: CHOSEN_NOBODY,
    participants: [],
  } satisfies CampaignPage),
  teacherSample('campaigns/campaign', 'six-hundred', {
    ...CAMPAIGN,
    counts: {
      ...CAMPAIGN.counts,
      people: 600,
      notBegun: 150,
      started: 150,
      toShare: 150,
      shared: 150,
      meanPercent: 61.5,
    },
    list: MANY,
    participants: participants(100),
  } satisfies CampaignPage),
];

function model(id: string, title: string, checked = false): ModelChoice {
  return {
    id,
    title,
    checked,
    collects: false,
    description: 'Un tour d’horizon pour savoir où en est chaque élève avant de commencer.',
    audience: '3e',
    readiness: null,
    length: '24 acquis, environ 20 questions, 25 minutes',
    competences: [
      '1.1 Mener une recherche et une veille d’information',
      '4.1 Sécuriser l’environnement numérique',
    ],
  };
}

function participants(count: number): ParticipantRow[] {
  const names = [
    'Awa Diallo',
    'Bastien Le Goff',
    'Chloé Payet',
    'Dimitri Rakoto',
    'Élise Ortega',
    'Farid Benali',
    'Gaëlle Hoarau',
  ];
  return Array.from({ length: count }, (_, index) => {
    const name = names[index % names.length] ?? '';
    return { ...row(index), name: index === 2 ? `${name} ${LONG_WORD}` : name };
  });
}

function row(index: number): Omit<ParticipantRow, 'name'> {
  const nothing = {
    address: NOWHERE,
    division: null,
    state: 'unknown',
    stateLabel: 'Rien d’envoyé',
    progress: null,
    percent: null,
    stars: null,
    sharedAt: null,
    retrying: false,
    grade: null,
  } as const;
  const shared = {
    address: NOWHERE,
    status: 'shared',
    statusLabel: 'Envoyé',
    division: '3e B',
    state: 'no',
    stateLabel: 'Pas encore certifiable',
    progress: 100,
    sharedAt: '21 nov. 2026 à 10:42',
    retrying: false,
  } as const;
  const rows: readonly Omit<ParticipantRow, 'name'>[] = [
    {
      ...shared,
      percent: 84,
      stars: 3,
      grade: { state: 'sent', label: 'Note transmise', reason: null, retryAction: null },
    },
    { ...nothing, address: null, status: 'not-begun', statusLabel: 'Pas commencé' },
    { ...nothing, status: 'started', statusLabel: 'En cours', progress: 40 },
    { ...nothing, status: 'to-share', statusLabel: 'À envoyer', progress: 100 },
    {
      ...shared,
      percent: 52,
      stars: 1,
      retrying: true,
      grade: {
        state: 'pending',
        label: 'En attente du cours',
        reason: 'Nouvel essai dans 40 s.',
        retryAction: null,
      },
    },
    {
      ...shared,
      percent: 0,
      stars: 0,
      grade: {
        state: 'refused',
        label: 'Note refusée',
        reason: 'Le cours dit que cet élève n’est plus inscrit.',
        retryAction: NOWHERE,
      },
    },
    { ...nothing, status: 'started', statusLabel: 'En cours', progress: 5 },
  ];
  return (
    rows[index % rows.length] ?? {
      ...nothing,
      address: null,
      status: 'not-begun',
      statusLabel: 'Pas commencé',
    }
  );
}

function problem(id: string, kind: string, words: string, state: { seen: boolean; treated: boolean }) {
  return {
    id,
    kind,
    words,
    from: 'Inès Le Goff, le 22 novembre 2026',
    questionHtml: '<p>Que fait Tom dans son navigateur&nbsp;?</p>',
    challenge: 'moteur-requete-2-orange',
    ...state,
  };
}

function document(format: DocumentLink['format'], label: string): DocumentLink {
  return { format, label, address: NOWHERE, fileName: format };
}
