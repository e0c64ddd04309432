import type { ReportsPage } from '../admin/views.ts';
import type { ReportPage, ReportView } from '../runs/views.ts';
import { LONG_WORD, NOWHERE, pupilSample, type Sample, teacherSample } from './sample.ts';

export const REPORT: ReportView = {
  action: NOWHERE,
  kinds: [
    { value: 'unclear', label: 'La consigne n’est pas claire', checked: false },
    { value: 'media', label: 'Une image ou un fichier ne s’ouvre pas', checked: false },
    { value: 'mistake', label: 'Il y a une erreur dans la question ou la correction', checked: false },
    { value: 'broken', label: 'L’épreuve s’affiche mal ou ne marche pas', checked: false },
    { value: 'other', label: 'Autre chose', checked: false },
  ],
  words: '',
  mostWords: 500,
  error: null,
  sent: null,
};

const PAGE: ReportPage = {
  title: 'Parcours de rentrée 3e',
  instructionHtml: '<p>Que fait Tom dans son navigateur&nbsp;?</p>',
  back: NOWHERE,
  report: REPORT,
};

const REPORTS: ReportsPage = {
  title: 'Épreuves signalées',
  notice: null,
  treatedAction: NOWHERE,
  groups: [
    {
      challenge: 'moteur-requete-2-orange',
      count: '2 signalements',
      questionHtml: PAGE.instructionHtml,
      upTo: '12',
      said: [
        { kind: 'La consigne n’est pas claire', words: '', at: '22 novembre 2026' },
        { kind: 'Autre chose', words: `On ne voit pas la date.\n${LONG_WORD}`, at: '23 novembre 2026' },
      ],
    },
    {
      challenge: 'ancienne-epreuve-3-partie',
      count: '1 signalement',
      questionHtml: null,
      upTo: '13',
      said: [{ kind: 'Une image ou un fichier ne s’ouvre pas', words: '', at: '23 novembre 2026' }],
    },
  ],
};

/** Reports of problems, as the pupil says them and as the administrator reads them. */
export const REPORT_SAMPLES: readonly Sample[] = [
  pupilSample('runs/report', 'form', PAGE),
  pupilSample('runs/report', 'fault', {
    ...PAGE,
    report: { ...REPORT, error: 'Choisis d’abord ce qui ne va pas.' },
  } satisfies ReportPage),
  pupilSample('runs/report', 'sent', {
    ...PAGE,
    report: {
      ...REPORT,
      words: 'La photo est toute noire.',
      sent: { kind: 'Une image ou un fichier ne s’ouvre pas', words: 'La photo est toute noire.' },
    },
  } satisfies ReportPage),
  { ...teacherSample('admin/reports', 'some', REPORTS), person: null },
  {
    ...teacherSample('admin/reports', 'none', { ...REPORTS, notice: 'C’est fait.', groups: [] }),
    person: null,
  },
];
