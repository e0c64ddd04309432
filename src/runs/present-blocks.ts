import type { Translate } from '../i18n/translate.ts';
import type { BlocksConfig, BlocksExpectation } from '../referential/practicals/blocks.ts';
import { type Listed, quoted, type Words } from './practical-words.ts';

/** What a program of blocks had to do, in words; `found`: what it does instead, from what its verdict says. */
export function blocksWords(t: Translate, config: BlocksConfig, one: BlocksExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>> = {}, list: Listed = plain) => ({
    expected: t(`run.practical.block.${key}`, values),
    found: `block.${key}`,
    list,
  });
  if ('program' in one) {
    const count = one.hidden.length;
    return {
      expected:
        count === 0 ? t('run.practical.block.program') : t('run.practical.block.program-hidden', { count }),
      found: 'block.program',
      list: troubles,
    };
  }
  if ('goal' in one) return say('goal', { name: config.goalName ?? t('run.practical.block.goal.name') });
  if ('objects' in one) return say(one.objects);
  if ('painted' in one) return say('painted');
  if ('drawn' in one) return say('drawn');
  if ('variable' in one) return say('variable', { name: one.variable });
  return say('uses', { name: blockName(t, one.uses) }, quoted);
}

function plain(_: Translate, found: readonly string[]): string {
  return found.join(', ');
}

/** Why a program did not get there, each a sentence: `bump C3`. */
function troubles(t: Translate, found: readonly string[]): string {
  return found
    .map((trouble) => {
      const [why = '', cell = ''] = trouble.split(' ');
      return t(`run.practical.block.trouble.${why}`, { cell });
    })
    .join(' ');
}

/** A block as the palette names it, its places to fill left open. */
function blockName(t: Translate, kind: string): string {
  return t(`practical.blocks.block.${kind}`, { n: '…', test: '…', name: '…', color: '…' });
}
