/* The sheets above the window: a menu of acts, an audience, a report, words, where to, people. */
import { avatar } from './pieces.js';
import {
  ask,
  audienceName,
  audiencesOf,
  config,
  friendsOf,
  h,
  icon,
  isThere,
  me,
  nameOf,
  now,
  set,
  signOf,
  t,
  threadName,
  values,
} from './state.js';

const radios = (name, options, chosen, act) =>
  h(
    'div',
    { class: 'radios' },
    options.map(({ value, label, sign, help }, rank) =>
      h(
        'label',
        { class: 'radio' },
        h('input', {
          type: 'radio',
          name,
          checked: value === chosen,
          'data-first': rank === 0,
          onchange: () => act(value),
        }),
        sign && icon(sign),
        h('span', {}, label, help && h('span', { class: 'soft block' }, help)),
      ),
    ),
  );

export const askAudience = ({ audience, except }, done) => {
  const wanted = { audience, except: [...except] };
  const friends = friendsOf(config(), values(), me());
  ask({
    title: t('audience-title'),
    body: h(
      'div',
      { class: 'stack' },
      radios(
        'audience',
        audiencesOf(config()).map((one) => ({
          value: one,
          label: audienceName(one),
          sign: signOf(one),
          help: one.startsWith('group:') ? null : t(`audience-help.${one}`),
        })),
        audience,
        (one) => {
          wanted.audience = one;
        },
      ),
      friends.length > 0 &&
        h(
          'details',
          { class: 'except', open: except.length > 0 },
          h('summary', {}, t('except')),
          friends.map((id) =>
            h(
              'label',
              { class: 'radio' },
              h('input', {
                type: 'checkbox',
                checked: except.includes(id),
                onchange: ({ target }) => {
                  wanted.except = wanted.except.filter((one) => one !== id);
                  if (target.checked) wanted.except.push(id);
                },
              }),
              h('span', {}, nameOf(id)),
            ),
          ),
        ),
    ),
    actions: [{ label: t('save'), main: true, act: () => done(wanted) }],
  });
};

export const askReport = (id, what) => {
  let reason = now(`report/${id}`);
  let proof = now(`proof/${id}`);
  const { reasons, proofs } = config();
  ask({
    title: t('report-title', { what }),
    body: h(
      'div',
      { class: 'stack' },
      h(
        'fieldset',
        { class: 'plain' },
        h('legend', {}, t('reason')),
        radios(
          'reason',
          reasons.map((one) => ({ value: one, label: one })),
          reason,
          (one) => {
            reason = one;
          },
        ),
      ),
      proofs.length > 0 &&
        h(
          'fieldset',
          { class: 'plain' },
          h('legend', {}, t('proof')),
          radios(
            'proof',
            proofs.map((one) => ({ value: one.id, label: one.name, help: one.text })),
            proof,
            (one) => {
              proof = one;
            },
          ),
        ),
    ),
    actions: [
      {
        label: t('report-send'),
        main: true,
        act: () => {
          if (reason === '') return t('fault.reason');
          set(
            { [`report/${id}`]: reason, ...(proof === '' ? {} : { [`proof/${id}`]: proof }) },
            t('reported'),
          );
          return undefined;
        },
      },
    ],
  });
};

export const askWords = ({ title, label, value = '', action, done }) => {
  const area = h('textarea', {
    id: 'sheet-words',
    rows: '4',
    maxlength: '600',
    'data-first': true,
    value,
  });
  ask({
    title,
    body: h('p', { class: 'line' }, h('label', { for: 'sheet-words' }, label), area),
    actions: [
      {
        label: action,
        main: true,
        act: () => (area.value.trim() === '' ? t('fault.empty') : done(area.value.trim())),
      },
    ],
  });
};

/** Where to: a discussion, or people. */
export const askPlace = (title, done) => {
  let chosen = '';
  ask({
    title,
    body: radios(
      'place',
      config()
        .threads.filter(isThere)
        .map((one) => ({
          value: one.id,
          label: threadName(one),
          help: one.name === '' ? null : one.with.map(nameOf).join(', '),
        })),
      '',
      (one) => {
        chosen = one;
      },
    ),
    actions: [
      {
        label: t('send'),
        main: true,
        act: () => (chosen === '' ? t('fault.place') : done(chosen)),
      },
    ],
  });
};

export const askPeople = (title, done) => {
  const chosen = new Set();
  ask({
    title,
    body: h(
      'div',
      { class: 'radios' },
      config()
        .people.filter((one) => one.id !== me() && now(`person/${one.id}`) !== 'blocked')
        .map((one, rank) =>
          h(
            'label',
            { class: 'radio' },
            h('input', {
              type: 'checkbox',
              'data-first': rank === 0,
              onchange: ({ target }) => (target.checked ? chosen.add(one.id) : chosen.delete(one.id)),
            }),
            avatar(one.id),
            h('span', {}, one.name),
          ),
        ),
    ),
    actions: [
      {
        label: t('next'),
        main: true,
        act: () => (chosen.size === 0 ? t('fault.people') : done([...chosen].sort())),
      },
    ],
  });
};
