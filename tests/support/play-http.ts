import type { Challenge, Referential } from '../../src/referential/types.ts';
import { coded } from '../../src/web/coded.ts';
import { rightResponse, wrongResponse } from './content.ts';
import type { HttpSession } from './http-person.ts';
import { placedFields } from './placements.ts';
import { shownInRun } from './shown.ts';

/** Begins the campaign of a landing page, or goes on, and answers until the result. @returns the result's page. */
export async function playOverHttp(
  person: HttpSession,
  bank: Referential,
  isRight: (challenge: Challenge, number: number) => boolean,
): Promise<{ runId: string; html: string }> {
  const start = /action="(\/campaigns\/[A-Z0-9]+\/participations)"/.exec(person.html)?.[1];
  let { html, address } = start ? await person.post(start) : person;
  const runId = /^\/runs\/(\d+)/.exec(address)?.[1];
  if (!runId) throw new Error(`no run at ${address}`);
  for (let turn = 0; turn < 120; turn += 1) {
    const challengeId = /name="challenge" value="([^"]+)"/.exec(html)?.[1];
    const onward = /action="(\/runs\/\d+\/(?:acknowledgements[^"]*|focus))"/.exec(html)?.[1];
    if (challengeId) {
      const challenge = await shownInRun(bank, runId, challengeId);
      const fields = shownFields(challenge, html, isRight(challenge, turn));
      ({ html } = await person.post(`/runs/${runId}/answers`, fields));
    } else if (onward) {
      ({ html } = await person.post(onward.replaceAll('&amp;', '&')));
    } else {
      return { runId, html: (await person.get(`/runs/${runId}/result`)).html };
    }
  }
  throw new Error('the run does not end');
}

/** What a person would fill in, reading the page: choices by their text. */
function shownFields(challenge: Challenge, html: string, right: boolean): URLSearchParams {
  const fields = new URLSearchParams({ challenge: challenge.id });
  if (challenge.placement) {
    for (const [name, value] of placedFields(challenge.placement, html, right)) fields.append(name, value);
    return fields;
  }
  const response = rightResponse(challenge);
  if ('reached' in response) {
    const { reached } = right ? response : Object(wrongResponse(challenge));
    fields.set('reached', JSON.stringify(reached));
    return fields;
  }
  if ('fields' in response) {
    for (const [id, value] of Object.entries(response.fields))
      fields.set(`field.${id}`, right ? value : 'zzzzz 98765');
    return fields;
  }
  if (!('choices' in response)) throw new Error(`no way to answer ${challenge.id}`);
  const values = [...html.matchAll(/name="choice" value="(\d+)"/g)].map((match) => match[1] ?? '');
  const texts = [...html.matchAll(/class="choice-card">([\s\S]*?)<\/span>/g)].map((match) => match[1] ?? '');
  const wanted = new Set(response.choices.map((index) => coded(challenge.choices[index]?.text ?? '')));
  const rightValues = values.filter((_, place) => wanted.has(texts[place] ?? ''));
  const wrongValue = values.find((_, place) => !wanted.has(texts[place] ?? '')) ?? '0';
  for (const value of right ? rightValues : [wrongValue]) fields.append('choice', value);
  return fields;
}
