import type {
  AdminShellPage,
  AuditPage,
  ConfirmPage,
  DiagnosisPage,
  EnterPage,
  InvitationPage,
  PlatformCard,
  PlatformPage,
  PlatformsPage,
  TutorialVotesPage,
} from '../admin/views.ts';
import { LONG_WORD, NOWHERE, type Sample, teacherSample } from './sample.ts';

const ERROR = {
  words: 'La plateforme ne permet pas à Palier d’utiliser ce service.',
  raw: 'token-refused (400): invalid_scope',
};

const CARD: PlatformCard = {
  id: '1',
  name: 'Moodle de l’académie',
  address: NOWHERE,
  status: 'active',
  statusLabel: 'Ouverte',
  facts: [
    { label: 'Adresse (issuer)', value: 'https://moodle.ac-exemple.fr' },
    { label: 'Identifiant client', value: 'KxQ3pbZy7Jm0T4e' },
    { label: 'Dernière ouverture', value: '22 novembre 2026 à 21:09' },
    { label: 'Dernier échange de notes ou de participants', value: '22 novembre 2026 à 21:10' },
    { label: 'Usage', value: '214 cours, 5 320 personnes' },
  ],
  waiting: null,
  approveAction: null,
  error: null,
  grades: null,
  twin: null,
};

const PLATFORMS: PlatformsPage = {
  title: 'Plateformes reliées à Palier',
  notice: null,
  platforms: [
    {
      ...CARD,
      name: 'Collège Marie-Curie',
      status: 'pending',
      statusLabel: 'En attente',
      approveAction: NOWHERE,
      facts: CARD.facts.slice(0, 2),
    },
    { ...CARD, waiting: '2 établissements attendent votre accord.', error: ERROR },
    { ...CARD, name: LONG_WORD, grades: '12 notes refusées, 3 notes en retard' },
    {
      ...CARD,
      name: 'Ancien Moodle',
      status: 'disabled',
      statusLabel: 'Fermée',
      twin: 'Une autre inscription du même site existe : elles ne partagent encore ni élèves ni campagnes.',
    },
  ],
  inviteAction: NOWHERE,
};

const PLATFORM: PlatformPage = {
  title: CARD.name,
  notice: null,
  status: 'active',
  statusLabel: 'Ouverte',
  facts: [
    ...CARD.facts,
    { label: 'Adresse des jetons', value: 'https://moodle.ac-exemple.fr/mod/lti/token.php' },
    { label: 'Adresse des clés', value: 'https://moodle.ac-exemple.fr/mod/lti/certs.php' },
  ],
  error: null,
  testAction: NOWHERE,
  approveAction: null,
  closeAddress: NOWHERE,
  twins: [],
  deployments: [
    {
      name: '1',
      seenIn: null,
      status: 'active',
      statusLabel: 'Ouverte',
      approve: null,
      closeAddress: NOWHERE,
    },
    {
      name: '0754321X',
      seenIn: LONG_WORD,
      status: 'pending',
      statusLabel: 'En attente',
      approve: { action: NOWHERE, deployment: '2' },
      closeAddress: NOWHERE,
    },
  ],
  grades: [],
  frames: {
    own: ['https://moodle.ac-exemple.fr'],
    added: [],
    addAction: NOWHERE,
    removeAction: NOWHERE,
    typed: '',
  },
  errors: {},
};

const DIAGNOSIS: DiagnosisPage = {
  title: 'Test de la connexion avec Moodle de l’académie',
  platform: CARD.name,
  platformAddress: NOWHERE,
  outcome: 'good',
  summary: 'Tout fonctionne : clés, horloge, jeton et services.',
  checks: [
    { outcome: 'good', label: 'Clés de la plateforme', result: '1 clé lue' },
    { outcome: 'good', label: 'Horloge de la plateforme', result: '0,3 s d’écart' },
    { outcome: 'good', label: 'Jeton de service', result: 'accordé' },
  ],
  findings: [],
  testAction: NOWHERE,
};

/** The administrator's console. */
export const ADMIN_SAMPLES: readonly Sample[] = [
  admin('enter', 'key', { title: 'Administration de Palier', key: 'cle-d-exemple' } satisfies EnterPage),
  admin('shell', 'waiting', { title: 'Administration de Palier' } satisfies AdminShellPage),
  admin('platforms', 'several', PLATFORMS),
  admin('platforms', 'none', { ...PLATFORMS, notice: 'Palier a une nouvelle clé.', platforms: [] }),
  admin('platform', 'open', PLATFORM),
  admin('platform', 'troubled', {
    ...PLATFORM,
    twins: [{ label: 'Moodle de l’académie, client 8hT2bQx', address: NOWHERE }],
    notice: 'L’accès est fermé.',
    status: 'disabled',
    statusLabel: 'Fermée',
    error: ERROR,
    approveAction: NOWHERE,
    closeAddress: null,
    grades: [
      {
        state: 'refused',
        label: '12 notes refusées',
        reason: 'La colonne de notes n’existe plus dans le cours.',
      },
      {
        state: 'late',
        label: '3 notes en retard',
        reason: 'La plateforme ne répond pas. Palier réessaie tout seul.',
      },
    ],
    frames: { ...PLATFORM.frames, added: ['https://ent.exemple.fr'], typed: 'https://*.exemple.fr' },
    errors: { origin: 'Cette adresse ne convient pas.' },
  } satisfies PlatformPage),
  admin('diagnosis', 'good', DIAGNOSIS),
  admin('diagnosis', 'faults', {
    ...DIAGNOSIS,
    outcome: 'fault',
    summary: '1 problème empêche Palier de fonctionner normalement.',
    checks: [
      ...DIAGNOSIS.checks.slice(0, 2),
      { outcome: 'fault', label: 'Jeton de service', result: 'échec' },
    ],
    findings: [
      {
        outcome: 'fault',
        cause: 'La plateforme ne reconnaît pas Palier sous l’identifiant client KxQ3pbZy7Jm0T4e.',
        proof: 'token-refused (400): invalid_client',
        remedy: 'Comparez l’identifiant client avec celui des « détails de configuration » de l’outil.',
        letter: 'Bonjour,\n\nUn test de la connexion a trouvé ceci.\n\nMerci.',
      },
      {
        outcome: 'warning',
        cause: 'L’horloge de la plateforme et celle de Palier ne sont pas d’accord (3,4 s d’écart).',
        proof: '3.4 s',
        remedy: 'Vérifiez d’abord le serveur de Palier.',
        letter: null,
      },
    ],
  } satisfies DiagnosisPage),
  admin('confirm', 'closing', {
    title: 'Fermer l’accès de « Moodle de l’académie » ?',
    paragraphs: ['Plus personne ne pourra ouvrir Palier depuis cette plateforme.', 'Rien n’est effacé.'],
    action: NOWHERE,
    fields: [['deployment', '2']],
    label: 'Fermer l’accès',
    backAddress: NOWHERE,
  } satisfies ConfirmPage),
  admin('invitation', 'made', {
    title: 'Adresse d’inscription',
    address: 'https://palier.example.fr/lti/register?invite=q1Wm0Jd9sYxXbT4vN2kZrUe8aHcLgPfO7iC3yS5tB6A',
    expires: 'Utilisable une seule fois, jusqu’au 23 novembre 2026 à 21:09.',
    approval: 'La plateforme apparaîtra ensuite dans cette administration, en attente de votre accord.',
  } satisfies InvitationPage),
  admin('tutorials', 'votes', {
    title: 'Les tutos aident-ils ?',
    lessons: [
      { title: LONG_WORD, topic: '1.1 Formuler une requête', votes: 12, percent: 25, bar: 'to-share' },
      {
        title: 'Reconnaître un message piégé',
        topic: '4.1 Hameçonnage',
        votes: 1204,
        percent: 93,
        bar: 'shared',
      },
    ],
    few: '12 tutos ont moins de 5 avis : ils ne sont pas montrés.',
  } satisfies TutorialVotesPage),
  admin('tutorials', 'none', {
    title: 'Les tutos aident-ils ?',
    lessons: [],
    few: null,
  } satisfies TutorialVotesPage),
  admin('audit', 'page', {
    title: 'Journal de l’administration',
    events: [
      event('Accès fermé', 'plateforme 3', 'deploymentId: 0754321X'),
      event('Clé de Palier remplacée', `clé ${LONG_WORD}`, ''),
      event('Séance d’administration ouverte', '', ''),
    ],
    olderAddress: NOWHERE,
    newestAddress: NOWHERE,
  } satisfies AuditPage),
];

function admin(view: string, state: string, model: object): Sample {
  return { ...teacherSample(`admin/${view}`, state, model), person: null };
}

function event(action: string, subject: string, details: string): AuditPage['events'][number] {
  return {
    at: '22 novembre 2026 à 21:09',
    actor: 'page d’administration (lien fait par le compte root)',
    action,
    subject,
    details,
  };
}
