/* A maker of forms. A state is what `src/engine/practicals/form-builder.ts` reads: the whole form. */
(() => {
  const { h, icon, button, say, locale } = window.Practical;
  const {
    answerFault,
    canDecide,
    choicesOf,
    conditionFault,
    endsOf,
    hasChoices,
    hasLimits,
    hasNumber,
    questionsShown,
    readNumber,
  } = window.Shared;
  const t = (name, values) => window.Practical.t(`practical.form-builder.${name}`, values);

  const ICONS = {
    section: 'icon:rows-3',
    short: 'icon:type',
    long: 'icon:align-left',
    one: 'icon:circle-dot',
    several: 'icon:square-check',
    list: 'icon:list',
    number: 'icon:hash',
    date: 'icon:calendar',
    scale: 'icon:gauge',
    email: 'icon:at-sign',
  };
  const TABS = {
    build: 'icon:list-checks',
    settings: 'icon:settings-2',
    preview: 'icon:eye',
    answers: 'icon:inbox',
  };
  const WHO = ['link', 'members', 'invited'];
  const RESULTS = ['me', 'team', 'answered', 'all'];
  const MOST_QUESTIONS = 40;
  const MOST_CHOICES = 20;

  let app = null;

  // ---- what is known

  const has = (tool) => app.config.tools.includes(tool);
  const questions = () => app.state.questions;
  const byId = (id) => questions().find((one) => one.id === id);
  /** As it is shown: a sign that stands alone at the start of a line looks lost. */
  const held = (text) =>
    text
      .trim()
      .replace(/ (?=[?!:;»])/g, '\u00a0')
      .replace(/(«) /g, '$1\u00a0');
  const titleOf = (question) => held(question.title) || t('untitled');
  const formTitle = () => held(app.state.title) || t('untitled-form');
  const choiceText = (choice) => choice.text.trim() || t('untitled-choice');
  const picks = (question) => choicesOf(question, t('other'));
  const kinds = () => Object.keys(ICONS).filter((type) => app.config.types.includes(type));
  /** « 3. Pointure » : sections carry no number. */
  const rankOf = (id) => {
    const asked = questions().filter(({ type }) => type !== 'section');
    const rank = asked.findIndex((one) => one.id === id);
    return rank < 0 ? '' : String(rank + 1);
  };
  const dayText = (day) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
      .format(new Date(`${day}T00:00:00Z`))
      .replace(/^1 /, locale.startsWith('fr') ? '1er ' : '1 ');
  const idOf = (key) => key.replaceAll(' ', '-');
  /** A list with `taken` items at `place` replaced by others. */
  const spliced = (list, place, taken, ...made) => [
    ...list.slice(0, place),
    ...made,
    ...list.slice(place + taken),
  ];
  const freshId = (all, letter) => {
    let number = 1;
    while (all.some(({ id }) => id === `${letter}${number}`)) number += 1;
    return `${letter}${number}`;
  };

  // ---- acts

  /** What the list and its warnings say, told again while one types: nothing else is drawn anew. */
  const retell = () => {
    for (const place of document.querySelectorAll('[data-tell]')) {
      const [what, id] = place.dataset.tell.split(' ');
      const text = TOLD[what](byId(id));
      const isNew = place.textContent !== text;
      place.textContent = text;
      if (!place.parentElement.matches('.warning')) continue;
      place.parentElement.hidden = text === '';
      if (isNew && text !== '') say(text);
    }
  };
  const focusOn = (key) => {
    const place = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    place?.focus();
    // The frame takes its new height a moment later.
    setTimeout(() => place?.scrollIntoView?.({ block: 'nearest' }), 120);
  };
  const withQuestion = (id, part) => ({
    ...app.state,
    questions: questions().map((one) => (one.id === id ? { ...one, ...part } : one)),
  });
  const setQuestion = (id, part, said) => app.change(withQuestion(id, part), said);
  const typeQuestion = (id, part, run) => {
    app.type(withQuestion(id, part), run);
    retell();
  };
  const setSettings = (part, said) =>
    app.change({ ...app.state, settings: { ...app.state.settings, ...part } }, said);

  const open = (id) => {
    app.view = { ...app.view, card: id, at: id ?? app.view.at };
  };
  const insert = (made, said, key) => {
    if (questions().length >= MOST_QUESTIONS) {
      say(t('full'));
      return;
    }
    const after = questions().findIndex(({ id }) => id === app.view.card);
    const place = after < 0 ? questions().length : after + 1;
    open(made.id);
    app.change({ ...app.state, questions: spliced(questions(), place, 0, made) }, said);
    focusOn(key);
  };
  const add = (type) => {
    const id = freshId(questions(), 'n');
    const made = {
      ...{ id, type, title: '', help: '', required: false, choices: [], other: false },
      ...{ min: null, max: null, when: null },
    };
    insert(
      hasChoices(type) ? { ...made, choices: blanks() } : made,
      t(type === 'section' ? 'added-section' : 'added'),
      `title ${id}`,
    );
  };
  const blanks = () => [
    { id: 'c1', text: '' },
    { id: 'c2', text: '' },
  ];
  const duplicate = (from) => {
    open(from);
    const id = freshId(questions(), 'n');
    insert({ ...byId(from), id }, t('duplicated', { title: titleOf(byId(from)) }), `title ${id}`);
  };
  const remove = (id) => {
    const all = questions();
    const question = byId(id);
    const rank = all.indexOf(question);
    const next = all[rank + 1] ?? all[rank - 1];
    app.view = { ...app.view, card: null, at: next?.id ?? '' };
    const left = all
      .filter((one) => one !== question)
      // Who asked the one that goes has nothing left to ask.
      .map((one) => (one.when?.question === question.id ? { ...one, when: null } : one));
    app.change({ ...app.state, questions: left }, t('removed', { title: titleOf(question) }));
    focusOn(next ? `q ${next.id}` : 'add');
  };
  const move = (id, by) => {
    const question = byId(id);
    const rank = questions().indexOf(question);
    const place = rank + by;
    const next = spliced(spliced(questions(), rank, 1), place, 0, question);
    app.change({ ...app.state, questions: next }, t('moved', { place: place + 1, count: next.length }));
    const ends = place === 0 || place === next.length - 1;
    if (ends) focusOn(`${place === 0 ? 'down' : 'up'} ${id}`);
  };
  const setType = (id, type) => {
    const question = byId(id);
    const alike =
      hasNumber(type) === hasNumber(question.type) && hasChoices(type) === hasChoices(question.type);
    setQuestion(id, {
      type,
      choices: hasChoices(type) && question.choices.length === 0 ? blanks() : question.choices,
      min: alike ? question.min : null,
      max: alike ? question.max : null,
    });
  };

  // ---- fields

  const line = (key, label, ...fields) =>
    h('div', { class: 'line' }, h('label', { for: idOf(key) }, label), fields);
  const entry = (key, value, typed, more = {}) =>
    h('input', {
      type: 'text',
      id: idOf(key),
      value,
      autocomplete: 'off',
      maxlength: 200,
      'data-key': key,
      oninput: ({ target }) => typed(target.value),
      ...more,
    });
  const area = (key, value, typed, more = {}) =>
    h('textarea', {
      id: key,
      value,
      rows: 2,
      'data-key': key,
      oninput: ({ target }) => typed(target.value),
      ...more,
    });
  const select = (key, label, value, options, chosen, more = {}) =>
    h(
      'select',
      {
        id: idOf(key),
        'data-key': key,
        'aria-label': label,
        onchange: ({ target }) => chosen(target.value),
        ...more,
      },
      options.map(([id, text]) => h('option', { value: id, selected: String(id) === String(value) }, text)),
    );
  const box = (key, label, checked, toggled, more = {}) =>
    h(
      'label',
      { class: 'box' },
      h('input', {
        type: 'checkbox',
        checked,
        'data-key': key,
        onchange: ({ target }) => toggled(target.checked),
        ...more,
      }),
      h('span', {}, label),
    );
  const told = (what, question) => h('span', { 'data-tell': `${what} ${question.id}` }, TOLD[what](question));
  const warning = (what, question) =>
    h(
      'p',
      { class: 'warning', hidden: TOLD[what](question) === '' },
      icon('icon:triangle-alert'),
      told(what, question),
    );

  // ---- a question, open

  const drawChoices = (question) => {
    const { id, choices } = question;
    const set = (next, said) => setQuestion(id, { choices: next }, said);
    const addChoice = () => {
      if (choices.length >= MOST_CHOICES) return;
      const made = { id: freshId(choices, 'c'), text: '' };
      set([...byId(id).choices, made], t('choice-added'));
      focusOn(`choice ${id} ${made.id}`);
    };
    const drop = (rank) => {
      const current = byId(id).choices;
      set(spliced(current, rank, 1), t('choice-removed'));
      const near = current[rank + 1] ?? current[rank - 1];
      focusOn(near ? `choice ${id} ${near.id}` : `more ${id}`);
    };
    const sign = { one: 'round', several: 'square', list: 'rank' }[question.type];
    return h(
      'fieldset',
      { class: 'choices' },
      h('legend', {}, t('choices')),
      choices.map((choice, rank) =>
        h(
          'div',
          { class: 'choice' },
          h('span', { class: `mark ${sign}`, 'aria-hidden': 'true' }, sign === 'rank' && `${rank + 1}.`),
          entry(
            `choice ${id} ${choice.id}`,
            choice.text,
            (text) => {
              const next = byId(id).choices.map((one) => (one.id === choice.id ? { ...one, text } : one));
              typeQuestion(id, { choices: next }, `choice ${id} ${choice.id}`);
            },
            {
              maxlength: 120,
              placeholder: t('choice-number', { number: rank + 1 }),
              'aria-label': t('choice-number', { number: rank + 1 }),
              onkeydown: (event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                addChoice();
              },
            },
          ),
          button(t('choice-remove', { number: rank + 1 }), 'icon:x', () => drop(rank), {
            class: 'tool only-icon',
            'data-key': `drop ${id} ${choice.id}`,
          }),
        ),
      ),
      h(
        'div',
        { class: 'row' },
        button(t('choice-add'), 'icon:plus', addChoice, { 'data-key': `more ${id}` }),
        question.type !== 'list' &&
          box(`other ${id}`, t('other-choice'), question.other, (other) => setQuestion(id, { other })),
      ),
    );
  };

  const drawLimits = (question) => {
    const { id, type } = question;
    const group = type === 'short' || type === 'long' ? 'text' : type;
    const limit = (end) =>
      line(
        `${end} ${id}`,
        t(`${end}.${group}`),
        entry(
          `${end} ${id}`,
          question[end] === null ? '' : question[end].toLocaleString(locale, { useGrouping: false }),
          (text) => typeQuestion(id, { [end]: readNumber(text) }, `${end} ${id}`),
          {
            inputmode: 'numeric',
            maxlength: 9,
            placeholder:
              type === 'scale' ? String(endsOf({ type, min: null, max: null })[end]) : t('no-limit'),
          },
        ),
      );
    return [h('div', { class: 'pair' }, limit('min'), limit('max')), warning('crossed', question)];
  };

  const startingValue = (source) => (hasChoices(source.type) ? (picks(source)[0]?.id ?? '') : 0);
  const testsOf = (source) => (hasChoices(source.type) ? ['is', 'not'] : ['under', 'least']);
  const sourcesFor = (question) =>
    questions()
      .slice(0, questions().indexOf(question))
      .filter(({ type }) => canDecide(type));

  const drawCondition = (question) => {
    const { id, when, type } = question;
    const sources = sourcesFor(question);
    const kind = type === 'section' ? '-section' : '';
    const asking = (source) =>
      setQuestion(id, {
        when: { question: source.id, test: testsOf(source)[0], value: startingValue(source) },
      });
    const source = when && sources.find((one) => one.id === when.question);
    const setWhen = (part) => setQuestion(id, { when: { ...byId(id).when, ...part } });
    const named = (one) => `${rankOf(one.id)}. ${titleOf(one)}`;
    return h(
      'fieldset',
      { class: 'condition' },
      h('legend', { class: 'unseen' }, t('condition')),
      box(
        `when ${id}`,
        t(`when${kind}`),
        when !== null,
        (on) => (on ? asking(sources.at(-1)) : setQuestion(id, { when: null })),
        { disabled: when === null && sources.length === 0 },
      ),
      when === null && sources.length === 0 && h('p', { class: 'soft' }, t('no-source')),
      when &&
        h(
          'div',
          { class: 'rule' },
          select(
            `source ${id}`,
            t('source'),
            when.question,
            [...(source ? [] : [[when.question, t('lost')]]), ...sources.map((one) => [one.id, named(one)])],
            (chosen) => asking(byId(chosen)),
          ),
          source &&
            select(
              `test ${id}`,
              t('test'),
              when.test,
              testsOf(source).map((test) => [
                test,
                t(`test.${test}${source.type === 'several' ? '.several' : ''}`),
              ]),
              (test) => setWhen({ test }),
            ),
          source &&
            (hasChoices(source.type)
              ? select(
                  `value ${id}`,
                  t('value'),
                  when.value,
                  [
                    ...(picks(source).some((one) => one.id === when.value) ? [] : [[when.value, '?']]),
                    ...picks(source).map((one) => [one.id, choiceText(one)]),
                  ],
                  (value) => setWhen({ value }),
                )
              : entry(
                  `value ${id}`,
                  typeof when.value === 'number'
                    ? when.value.toLocaleString(locale, { useGrouping: false })
                    : when.value,
                  (text) =>
                    typeQuestion(
                      id,
                      { when: { ...byId(id).when, value: readNumber(text) ?? '' } },
                      `value ${id}`,
                    ),
                  { inputmode: 'numeric', maxlength: 9, 'aria-label': t('value') },
                )),
        ),
      warning('fault', question),
    );
  };

  const drawEditor = (question) => {
    const { id, type } = question;
    const isSection = type === 'section';
    const rank = questions().indexOf(question);
    const types = kinds().includes(type) ? kinds() : [type, ...kinds()];
    return h(
      'div',
      { class: 'editor', id: `editor-${id}` },
      line(
        `title ${id}`,
        t(isSection ? 'section-title' : 'question'),
        entry(`title ${id}`, question.title, (title) => {
          typeQuestion(id, { title }, `title ${id}`);
        }),
      ),
      !isSection &&
        line(
          `type ${id}`,
          t('type'),
          select(
            `type ${id}`,
            null,
            type,
            types.map((one) => [one, t(`type.${one}`)]),
            (chosen) => setType(id, chosen),
          ),
        ),
      line(
        `help ${id}`,
        t(isSection ? 'section-help' : 'help'),
        entry(`help ${id}`, question.help, (help) => typeQuestion(id, { help }, `help ${id}`), {
          maxlength: 300,
        }),
      ),
      hasChoices(type) && drawChoices(question),
      hasLimits(type) && drawLimits(question),
      !isSection &&
        box(`required ${id}`, t('required'), question.required, (required) =>
          setQuestion(id, { required }, t(required ? 'now-required' : 'now-optional')),
        ),
      (has('conditions') || question.when) && drawCondition(question),
      h(
        'div',
        { class: 'row acts' },
        button(t('up'), 'icon:arrow-up', () => move(id, -1), {
          'data-key': `up ${id}`,
          disabled: rank === 0,
        }),
        button(t('down'), 'icon:arrow-down', () => move(id, 1), {
          'data-key': `down ${id}`,
          disabled: rank === questions().length - 1,
        }),
        !isSection && button(t('duplicate'), 'icon:copy', () => duplicate(id), { 'data-key': `copy ${id}` }),
        button(t('remove'), 'icon:trash-2', () => remove(id), { 'data-key': `remove ${id}` }),
      ),
    );
  };

  // ---- the list of questions

  const summaryOf = ({ when }) => {
    const source = byId(when.question);
    if (!source) return t('lost');
    const value = hasChoices(source.type)
      ? t('quoted', { text: choiceText(picks(source).find(({ id }) => id === when.value) ?? { text: '?' }) })
      : when.value === ''
        ? '…'
        : when.value.toLocaleString(locale, { useGrouping: false });
    return t('summary', {
      title: titleOf(source),
      test: t(`test.${when.test}${source.type === 'several' ? '.several' : ''}`),
      value,
    });
  };

  /** What is said of a question, and may change while one types. */
  const TOLD = {
    name: titleOf,
    summary: summaryOf,
    crossed: ({ min, max }) => (min !== null && max !== null && min > max ? t('crossed') : ''),
    fault: (question) => {
      const fault = conditionFault(questions(), question);
      return fault ? t(`fault.${fault}`) : '';
    },
  };

  const walk = (event, id) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const next = questions()[questions().findIndex((one) => one.id === id) + by];
    if (!next) return;
    event.preventDefault();
    app.show({ at: next.id });
    focusOn(`q ${next.id}`);
  };

  const drawCard = (question) => {
    const { id, type, required, when } = question;
    const isOpen = app.view.card === id;
    const first = questions().some((one) => one.id === app.view.at) ? app.view.at : questions()[0].id;
    const fault = conditionFault(questions(), question);
    return h(
      'li',
      { class: ['card', type === 'section' && 'is-section', isOpen && 'is-open'].filter(Boolean).join(' ') },
      h(
        'button',
        {
          type: 'button',
          class: 'card-head',
          'data-key': `q ${id}`,
          'aria-expanded': isOpen ? 'true' : 'false',
          'aria-controls': isOpen ? `editor-${id}` : false,
          tabindex: id === first || isOpen ? false : '-1',
          onclick: () => app.show({ card: isOpen ? null : id, at: id }),
          onkeydown: (event) => walk(event, id),
        },
        icon(ICONS[type]),
        h(
          'span',
          { class: 'card-text' },
          h(
            'span',
            { class: 'card-title' },
            rankOf(id) && h('span', { class: 'rank' }, `${rankOf(id)}. `),
            told('name', question),
            required && h('span', { class: 'star', 'aria-hidden': 'true' }, '\u00a0*'),
          ),
          h(
            'span',
            { class: 'soft' },
            [t(`type.${type}`), required && t('is-required')].filter(Boolean).join(' · '),
          ),
          when &&
            h(
              'span',
              { class: fault ? 'only is-lost' : 'only' },
              icon('icon:split'),
              told('summary', question),
            ),
        ),
        icon(isOpen ? 'icon:chevron-down' : 'icon:chevron-right'),
      ),
      isOpen && drawEditor(question),
    );
  };

  const drawBuild = () => [
    h(
      'section',
      { class: 'card sheet-head', 'aria-label': t('heading') },
      line(
        'form-title',
        t('form-title'),
        entry('form-title', app.state.title, (title) => {
          app.type({ ...app.state, title }, 'form-title');
          document.querySelector('.title').textContent = formTitle();
        }),
      ),
      line(
        'form-text',
        t('form-text'),
        area(
          'form-text',
          app.state.description,
          (description) => app.type({ ...app.state, description }, 'form-text'),
          { maxlength: 1000 },
        ),
      ),
    ),
    questions().length === 0
      ? h('p', { class: 'empty' }, t('no-question'))
      : [
          h('p', { class: 'soft hint' }, t('hint')),
          h('ol', { class: 'cards', 'aria-label': t('questions') }, questions().map(drawCard)),
        ],
    h(
      'div',
      { class: 'row adds' },
      button(t('add'), 'icon:plus', () => add(kinds()[0] === 'section' ? 'short' : kinds()[0]), {
        class: 'press press-main with-icon',
        'data-key': 'add',
      }),
      has('sections') &&
        button(t('add-section'), 'icon:rows-3', () => add('section'), {
          class: 'press with-icon',
          'data-key': 'add-section',
        }),
    ),
  ];

  // ---- settings

  const drawSettings = () => {
    const { who, once, collect, results, closes, message } = app.state.settings;
    return h(
      'div',
      { class: 'panel' },
      h('h2', {}, t('answering')),
      line(
        'who',
        t('who'),
        select(
          'who',
          null,
          who,
          WHO.map((one) => [one, t(`who.${one}`)]),
          (chosen) => setSettings({ who: chosen }),
        ),
      ),
      box('once', t('once'), once, (on) => setSettings({ once: on })),
      box('collect', t('collect'), collect, (on) => setSettings({ collect: on })),
      line(
        'closes',
        t('closes'),
        h('input', {
          type: 'date',
          id: 'closes',
          'aria-describedby': 'closes-help',
          'data-key': 'closes',
          value: closes ?? '',
          // A day half typed is none yet.
          oninput: ({ target }) =>
            app.type(
              { ...app.state, settings: { ...app.state.settings, closes: target.value || null } },
              'closes',
            ),
        }),
        h('p', { class: 'soft', id: 'closes-help' }, t('closes-help')),
      ),
      h('h2', {}, t('after-answering')),
      line(
        'message',
        t('message'),
        area(
          'message',
          message,
          (text) => app.type({ ...app.state, settings: { ...app.state.settings, message: text } }, 'message'),
          { placeholder: t('thanks'), maxlength: 300 },
        ),
      ),
      line(
        'results',
        t('results'),
        select(
          'results',
          null,
          results,
          RESULTS.map((one) => [one, t(`results.${one}`)]),
          (chosen) => setSettings({ results: chosen }),
        ),
      ),
    );
  };

  // ---- the form as a respondent meets it

  const drawField = (question) => {
    const { id, type, help, required } = question;
    const answer = app.view.given[id];
    const fault = app.view.faults[id];
    const note = (value) => {
      const given = { ...app.view.given, [id]: value };
      const faults = { ...app.view.faults };
      delete faults[id];
      return { given, faults };
    };
    const decides = questions().some(({ when }) => when?.question === id);
    const typed = (value) => (decides ? app.show(note(value)) : app.note(note(value)));
    const described = [help && `help-${id}`, fault && `fault-${id}`].filter(Boolean).join(' ') || false;
    const name = h(
      'span',
      { class: 'ask' },
      titleOf(question),
      required && h('span', { class: 'star', 'aria-hidden': 'true' }, '\u00a0*'),
      // A group of boxes cannot be marked as required.
      required && type === 'several' && h('span', { class: 'unseen' }, `, ${t('is-required')}`),
    );
    const common = {
      id: `give-${id}`,
      'data-key': `give ${id}`,
      'aria-describedby': described,
      'aria-invalid': fault ? 'true' : false,
      'aria-required': required ? 'true' : false,
    };
    const below = [
      help && h('span', { class: 'soft', id: `help-${id}` }, help),
      fault && h('span', { class: 'wrong', id: `fault-${id}` }, faultText(question, fault)),
    ];
    const pickOne = (options, kind) =>
      h(
        'fieldset',
        {
          class: type === 'scale' ? 'asked scale' : 'asked',
          role: kind === 'radio' ? 'radiogroup' : false,
          'aria-describedby': described,
          'aria-invalid': fault && kind === 'radio' ? 'true' : false,
          'aria-required': required && kind === 'radio' ? 'true' : false,
        },
        h('legend', {}, name),
        below,
        h(
          'div',
          { class: 'options' },
          options.map((choice, rank) => {
            const taken = kind === 'radio' ? answer === choice.id : (answer ?? []).includes(choice.id);
            const toggle = ({ target }) => {
              const all = options.map((one) => one.id);
              const next =
                kind === 'radio'
                  ? choice.id
                  : all.filter((one) => (one === choice.id ? target.checked : (answer ?? []).includes(one)));
              app.show(note(next));
            };
            return h(
              'label',
              { class: 'box' },
              h('input', {
                type: kind,
                name: `give-${id}`,
                checked: taken,
                'data-key': rank === 0 ? `give ${id}` : `give ${id} ${choice.id}`,
                onchange: toggle,
              }),
              h('span', {}, choiceText(choice)),
            );
          }),
        ),
      );
    if (type === 'section')
      return h(
        'div',
        { class: 'part' },
        h('h3', {}, titleOf(question)),
        help && h('p', { class: 'soft' }, help),
      );
    if (type === 'one') return pickOne(picks(question), 'radio');
    if (type === 'several') return pickOne(picks(question), 'checkbox');
    if (type === 'scale') {
      const { min, max } = endsOf(question);
      const most = Math.min(max, min + 10);
      const steps = Array.from({ length: Math.max(0, most - min + 1) }, (_, rank) => String(min + rank));
      return pickOne(
        steps.map((step) => ({ id: step, text: step })),
        'radio',
      );
    }
    const field = () => {
      if (type === 'list')
        return h(
          'select',
          { ...common, onchange: ({ target }) => app.show(note(target.value)) },
          h('option', { value: '', selected: !answer }, t('pick')),
          picks(question).map((choice) =>
            h('option', { value: choice.id, selected: answer === choice.id }, choiceText(choice)),
          ),
        );
      if (type === 'long')
        return h('textarea', {
          ...common,
          rows: 3,
          value: answer ?? '',
          oninput: ({ target }) => typed(target.value),
        });
      return h('input', {
        ...common,
        // Whatever is typed stays: a form says what is wrong once it is sent.
        type: type === 'date' ? 'date' : 'text',
        inputmode: { number: 'decimal', email: 'email' }[type] ?? false,
        autocomplete: 'off',
        value: answer ?? '',
        oninput: ({ target }) => (type === 'date' ? app.note(note(target.value)) : typed(target.value)),
      });
    };
    return h('div', { class: 'asked' }, h('label', { for: `give-${id}` }, name), below, field());
  };

  const faultText = (question, fault) => {
    const { min, max } = endsOf(question);
    const group = question.type === 'several' ? 'several' : hasNumber(question.type) ? 'number' : 'text';
    if (fault === 'least') return t(`refused.least.${group}`, { limit: min });
    if (fault === 'most') return t(`refused.most.${group}`, { limit: max });
    return t(`refused.${fault}`);
  };

  const send = () => {
    const shown = questionsShown(questions(), app.view.given);
    const faults = Object.fromEntries(
      shown.flatMap((one) => {
        const fault = answerFault(one, app.view.given[one.id]);
        return fault ? [[one.id, fault]] : [];
      }),
    );
    const first = shown.find(({ id }) => faults[id]);
    if (first) {
      app.show({ faults }, t('refused', { count: Object.keys(faults).length }));
      focusOn(`give ${first.id}`);
      return;
    }
    app.show({ faults: {}, sent: true }, t('sent'));
    focusOn('sent');
  };
  const again = () => {
    app.show({ given: {}, faults: {}, sent: false });
    focusOn('preview-title');
  };

  const drawPreview = () => {
    const { collect, once, closes, message } = app.state.settings;
    const notes = [
      collect && t('note.collect'),
      once && t('note.once'),
      closes && t('note.closes', { day: dayText(closes) }),
    ].filter(Boolean);
    const title = h('h2', { tabindex: '-1', 'data-key': 'preview-title' }, formTitle());
    if (app.view.sent)
      return h(
        'div',
        { class: 'panel preview' },
        title,
        h('p', { class: 'sent', tabindex: '-1', 'data-key': 'sent' }, message.trim() || t('thanks')),
        h('div', { class: 'row' }, button(t('again'), null, again, { class: 'press', 'data-key': 'again' })),
      );
    const shown = questionsShown(questions(), app.view.given);
    return h(
      'div',
      { class: 'panel preview' },
      title,
      app.state.description && h('p', { class: 'about' }, app.state.description),
      notes.length > 0 &&
        h(
          'ul',
          { class: 'notes' },
          notes.map((text) => h('li', {}, text)),
        ),
      shown.some(({ required }) => required) && h('p', { class: 'soft' }, t('starred')),
      shown.map(drawField),
      shown.length === 0 && h('p', { class: 'empty' }, t('no-question')),
      h(
        'div',
        { class: 'row' },
        button(t('send'), 'icon:send', send, { class: 'press press-main with-icon', 'data-key': 'send' }),
        button(t('clear'), null, again, { class: 'press', 'data-key': 'clear' }),
      ),
    );
  };

  // ---- the answers received

  const drawAnswers = () => {
    const { answers, questions: asked } = app.config;
    const columns = asked.filter(({ type }) => type !== 'section');
    const counted = columns.filter(({ type }) => hasChoices(type));
    const valuesOf = (row, id) => [row[id] ?? []].flat().map(String);
    return h(
      'div',
      { class: 'panel' },
      h('h2', {}, t('received', { count: answers.length })),
      counted.map(({ id, title, choices }) => {
        const texts = [
          ...new Set([...choices.map((one) => one.text), ...answers.flatMap((row) => valuesOf(row, id))]),
        ];
        return h(
          'section',
          { class: 'count', 'aria-label': title },
          h('h3', {}, title),
          h(
            'ul',
            {},
            texts.map((text) => {
              const count = answers.filter((row) => valuesOf(row, id).includes(text)).length;
              const bar = h('span', { class: 'bar', 'aria-hidden': 'true' });
              bar.style.setProperty('--part', String(count / Math.max(1, answers.length)));
              return h('li', {}, h('span', {}, text), h('b', {}, String(count)), bar);
            }),
          ),
        );
      }),
      h(
        'div',
        { class: 'table', role: 'region', tabindex: '0', 'aria-label': t('table'), 'data-key': 'table' },
        h(
          'table',
          {},
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              columns.map(({ title }) => h('th', { scope: 'col' }, title)),
            ),
          ),
          h(
            'tbody',
            {},
            answers.map((row) =>
              h(
                'tr',
                {},
                columns.map(({ id }) => h('td', {}, valuesOf(row, id).join(', ') || '–')),
              ),
            ),
          ),
        ),
      ),
    );
  };

  // ---- the window

  const drawBar = () => {
    const tabs = Object.keys(TABS).filter(
      (tab) =>
        (tab !== 'settings' || has('settings')) && (tab !== 'answers' || app.config.answers.length > 0),
    );
    return h(
      'header',
      { class: 'tools' },
      h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, formTitle()),
      h(
        'div',
        { class: 'tabs' },
        tabs.map((tab) =>
          button(
            t(`tab.${tab}`),
            TABS[tab],
            () => app.show({ tab, faults: {}, sent: false }, t(`tab.${tab}`)),
            { 'data-key': `tab ${tab}`, 'aria-pressed': app.view.tab === tab ? 'true' : 'false' },
          ),
        ),
      ),
    );
  };

  const PAGES = { build: drawBuild, settings: drawSettings, preview: drawPreview, answers: drawAnswers };

  window.Practical.define({
    view: ({ open: tab, questions: first }) => ({
      tab,
      card: null,
      at: first[0]?.id ?? '',
      given: {},
      faults: {},
      sent: false,
    }),
    draw(drawn) {
      app = drawn;
      return [drawBar(), h('main', { class: `page-${app.view.tab}` }, PAGES[app.view.tab]())];
    },
  });
})();
