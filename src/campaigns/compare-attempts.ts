import { formatDate, type Locale, translator } from '../i18n/translate.ts';
import type { RunResult } from '../runs/result.ts';
import type { ParticipationPage } from './views.ts';

export interface SentAttempt {
  readonly attempt: number;
  readonly sharedAt: Date;
  readonly result: RunResult;
}

/**
 * What each attempt that was sent shows beside the one before, as they were frozen; a competence that an attempt did not
 * ask has nothing there.
 * @param attempts the first one first
 * @param titleOf « 1.1 Mener une recherche… »
 * @returns null when there is nothing to compare
 */
export function compareAttempts(
  attempts: readonly SentAttempt[],
  titleOf: (competence: string) => string,
  locale: Locale,
): ParticipationPage['comparison'] {
  if (attempts.length < 2) return null;
  const t = translator(locale);
  const line = (
    label: string,
    figureOf: (result: RunResult) => number | undefined,
    say: (figure: number, result: RunResult) => string,
  ) => ({
    label,
    cells: attempts.map(({ result }, place) => {
      const figure = figureOf(result);
      if (figure === undefined) return null;
      const earlier = attempts
        .slice(0, place)
        .map((one) => figureOf(one.result))
        .findLast((one) => one !== undefined);
      return { text: say(figure, result), change: earlier === undefined ? null : signed(figure - earlier) };
    }),
  });
  const codes = [
    ...new Set(attempts.flatMap(({ result }) => result.competences.map(({ code }) => code))),
  ].sort();
  return {
    heads: attempts.map(({ attempt, sharedAt }) => ({
      label: t('campaign.participation.attempt', { number: attempt }),
      date: formatDate(sharedAt, locale),
    })),
    lines: [
      line(
        t('campaign.col.percent'),
        ({ percent }) => percent,
        (value) => t('page.percent', { value }),
      ),
      line(
        t('campaign.participation.pix'),
        ({ pix }) => pix,
        (count) => t('pupil.pix', { count }),
      ),
      ...codes.map((code) => {
        const own = ({ competences }: RunResult) => competences.find((one) => one.code === code);
        return line(
          titleOf(code),
          (result) => own(result)?.validated,
          (validated, result) =>
            t('campaign.participation.compare.competence', {
              level: own(result)?.level ?? 0,
              validated,
              targeted: own(result)?.targeted ?? 0,
            }),
        );
      }),
    ],
  };
}

/** « +3 », « −2 », « = » */
function signed(change: number): string {
  if (change === 0) return '=';
  return change > 0 ? `+${change}` : `−${-change}`;
}
