import { expect, test } from 'vitest';
import { correct } from '../../src/engine/correct.ts';
import { faultsOf, loadBank, spoiled } from './bank.ts';

const FIELD = 'label: Titre, accepted: [la pirogue], refused: [la voile]';

/** The bank whose typed answer is a time. */
function timed(accepted: string) {
  return spoiled('tube/3-vers.yml', FIELD, `label: Heure, format: time, accepted: ["${accepted}"]`);
}

test.each(['16 h 30', '16:30'])('authors may write « %s », and pupils as they like', async (accepted) => {
  const challenge = (await loadBank(timed(accepted))).challenges.get('requete-3-vers');
  if (!challenge) throw new Error('the challenge is missing');
  const right = (titre: string) => correct(challenge, { fields: { titre } }).correct;
  const forms = ['16h30', '16:30', '4 h 30 de l’après-midi', 'à 16\u00A0h\u00A030'];
  expect(forms.filter((text) => !right(text))).toEqual([]);
  const others = ['16 h 03', '6 h 30', '4 h 30', '17 h 30', '', '30'];
  expect(others.filter(right)).toEqual([]);
});

test.each(['seize heures', '16h30', '25 h', '16 h 3', '4 h 30 du soir'])(
  '« %s » is refused, with what to write instead',
  async (accepted) => {
    const [fault] = await faultsOf(timed(accepted));
    expect(fault).toContain(`« ${accepted} » n'est pas une heure : écris « 16 h 30 »`);
  },
);
