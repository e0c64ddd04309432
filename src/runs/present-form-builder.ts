import type { Translate } from '../i18n/translate.ts';
import type { FormConfig, FormExpectation, QuestionWanted } from '../referential/practicals/form-builder.ts';
import { type Listed, quoted, type Words } from './practical-words.ts';

/** How a form had to be left, in words. */
export function formWords(t: Translate, config: FormConfig, one: FormExpectation): Words {
  const say = (key: string, values: Readonly<Record<string, string>> = {}, list?: Listed) => ({
    expected: t(`run.practical.form.${key}`, values),
    found: `form.${key}`,
    ...(list ? { list } : {}),
  });
  const titles = (ids: readonly string[]) =>
    quoted(
      t,
      ids.map((id) => config.questions.find((question) => question.id === id)?.title ?? id),
    );
  const signed: (key: string) => Listed = (key) => (_, found) => {
    const of = (sign: string) => found.filter((each) => each.startsWith(sign)).map((each) => each.slice(1));
    return [
      ...(of('-').length > 0 ? [t(`run.practical.form.${key}.less`, { list: quoted(t, of('-')) })] : []),
      ...(of('+').length > 0 ? [t(`run.practical.form.${key}.more`, { list: quoted(t, of('+')) })] : []),
      ...found.filter((each) => !/^[-+]/.test(each)).map((each) => t(`run.practical.form.trouble.${each}`)),
    ].join(' ');
  };
  if ('question' in one) {
    const troubles: Listed = (_, found) =>
      found.map((name) => t(`run.practical.form.trouble.${name}`)).join(' ');
    const what = partsOf(t, one.question).join(' ');
    const { of } = one.question;
    return of === undefined
      ? say('question', { what }, troubles)
      : say('question-of', { title: titles([of]), what }, troubles);
  }
  if ('gone' in one) return say('gone', { list: titles(one.gone) });
  if ('order' in one) return say('order', { list: titles(one.order) });
  if ('path' in one) {
    const { answers, shown, hidden } = one.path;
    const given = Object.entries(answers).map(([id, value]) =>
      t('run.practical.form.given', {
        title: titles([id]),
        answer: quoted(t, [value].flat().map(String)),
      }),
    );
    const parts = [
      ...(shown.length > 0 ? [t('run.practical.form.path.shown', { list: titles(shown) })] : []),
      ...(hidden.length > 0 ? [t('run.practical.form.path.hidden', { list: titles(hidden) })] : []),
    ];
    const answer =
      given.length > 0 ? given.join(t('run.practical.form.and')) : t('run.practical.form.nothing');
    return say('path', { answer, what: parts.join(t('run.practical.form.and')) }, signed('path'));
  }
  if ('tries' in one) {
    const { question, accepts, refuses } = one.tries;
    const parts = [
      ...(accepts.length > 0
        ? [t('run.practical.form.tries.accepts', { list: quoted(t, accepts.map(String)) })]
        : []),
      ...(refuses.length > 0
        ? [t('run.practical.form.tries.refuses', { list: quoted(t, refuses.map(String)) })]
        : []),
    ];
    return say(
      'tries',
      { title: titles([question]), what: parts.join(t('run.practical.form.and')) },
      signed('tries'),
    );
  }
  if ('ranges' in one) {
    const { question, from, to } = one.ranges;
    const values = { title: titles([question]), from: String(from), to: String(to) };
    return say('ranges', values, signed('ranges'));
  }
  if ('setting' in one) {
    const words: Listed = (_, found) => found.map((value) => settingWords(t, one.setting, value)).join(', ');
    const values = [one.is].flat().map((value) => settingWords(t, one.setting, String(value)));
    const name = t(`practical.form-builder.${one.setting}`);
    return say('setting', { name, value: values.join(t('run.practical.form.or')) }, words);
  }
  if ('title' in one) return say('title', { title: quoted(t, [one.title].flat().slice(0, 1)) });
  const list: Listed = (_, found) =>
    found
      .map((name) =>
        name.startsWith('setting ')
          ? t(`practical.form-builder.${name.slice('setting '.length)}`)
          : quoted(t, [name]),
      )
      .join(', ');
  return say('rest', {}, list);
}

function partsOf(
  t: Translate,
  { title, words, type, required, choices, other, min, max }: QuestionWanted,
): string[] {
  const part = (key: string, values: Readonly<Record<string, string>> = {}) =>
    t(`run.practical.form.part.${key}`, values);
  const types = type === undefined ? [] : [type].flat();
  return [
    ...(title === undefined ? [] : [part('title', { title: quoted(t, [title].flat().slice(0, 1)) })]),
    ...(words === undefined ? [] : [part('words', { list: quoted(t, [words].flat()) })]),
    ...(types.length === 0
      ? []
      : [
          part('type', {
            type: types
              .map((one) => quoted(t, [t(`practical.form-builder.type.${one}`)]))
              .join(t('run.practical.form.or')),
          }),
        ]),
    ...(choices === undefined ? [] : [part('choices', { list: quoted(t, choices) })]),
    ...(other === undefined ? [] : [part(other ? 'other' : 'no-other')]),
    ...(min === undefined || min === null ? [] : [part('min', { limit: String(min) })]),
    ...(max === undefined || max === null ? [] : [part('max', { limit: String(max) })]),
    ...(required === undefined ? [] : [part(required ? 'required' : 'optional')]),
  ];
}

function settingWords(t: Translate, setting: string, value: string): string {
  if (setting === 'who' || setting === 'results') return t(`practical.form-builder.${setting}.${value}`);
  if (value === 'true' || value === 'false') return t(`run.practical.form.switch.${value}`);
  if (setting !== 'closes') return t('run.practical.quoted', { name: value });
  if (value === 'none') return t('run.practical.form.no-end');
  return value.split('-').reverse().join('/');
}
