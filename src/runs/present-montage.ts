import type { Translate } from '../i18n/translate.ts';
import {
  type MontageConfig,
  type MontageExpectation,
  PROJECT_KEYS,
  type ProjectKey,
} from '../referential/practicals/sound-video-editor.ts';
import type { Words } from './practical-words.ts';

type Values = Readonly<Record<string, string>>;

/** How a montage had to be left, in words. */
export function montageWords(t: Translate, config: MontageConfig, one: MontageExpectation): Words {
  const say = (key: string, values: Values = {}) => t(`run.practical.montage.${key}`, values);
  const clip = (id: string) => config.clips.find((each) => each.id === id)?.name ?? id;
  const track = (id: string) => config.tracks.find((each) => each.id === id)?.name ?? id;
  const words = (kind: string, expected: readonly string[]) => ({
    expected: expected.filter(Boolean).join(' '),
    found: `montage.${kind}`,
    list: troubles,
  });
  const given = (key: string, value: number | undefined) =>
    value === undefined ? '' : say(`part.${key}`, { time: tenths(value) });
  if ('clip' in one) {
    const { start, from, to } = one;
    const kept = from === undefined || to === undefined ? '' : say('part.kept', span(from, to));
    const edges = kept === '' ? [given('from', from), given('to', to)] : [kept];
    return words('piece', [say('clip', { name: clip(one.clip) }), given('start', start), ...edges]);
  }
  if ('cut' in one) {
    const list = one.passages.map(({ from, to }) => say('span', span(from, to))).join(', ');
    return words('piece', [say('cut', { name: clip(one.cut), list })]);
  }
  if ('level' in one) {
    const { from, to, atLeast, atMost } = one;
    const range = { least: decibels(atLeast), most: decibels(atMost) };
    const key = atLeast === atMost ? 'level-exact' : 'level';
    return words('other', [say(key, { name: track(one.level), ...span(from, to), ...range })]);
  }
  if ('peak' in one) return words('piece', [say('peak', { name: clip(one.peak), peak: decibels(one.is) })]);
  if ('fade' in one)
    return words('other', [
      say('fade', { name: track(one.fade) }),
      given('fade-in', one.in),
      given('fade-out', one.out),
    ]);
  if ('aligned' in one) {
    const values = { name: clip(one.aligned), at: tenths(one.at), other: clip(one.with) };
    return words('other', [say('aligned', { ...values, time: tenths(one.withAt) })]);
  }
  if ('text' in one) {
    const { is, says, from, to } = one;
    const text = is ?? (typeof says === 'string' ? says : says?.join(' ')) ?? '';
    return words('text', [
      say('text', { name: track(one.text) }),
      text === '' ? '' : say('part.text', { text }),
      given('from-ruler', from),
      given('to-ruler', to),
    ]);
  }
  if ('project' in one) {
    const asked = PROJECT_KEYS.flatMap((key) => {
      const values: readonly (string | number)[] | undefined = one.project[key];
      return values === undefined
        ? []
        : [setting(t, key, values.map((value) => named(t, key, value)).join(' / '))];
    });
    return words('project', [say('project', { list: asked.join(', ') })]);
  }
  if ('export' in one) {
    const { codec, mode, lines, keys, under, quality, minutes } = one.export;
    const either = (values: readonly (string | number)[], key: string) =>
      values.map((value) => t(`practical.sound-video-editor.${key}.${value}`)).join(' / ');
    return words('project', [
      say('export'),
      codec === undefined ? '' : say('part.codec', { list: either(codec, 'codec') }),
      mode === undefined ? '' : say('part.mode', { list: either(mode, 'mode') }),
      lines === undefined ? '' : say('part.lines', { list: lines.join(' / ') }),
      keys === undefined ? '' : say('part.keys', { list: keys.join(' / ') }),
      under === undefined ? '' : say('part.under', { weight: decimal(under) }),
      quality === undefined ? '' : say('part.quality', { quality: decimal(quality) }),
      minutes === undefined ? '' : say('part.minutes', { minutes: decimal(minutes) }),
    ]);
  }
  return words('rest', [say('rest')]);
}

/** Each thing found is a kind, then its value: tenths of a second, decibels, a setting or a name. */
function troubles(t: Translate, found: readonly string[]): string {
  const say = (key: string, values: Values = {}) => t(`run.practical.montage.trouble.${key}`, values);
  return found
    .map((one) => {
      const [kind = '', ...rest] = one.split(' ');
      const value = rest.join(' ');
      const key = PROJECT_KEYS.find((each) => each === kind);
      if (key !== undefined) return say('setting', { list: setting(t, key, named(t, key, value)) });
      if (kind === 'kept') {
        const spans = rest.map((each) => {
          const [from = '0', to = '0'] = each.split('-');
          return t('run.practical.montage.span', span(Number(from), Number(to)));
        });
        return spans.length === 0 ? say('pieces') : say('kept', { list: spans.join(', ') });
      }
      if (kind === 'pieces') return say(value === '0' ? 'pieces' : 'pieces-many');
      if (kind === 'codec' || kind === 'mode')
        return say('setting', { list: t(`practical.sound-video-editor.${kind}.${value}`) });
      if (['level', 'peak'].includes(kind)) return say(kind, { value: decibels(Number(value)) });
      if (['weight', 'quality', 'minutes', 'lines', 'keys', 'added'].includes(kind))
        return say(kind, { value: decimal(Number(value)) });
      if (kind === 'clip') return say('clip', { name: value });
      return say(kind, { time: tenths(Number(value)) });
    })
    .join(' ');
}

function setting(t: Translate, key: ProjectKey, value: string): string {
  return t('run.practical.montage.setting', {
    name: t(`practical.sound-video-editor.project.${key}`),
    value,
  });
}

function named(t: Translate, key: ProjectKey, value: string | number): string {
  return t(`practical.sound-video-editor.${key}.${value}`);
}

function span(from: number, to: number): Values {
  return { from: tenths(from), to: tenths(to) };
}

function tenths(time: number): string {
  return decimal(time / 10);
}

function decimal(value: number): string {
  return String(value).replace('.', ',');
}

function decibels(value: number): string {
  return decimal(value).replace('-', '−');
}
