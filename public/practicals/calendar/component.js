/* A calendar shared by several people. A state is what `src/engine/practicals/calendar.ts` reads. */
(() => {
  const { h, icon, button, ask, locale } = window.Practical;
  const { dayNumber, dayOf, isDay, lanesOf, mondayOf, occurrencesOf } = window.Shared;
  const t = (name, values) => window.Practical.t(`practical.calendar.${name}`, values);

  const EVERY = [1, 7, 14];
  const REMINDERS = [10, 30, 60, 1440];
  const RIGHTS = ['none', 'busy', 'details', 'edit'];
  const ANSWERS = ['yes', 'maybe', 'no'];
  const DAY = 1440;

  let app = null;

  // ---- what is known

  const has = (tool) => app.config.tools.includes(tool);
  const dated = (options) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    // French counts the first of a month, and the others not.
    return (day) =>
      format
        .format(new Date(`${day}T00:00:00Z`))
        .replace(/(^| )1(?= |$)/, locale.startsWith('fr') ? '$11er' : '$11');
  };
  const longDay = dated({ weekday: 'long', day: 'numeric', month: 'long' });
  const shortDay = dated({ weekday: 'short', day: 'numeric' });
  const monthOf = dated({ month: 'long', year: 'numeric' });
  const weekdayOf = dated({ weekday: 'long' });
  const numbers = dated({ day: 'numeric', month: 'long' });
  const clock = (minutes) => {
    const inside = ((minutes % DAY) + DAY) % DAY;
    return t('clock', { hours: Math.floor(inside / 60), minutes: String(inside % 60).padStart(2, '0') });
  };
  const timeValue = (minutes) => {
    const inside = ((minutes % DAY) + DAY) % DAY;
    return `${String(Math.floor(inside / 60)).padStart(2, '0')}:${String(inside % 60).padStart(2, '0')}`;
  };
  const readTime = (value) => {
    const found = /^(\d{1,2}):(\d{2})/.exec(value);
    return found ? Number(found[1]) * 60 + Number(found[2]) : null;
  };
  const zones = () => app.config.clocks;
  const shift = () => {
    const shown = zones().find(({ name }) => name === app.view.zone);
    return shown ? Math.round((shown.offset - zones()[0].offset) * 60) : 0;
  };
  const calendarOf = (id) => app.config.calendars.find((one) => one.id === id);
  const tintOf = (id) => app.config.calendars.findIndex((one) => one.id === id) % 8;
  const writable = () => app.config.calendars.filter(({ right }) => right === 'edit');
  const nameOf = (event) =>
    event.title || t(calendarOf(event.calendar)?.right === 'busy' ? 'busy' : 'untitled');

  /** All events as they now are, by their id. */
  const events = () => {
    const { events: changed } = app.state;
    const first = app.config.events.flatMap((event) => {
      if (!(event.id in changed)) return [event];
      return changed[event.id] ? [{ ...event, ...changed[event.id] }] : [];
    });
    const ids = app.config.events.map(({ id }) => id);
    const added = Object.keys(changed).filter((id) => changed[id] && !ids.includes(id));
    return [...first, ...added.map((id) => ({ asks: '', ...changed[id], id }))];
  };
  const timesOn = (days) => {
    const by = new Map(days.map((day) => [day, []]));
    for (const event of events()) {
      if (!app.state.shown.includes(event.calendar)) continue;
      for (const time of occurrencesOf(event, shift())) by.get(time.day)?.push({ event, time });
    }
    for (const list of by.values()) list.sort((a, b) => a.time.from - b.time.from || a.time.to - b.time.to);
    return by;
  };
  const weekOf = (monday) => Array.from({ length: 7 }, (_, rank) => dayOf(dayNumber(monday) + rank));

  // ---- acts

  const setEvents = (changed, said) =>
    app.change({ ...app.state, events: { ...app.state.events, ...changed } }, said);
  const later = (act) => {
    // Once the sheet that is open has closed.
    setTimeout(act, 0);
    return undefined;
  };
  const entryOf = ({ id: _, asks: __, ...entry }) => entry;
  const freshId = () => {
    let number = 1;
    while (`n${number}` in app.state.events) number += 1;
    return `n${number}`;
  };
  const addedId = (id) => !app.config.events.some((event) => event.id === id);
  const removeEvent = (event) => {
    const changed = { ...app.state.events };
    if (addedId(event.id)) delete changed[event.id];
    else changed[event.id] = null;
    app.change({ ...app.state, events: changed }, t('removed', { title: nameOf(event) }));
  };
  const without = (event, day) => ({
    ...entryOf(event),
    repeat: { ...event.repeat, except: [...event.repeat.except, day].sort() },
  });

  // ---- the form of an event

  const line = (id, label, field) => h('p', { class: 'line' }, h('label', { for: id }, label), field);
  const selectOf = (id, value, options) =>
    h(
      'select',
      { id },
      options.map(([key, text]) =>
        h('option', { value: key, selected: String(key) === String(value) }, text),
      ),
    );

  /** `done(entry)` keeps what was written; hours are those of the zone that is shown. */
  const openForm = (title, start, done, series = true) => {
    const moved = dayNumber(start.day) * DAY + start.from + shift();
    const shownDay = dayOf(Math.floor(moved / DAY));
    const entry = (id, value, more = {}) =>
      h('input', {
        type: 'text',
        id,
        value,
        autocomplete: 'off',
        spellcheck: 'false',
        maxlength: 100,
        ...more,
      });
    const fields = {
      title: entry('f-title', start.title, { 'data-first': true }),
      day: entry('f-day', shownDay, { type: 'date' }),
      from: entry('f-from', timeValue(moved), { type: 'time' }),
      to: entry('f-to', timeValue(moved + start.to - start.from), { type: 'time' }),
      place: entry('f-place', start.place),
      note: entry('f-note', start.note, { maxlength: 280 }),
    };
    const calendar = selectOf(
      'f-calendar',
      start.calendar,
      writable().map(({ id, name }) => [id, name]),
    );
    const guests = app.config.people.map(({ name }) => [
      name,
      h('input', { type: 'checkbox', checked: start.guests.includes(name), id: `f-guest-${name}` }),
    ]);
    const every = selectOf('f-every', start.repeat?.every ?? 0, [
      [0, t('every.0')],
      ...EVERY.map((days) => [days, t(`every.${days}`)]),
    ]);
    const until = entry('f-until', start.repeat?.until ?? '', { type: 'date' });
    const untilLine = line('f-until', t('until'), until);
    const showUntil = () => {
      untilLine.hidden = every.value === '0';
    };
    every.addEventListener('change', () => {
      showUntil();
      window.Practical.measure();
    });
    showUntil();
    const remind = selectOf('f-remind', start.remind ?? '', [
      ['', t('remind.none')],
      ...REMINDERS.map((minutes) => [minutes, t(`remind.${minutes}`)]),
    ]);
    const save = () => {
      const [from, to] = [readTime(fields.from.value), readTime(fields.to.value)];
      if (fields.title.value.trim() === '') return t('fault.title');
      if (!isDay(fields.day.value)) return t('fault.day');
      if (from === null || to === null) return t('fault.time');
      const length = to === from ? 0 : to - from;
      if (length <= 0) return t('fault.order');
      const repeats = has('repeat') && series && every.value !== '0';
      if (repeats && (!isDay(until.value) || until.value < fields.day.value)) return t('fault.until');
      const begin = dayNumber(fields.day.value) * DAY + from - shift();
      const number = Math.floor(begin / DAY);
      done({
        calendar: calendar.value || start.calendar,
        title: fields.title.value.trim(),
        day: dayOf(number),
        from: begin - number * DAY,
        to: begin - number * DAY + length,
        place: fields.place.value.trim(),
        note: fields.note.value.trim(),
        guests: guests.flatMap(([name, box]) => (box.checked ? [name] : [])),
        repeat: repeats
          ? { every: Number(every.value), until: until.value, except: start.repeat?.except ?? [] }
          : null,
        remind: remind.value === '' ? null : Number(remind.value),
      });
      return undefined;
    };
    ask({
      title,
      wide: true,
      body: h(
        'div',
        { class: 'fields' },
        line('f-title', t('title'), fields.title),
        writable().length > 1 && line('f-calendar', t('calendar'), calendar),
        h(
          'div',
          { class: 'when' },
          line('f-day', t('day'), fields.day),
          line('f-from', t('from'), fields.from),
          line('f-to', t('to'), fields.to),
        ),
        app.view.zone && h('p', { class: 'soft' }, t('in-zone', { zone: app.view.zone })),
        has('repeat') &&
          series &&
          h('div', { class: 'when' }, line('f-every', t('repeat'), every), untilLine),
        line('f-place', t('place'), fields.place),
        has('guests') &&
          guests.length > 0 &&
          h(
            'fieldset',
            { class: 'guests' },
            h('legend', {}, t('guests')),
            guests.map(([name, box]) => h('label', { class: 'box' }, box, h('span', {}, name))),
          ),
        has('remind') && line('f-remind', t('remind'), remind),
        has('note') && line('f-note', t('note'), fields.note),
      ),
      actions: [{ label: t('save'), main: true, act: save }],
    });
  };

  const openNew = (day) => {
    const [mine] = writable();
    const [opens] = app.config.hours;
    const begin = dayNumber(day) * DAY + opens + 60 - shift();
    const number = Math.floor(begin / DAY);
    const from = begin - number * DAY;
    const start = {
      calendar: mine.id,
      title: '',
      day: dayOf(number),
      from,
      to: from + 60,
      place: '',
      note: '',
      guests: [],
      repeat: null,
      remind: null,
    };
    openForm(t('new'), start, (entry) =>
      setEvents({ [freshId()]: entry }, t('created', { title: entry.title })),
    );
  };

  // ---- an event, read

  const answer = (event, given) =>
    app.change(
      { ...app.state, answers: { ...app.state.answers, [event.id]: given } },
      t('answered', { answer: t(`answer.${given}`) }),
    );

  const openEvent = ({ event, time }) => {
    const calendar = calendarOf(event.calendar);
    const repeats = event.repeat !== null;
    const canEdit = calendar.right === 'edit';
    const saved = (entry) => t('saved', { title: entry.title });
    const editAll = () =>
      openForm(t('edit'), entryOf(event), (entry) => setEvents({ [event.id]: entry }, saved(entry)));
    const editOne = () =>
      openForm(
        t('edit-one'),
        { ...entryOf(event), day: time.of, repeat: null },
        (entry) => setEvents({ [event.id]: without(event, time.of), [freshId()]: entry }, saved(entry)),
        false,
      );
    const given = app.state.answers[event.id];
    const facts = [
      [t('day'), longDay(time.day)],
      [t('hours'), t('span', { from: clock(time.from), to: clock(time.to) })],
      [t('calendar'), calendar.name],
      event.place && [t('place'), event.place],
      event.asks && [t('by'), event.asks],
      event.guests.length > 0 && [t('guests'), event.guests.join(', ')],
      repeats && [
        t('repeat'),
        t('repeats', { every: t(`every.${event.repeat.every}`), until: numbers(event.repeat.until) }),
      ],
      event.remind && [t('remind'), t(`remind.${event.remind}`)],
      event.note && [t('note'), event.note],
      event.asks && [t('my-answer'), given ? t(`answer.${given}`) : t('answer.none')],
    ].filter(Boolean);
    ask({
      title: nameOf(event),
      body: h(
        'div',
        { class: 'fields' },
        h(
          'dl',
          { class: 'facts' },
          facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
        ),
        !canEdit && !event.asks && h('p', { class: 'soft' }, t(`only.${calendar.right}`)),
      ),
      actions: [
        ...(event.asks
          ? ANSWERS.map((one) => ({ label: t(`answer.${one}`), act: () => answer(event, one) }))
          : []),
        ...(canEdit && repeats
          ? [
              { label: t('edit-one'), act: () => later(editOne) },
              { label: t('edit-all'), act: () => later(editAll) },
              {
                label: t('remove-one'),
                act: () =>
                  setEvents(
                    { [event.id]: without(event, time.of) },
                    t('removed-one', { day: longDay(time.day) }),
                  ),
              },
              { label: t('remove-all'), act: () => removeEvent(event) },
            ]
          : []),
        ...(canEdit && !repeats
          ? [
              { label: t('edit'), act: () => later(editAll) },
              { label: t('remove'), act: () => removeEvent(event) },
            ]
          : []),
      ],
      closeLabel: t('close'),
    });
  };

  // ---- sharing

  const openShare = () => {
    const given = (name, right) => app.state.shares[name] ?? right;
    const fields = app.config.people.map(({ name, right }, rank) => [
      name,
      selectOf(
        `s-${rank}`,
        given(name, right),
        RIGHTS.map((one) => [one, t(`right.${one}`)]),
      ),
    ]);
    ask({
      title: t('share-title'),
      body: h(
        'div',
        { class: 'fields' },
        fields.map(([name, field], rank) => line(`s-${rank}`, name, field)),
      ),
      actions: [
        {
          label: t('save'),
          main: true,
          act: () => {
            const shares = Object.fromEntries(fields.map(([name, field]) => [name, field.value]));
            for (const { name, right } of app.config.people) if (shares[name] === right) delete shares[name];
            app.change({ ...app.state, shares }, t('shared'));
          },
        },
      ],
    });
  };

  // ---- the views

  const styled = (element, values) => {
    for (const [name, value] of Object.entries(values)) element.style.setProperty(`--${name}`, value);
    return element;
  };

  const drawTime = ({ event, time }, lane) => {
    const { calendar } = event;
    const waits = event.asks && !app.state.answers[event.id];
    const refused = app.state.answers[event.id] === 'no';
    const classes = ['event', `tint-${tintOf(calendar)}`, waits && 'is-waiting', refused && 'is-refused'];
    const span = t('span', { from: clock(time.from), to: clock(time.to) });
    const label = [nameOf(event), span, event.place, calendarOf(calendar).name, waits && t('waiting')];
    const [opens, closes] = shownHours();
    return styled(
      h(
        'li',
        { class: 'place' },
        h(
          'button',
          {
            type: 'button',
            class: classes.filter(Boolean).join(' '),
            'data-key': `event ${event.id} ${time.of}`,
            'aria-label': label.filter(Boolean).join(', '),
            onclick: () => openEvent({ event, time }),
          },
          h('span', { class: 'hours' }, span),
          h(
            'span',
            { class: 'name' },
            nameOf(event),
            event.repeat && icon('icon:repeat'),
            waits && icon('icon:mail-question-mark'),
          ),
          h('span', { class: 'more' }, [calendarOf(calendar).name, event.place].filter(Boolean).join(' · ')),
        ),
      ),
      {
        top: Math.max(0, Math.min(time.from, closes) - opens),
        tall: Math.max(24, Math.min(time.to, closes) - Math.max(time.from, opens)),
        lane: lane.lane,
        lanes: lane.of,
      },
    );
  };

  /** Wider than asked when another zone moves events out of it. */
  const shownHours = () => {
    const [opens, closes] = app.config.hours;
    return shift() === 0 ? [opens, closes] : [0, DAY];
  };

  const drawWeek = () => {
    const days = weekOf(app.view.monday);
    const by = timesOn(days);
    const [opens, closes] = shownHours();
    const hours = Array.from({ length: Math.ceil((closes - opens) / 60) }, (_, rank) => opens + rank * 60);
    return h(
      'div',
      {
        class: 'week-scroll',
        role: 'region',
        tabindex: '0',
        'aria-label': t('week'),
        'data-key': 'week',
        'data-scroll': 'week',
      },
      styled(
        h(
          'div',
          { class: 'week' },
          h(
            'div',
            { class: 'scale', 'aria-hidden': 'true' },
            hours.map((at) => h('span', {}, clock(at))),
          ),
          h(
            'ol',
            { class: 'days' },
            days.map((day) => {
              const list = by.get(day);
              const lanes = lanesOf(list.map(({ time }) => time));
              return h(
                'li',
                { class: day === app.config.today ? 'day is-today' : 'day' },
                h(
                  'div',
                  { class: 'day-head' },
                  h(
                    'h2',
                    {},
                    h('span', { class: 'wide-name' }, shortDay(day)),
                    h('span', { class: 'long-name' }, longDay(day)),
                  ),
                  has('create') &&
                    writable().length > 0 &&
                    button(t('new-on', { day: longDay(day) }), 'icon:plus', () => openNew(day), {
                      class: 'tool only-icon',
                      'data-key': `new ${day}`,
                    }),
                ),
                list.length === 0 && h('p', { class: 'soft none' }, t('nothing')),
                h(
                  'ul',
                  { class: 'times' },
                  list.map((one, rank) => drawTime(one, lanes[rank])),
                ),
              );
            }),
          ),
        ),
        { hours: hours.length },
      ),
    );
  };

  const drawMonth = () => {
    const month = app.view.monday.slice(0, 7);
    const first = mondayOf(`${monthShown()}-01`);
    const weeks = Array.from({ length: 6 }, (_, rank) => weekOf(dayOf(dayNumber(first) + rank * 7))).filter(
      (week) => week.some((day) => day.startsWith(monthShown())),
    );
    const by = timesOn(weeks.flat());
    return h(
      'table',
      { class: 'month', 'data-month': month },
      h('caption', { class: 'unseen' }, monthOf(`${monthShown()}-01`)),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          weeks[0].map((day) =>
            h(
              'th',
              { scope: 'col' },
              h('span', { class: 'wide-name' }, weekdayOf(day)),
              h('span', { class: 'letter', 'aria-hidden': 'true' }, weekdayOf(day).slice(0, 1)),
            ),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        weeks.map((week) =>
          h(
            'tr',
            {},
            week.map((day) => {
              const list = by.get(day);
              const other = !day.startsWith(monthShown());
              return h(
                'td',
                {
                  class:
                    [other && 'is-other', day === app.config.today && 'is-today'].filter(Boolean).join(' ') ||
                    false,
                },
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'date',
                    'data-key': `date ${day}`,
                    'aria-label': t('open-day', { day: longDay(day), count: list.length }),
                    onclick: () => app.show({ mode: 'week', monday: mondayOf(day), month: '' }, longDay(day)),
                  },
                  String(Number(day.slice(8))),
                ),
                h(
                  'ul',
                  { class: 'chips' },
                  list.map(({ event, time }) =>
                    h(
                      'li',
                      { class: `chip tint-${tintOf(event.calendar)}` },
                      h('span', {}, `${clock(time.from)} ${nameOf(event)}`),
                    ),
                  ),
                ),
              );
            }),
          ),
        ),
      ),
    );
  };
  const monthShown = () => app.view.month || dayOf(dayNumber(app.view.monday) + 3).slice(0, 7);

  const move = (by) => {
    if (app.view.mode === 'week') {
      const monday = dayOf(dayNumber(app.view.monday) + by * 7);
      app.show({ monday, month: '' }, t('week-of', { day: numbers(monday) }));
      return;
    }
    const middle = dayNumber(`${monthShown()}-15`) + by * 30;
    const month = dayOf(middle).slice(0, 7);
    app.show({ month, monday: mondayOf(`${month}-01`) }, monthOf(`${month}-01`));
  };

  const drawBar = () => {
    const { mode, monday } = app.view;
    const title = mode === 'week' ? t('week-of', { day: numbers(monday) }) : monthOf(`${monthShown()}-01`);
    return h(
      'header',
      { class: 'tools' },
      h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, title),
      button(t('before'), 'icon:chevron-left', () => move(-1), {
        class: 'tool only-icon',
        'data-key': 'before',
      }),
      button(t('today'), null, () => app.show({ monday: mondayOf(app.config.today), month: '' }), {
        'data-key': 'today',
      }),
      button(t('after'), 'icon:chevron-right', () => move(1), {
        class: 'tool only-icon',
        'data-key': 'after',
      }),
      ['week', 'month'].map((one) =>
        button(
          t(one),
          one === 'week' ? 'icon:calendar-range' : 'icon:calendar-days',
          () => app.show({ mode: one }, t(one)),
          {
            'data-key': `mode ${one}`,
            'aria-pressed': mode === one ? 'true' : 'false',
          },
        ),
      ),
      has('create') &&
        writable().length > 0 &&
        button(t('new'), 'icon:plus', () => openNew(mode === 'week' ? monday : app.config.today), {
          'data-key': 'new',
        }),
      has('share') && button(t('share'), 'icon:users', openShare, { 'data-key': 'share' }),
    );
  };

  const drawCalendars = () => {
    const { shown } = app.state;
    const toggle = (id, on) => {
      const next = app.config.calendars
        .map((one) => one.id)
        .filter((one) => (one === id ? on : shown.includes(one)));
      app.change(
        { ...app.state, shown: next },
        t(on ? 'now-shown' : 'now-hidden', { name: calendarOf(id).name }),
      );
    };
    return h(
      'fieldset',
      { class: 'calendars' },
      h('legend', {}, t('calendars')),
      app.config.calendars.map(({ id, name, right }) =>
        h(
          'label',
          { class: 'box' },
          h('input', {
            type: 'checkbox',
            checked: shown.includes(id),
            'data-key': `calendar ${id}`,
            onchange: ({ target }) => toggle(id, target.checked),
          }),
          h('span', { class: `swatch tint-${tintOf(id)}`, 'aria-hidden': 'true' }),
          h('span', {}, name, right !== 'edit' && h('span', { class: 'soft' }, ` ${t(`may.${right}`)}`)),
        ),
      ),
    );
  };

  const drawZone = () =>
    h(
      'label',
      { class: 'zone' },
      h('span', {}, t('zone')),
      h(
        'select',
        {
          'data-key': 'zone',
          onchange: ({ target }) => app.show({ zone: target.value }, t('zone-now', { zone: target.value })),
        },
        zones().map(({ name, offset }) => {
          const sign = offset < 0 ? '−' : '+';
          const hours = Math.abs(offset).toLocaleString(locale);
          return h(
            'option',
            { value: name, selected: name === app.view.zone },
            `${name} (UTC${sign}${hours})`,
          );
        }),
      ),
    );

  window.Practical.define({
    view: ({ today, view, clocks: given }) => ({
      mode: view,
      monday: mondayOf(today),
      month: '',
      zone: given[0]?.name ?? '',
    }),
    draw(drawn) {
      app = drawn;
      return [
        drawBar(),
        h(
          'main',
          {},
          h('div', { class: 'choices' }, drawCalendars(), zones().length > 1 && drawZone()),
          app.view.mode === 'week' ? drawWeek() : drawMonth(),
        ),
      ];
    },
  });
})();
