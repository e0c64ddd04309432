import { translator } from '../i18n/translate.ts';
import { explain } from '../runs/how-it-works.ts';
import type { HowItWorksPage } from '../runs/views.ts';
import { NOWHERE, pupilSample, type Sample, teacherSample } from './sample.ts';

const SIXTEEN = {
  competences: new Map(
    Array.from({ length: 16 }, (_, i) => {
      const code = String(i);
      return [code, { code, domain: '1', title: '', titleEn: '', description: '', tubes: [] }];
    }),
  ),
};
const HOW: HowItWorksPage = {
  ...explain(translator('fr'), SIXTEEN, { maxLevel: 8, retryDays: 4 }),
  back: NOWHERE,
  teacher: false,
};

export const HOW_SAMPLES: readonly Sample[] = [
  pupilSample('runs/how-it-works', 'pupil', HOW),
  { ...pupilSample('runs/how-it-works', 'nobody', { ...HOW, back: null }), person: null },
  teacherSample('runs/how-it-works', 'teacher', { ...HOW, teacher: true }),
];
