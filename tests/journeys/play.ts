import type { Frame, FrameLocator, Page } from 'playwright-core';
import type { Challenge, Referential } from '../../src/referential/types.ts';
import { uncoded } from '../../src/web/coded.ts';
import { rightResponse, wrongResponse } from '../support/content.ts';
import { shownInRun } from '../support/shown.ts';
import { placeByHand } from './placements.ts';

export type Place = Page | FrameLocator | Frame;

/** The tool's frame on a page of the practice LMS. */
export function toolFrame(page: Page): FrameLocator {
  return page.frameLocator('iframe[name=tool]');
}

/** The challenge that a page asks. */
export async function askedChallenge(place: Place, bank: Referential): Promise<Challenge> {
  const id = await place.locator('#answer-form input[name=challenge]').getAttribute('value');
  const action = await place.locator('#answer-form').getAttribute('action');
  return shownInRun(bank, /\d+/.exec(action ?? '')?.[0] ?? '', id ?? '');
}

/** The field where the page keeps what was reached in a window. */
interface Reached {
  readonly form: {
    addEventListener(
      type: 'formdata',
      listener: (event: { readonly formData: { set(name: string, value: string): void } }) => void,
    ): void;
  };
}

/** Fills the challenge's form as a person would: by what is written on the page. */
export async function fillAnswer(place: Place, challenge: Challenge, right: boolean): Promise<void> {
  if (challenge.placement) return placeByHand(place, challenge.placement, right);
  const response = rightResponse(challenge);
  if ('reached' in response) {
    // Windows are used by hand in `practicals.test.ts`; here the page holds what they would report.
    await place.locator('[data-wait]').waitFor({ state: 'hidden' });
    const given = right ? response : wrongResponse(challenge);
    const text = JSON.stringify('reached' in given ? given.reached : null);
    // As it is sent: until then the window may still report that nothing was done in it.
    await place.locator('[data-reached]').evaluate((input: Reached, value) => {
      input.form.addEventListener('formdata', ({ formData }) => formData.set('reached', value));
    }, text);
    return;
  }
  if ('fields' in response) {
    for (const field of challenge.fields) {
      const input = place.getByLabel(uncoded(field.label), { exact: true });
      if (field.format === 'select') {
        const other = field.options?.find((option) => !field.accepted.includes(option)) ?? '';
        await input.selectOption(right ? (response.fields[field.id] ?? '') : other);
      } else {
        await input.fill(right ? (response.fields[field.id] ?? '') : 'zzzzz 98765');
      }
    }
    return;
  }
  if (!('choices' in response)) throw new Error(`no way to answer ${challenge.id}`);
  const wrong = challenge.choices.findIndex((choice) => !choice.right);
  for (const index of right ? response.choices : [wrong]) {
    const text = uncoded(challenge.choices[index]?.text ?? '');
    // A label with code in it is several nodes: its whole text is what is compared.
    await place
      .locator('label')
      .filter({ has: place.getByText(text, { exact: true }) })
      .first()
      .click();
  }
}

/** Answers, passes checkpoints and ends on the result page. @returns how many questions were answered. */
export async function playToTheEnd(
  place: Place,
  bank: Referential,
  isRight: (challenge: Challenge, number: number) => boolean,
  meet?: (what: 'challenge' | 'checkpoint' | 'result', number: number) => Promise<void>,
): Promise<number> {
  for (let number = 0; number < 80; ) {
    const stage = place.locator('#challenge, #focus, #checkpoint, #result');
    await stage.waitFor();
    const id = await stage.getAttribute('id');
    if (id === 'result') {
      await meet?.('result', number);
      return number;
    }
    if (id === 'focus') {
      await place.getByRole('button', { name: 'J’ai compris, j’y vais' }).click();
      await place.locator('#focus').waitFor({ state: 'detached' });
      continue;
    }
    if (id === 'checkpoint') {
      await meet?.('checkpoint', number);
      await place.getByRole('button', { name: 'Continuer' }).click();
      await place.locator('#checkpoint').waitFor({ state: 'detached' });
      continue;
    }
    await meet?.('challenge', number);
    const challenge = await askedChallenge(place, bank);
    await fillAnswer(place, challenge, isRight(challenge, number));
    await place.getByRole('button', { name: 'Je valide' }).click();
    await place
      .locator(`#challenge input[name=challenge][value="${challenge.id}"]`)
      .waitFor({ state: 'detached' });
    number += 1;
  }
  throw new Error('the run does not end');
}
