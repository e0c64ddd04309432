import { describeAccessibility } from '../web/accessibility-routes.ts';
import { NO_SETTINGS } from '../web/settings.ts';
import { describeSettings } from '../web/settings-routes.ts';
import type { AccessibilityPage, ErrorPage, MessagePage, SettingsPage, ShellPage } from '../web/views.ts';
import { LONG_WORD, NOWHERE, pupilSample, type Sample, teacherSample } from './sample.ts';

const MESSAGE: MessagePage = {
  title: 'Cette activité n’est reliée à aucune campagne',
  paragraphs: [
    'Préviens ton professeur : il peut la supprimer du cours, puis l’ajouter de nouveau.',
    'Rien n’est perdu : tes autres activités marchent comme avant.',
  ],
  action: null,
};

const SETTINGS: SettingsPage = {
  ...describeSettings(NO_SETTINGS, null),
  title: 'Affichage et langue',
  teacher: false,
  back: NOWHERE,
};

/** The short pages that any room may answer. */
export const PAGE_SAMPLES: readonly Sample[] = [
  pupilSample('message', 'words', MESSAGE),
  teacherSample('message', 'link', {
    ...MESSAGE,
    action: { label: 'Revenir au cours', address: NOWHERE, method: 'get', newTab: false },
  } satisfies MessagePage),
  {
    ...pupilSample('message', 'new-tab', {
      title: 'Encore un geste',
      paragraphs: ['Ton navigateur bloque Palier à l’intérieur du cours. Ouvre-le dans son propre onglet.'],
      action: { label: 'Ouvrir dans un nouvel onglet', address: NOWHERE, method: 'post', newTab: true },
    } satisfies MessagePage),
    person: null,
  },
  {
    ...pupilSample('error', 'session-over', {
      title: 'Ta séance est terminée',
      help: 'Retourne dans ton cours et clique de nouveau sur l’activité : tes réponses sont gardées.',
      home: null,
      reference: '7F3K-92QD',
    } satisfies ErrorPage),
    person: null,
  },
  pupilSample('error', 'removed', {
    title: 'Ton professeur a retiré ta participation',
    help: 'Tes réponses ne comptent plus pour ce parcours. Tu peux le recommencer depuis ton accueil ou depuis ton cours. Si tu penses que c’est une erreur, demande à ton professeur : pendant trente jours, il peut tout remettre en place.',
    home: 'Aller à mon accueil',
    reference: '7F3K-92QD',
  } satisfies ErrorPage),
  teacherSample('error', 'long-text', {
    title: LONG_WORD,
    help: LONG_WORD,
    home: null,
    reference: 'f3b1c1d2-8a55-4d0e-9a73-6a0b1f6a2a11',
  } satisfies ErrorPage),
  {
    ...pupilSample('shell', 'waiting', { title: 'Ouvre Palier depuis ton cours' } satisfies ShellPage),
    person: null,
  },
  pupilSample('settings', 'usual', SETTINGS),
  pupilSample('settings', 'changed', {
    ...SETTINGS,
    ...describeSettings({ ...NO_SETTINGS, theme: 'dark', letters: 'spaced' }, NO_SETTINGS),
  } satisfies SettingsPage),
  teacherSample('settings', 'teacher', { ...SETTINGS, teacher: true, back: null } satisfies SettingsPage),
  pupilSample('accessibility', 'contact', {
    ...describeAccessibility('fr', 'mailto:accessibilite@palier.example'),
    back: NOWHERE,
  } satisfies AccessibilityPage),
  {
    ...pupilSample('accessibility', 'school', {
      ...describeAccessibility('fr', null),
      back: null,
    } satisfies AccessibilityPage),
    person: null,
  },
];
