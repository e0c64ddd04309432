import { expect, test } from 'vitest';
import { correct } from '../../src/engine/correct.ts';
import { faultsOf, loadBank, spoiled } from './bank.ts';

const FIELD = 'label: Titre, accepted: [la pirogue], refused: [la voile]';

/** The bank whose typed answer is a date. */
function dated(accepted: string) {
  return spoiled('tube/3-vers.yml', FIELD, `label: Jour, format: date, accepted: ["${accepted}"]`);
}

test.each(['5 mars 2026', '1er août', '14 juillet 1789', '05/03/2026', '31/12'])(
  'authors may write « %s », and pupils as they like',
  async (accepted) => {
    const challenge = (await loadBank(dated(accepted))).challenges.get('requete-3-vers');
    if (!challenge) throw new Error('the challenge is missing');
    const answer = (titre: string) => correct(challenge, { fields: { titre } }).correct;
    expect(answer(`Le ${accepted}`)).toBe(true);
    expect(answer('2 février 1999')).toBe(false);
  },
);

test.each(['mars 2026', '5 mai 26', '32/01/2026', '0 mars', '5/3/2026', 'la pirogue', '2026-03-05'])(
  '« %s » is refused, with what to write instead',
  async (accepted) => {
    const [fault] = await faultsOf(dated(accepted));
    expect(fault).toContain(`« ${accepted} » n'est pas une date : écris « 5 mars 2026 »`);
  },
);
