/* A remote meeting. A state is what `src/engine/practicals/video-meeting.ts` reads: `{ values, code, messages }`. */
(() => {
  const { h, icon, button, ask, locale } = window.Practical;
  const { EVERYONE, healthOf, isGood, MOST_LATENCY, MOST_LOSS } = window.Shared;
  const { REACTIONS, roomOf, SCREEN, standing, withValues, wordsOf } = window.Shared;
  const { person, me: drawMe, ceiling, dark, off } = window.Drawings;
  const t = (name, values) => window.Practical.t(`practical.video-meeting.${name}`, values);

  const MOST_MESSAGES = 12;
  const METER = 10;
  const FAINT = 35;
  const SIGNS = { clap: '👏', like: '👍', heart: '❤️', laugh: '😄' };

  let app = null;
  let now = {};

  // ---- what is known

  const config = () => app.config;
  const has = (tool) => config().tools.includes(tool);
  const can = (slot) => slot in now;
  const chosen = (list, slot) => config()[list].find(({ id }) => id === now[slot]);
  const number = (value) => value.toLocaleString(locale, { maximumFractionDigits: 1 });
  const told = (slot, value) => {
    const { key, name } = wordsOf(config(), slot, value);
    return t(`is.${key}`, { name });
  };
  const isOpen = () => now.mic && now.allowed !== false;
  const isSeen = () => now.camera && now.allowed !== false;
  const isIn = (one) => !one.waiting || now[`person/${one.id}`] === 'in';
  const present = () => config().people.filter(isIn);
  const hasMic = (one) => one.mic && !now[`muted/${one.id}`];
  const room = () => config().rooms.find(({ id }) => id === now.room);
  const isMine = () => now.room === config().rooms[0].id;
  const others = () => (isMine() ? present() : []);

  // ---- acts

  const put = (changed, said) => {
    const { values, code, messages } = app.state;
    const next = withValues(config(), values, changed);
    // What the others say stands above: a screen reader is told when it is something else.
    const heard = now.place === 'meeting' ? heardWith(next) : null;
    const fresh = heard !== null && heard.text !== heardWith(values)?.text;
    app.change({ values: next, code, messages }, fresh ? [said, heard.text].filter(Boolean).join(' ') : said);
  };
  const set = (slot, value) => put({ [slot]: value }, told(slot, value));
  const open = (panel) => app.show({ panel: app.view.panel === panel ? '' : panel });

  const join = () => {
    if (now.allowed === false && !app.view.warned) {
      app.view = { ...app.view, warned: true };
      ask({
        title: t('blocked'),
        body: h('p', {}, t('blocked-join')),
        actions: [
          { label: t('allow'), main: true, act: () => set('allowed', true) },
          { label: t('join-anyway'), act: () => put({ place: 'meeting' }, told('place', 'meeting')) },
        ],
      });
      return;
    }
    put({ place: 'meeting' }, told('place', 'meeting'));
  };
  const leave = () => {
    app.view = { ...app.view, panel: '' };
    put(
      {
        place: 'left',
        ...(can('share') ? { share: '', 'share-sound': false } : {}),
        ...(can('hand') ? { hand: false } : {}),
        ...(can('recording') ? { recording: false } : {}),
      },
      told('place', 'left'),
    );
  };

  // ---- parts

  const field = (id, label, control, ...more) =>
    h('div', { class: 'line' }, h('label', { for: id }, label), control, ...more);
  const select = (id, label, options, value, act, ...more) =>
    field(
      id,
      label,
      h(
        'select',
        { id, 'data-key': id, onchange: ({ target }) => act(target.value) },
        options.map(([key, name]) => h('option', { value: key, selected: key === value }, name)),
      ),
      ...more,
    );
  const toggle = (slot, label, help) =>
    h(
      'button',
      {
        type: 'button',
        role: 'switch',
        class: 'switch',
        'aria-checked': now[slot] ? 'true' : 'false',
        'data-key': slot,
        onclick: () => set(slot, !now[slot]),
      },
      h(
        'span',
        { class: 'words' },
        h('span', { class: 'name' }, label),
        help && h('span', { class: 'soft' }, help),
      ),
      h('span', { class: now[slot] ? 'toggle is-on' : 'toggle', 'aria-hidden': 'true' }),
    );
  const html = (tag, attributes, inside) => {
    const element = h(tag, attributes);
    element.innerHTML = inside;
    return element;
  };

  // ---- devices

  const meter = () => {
    const tried = app.view.tried === now.microphone;
    const level = tried && now.allowed !== false ? chosen('microphones', 'microphone').hears : 0;
    const lit = Math.round((level / 100) * METER);
    const says =
      now.allowed === false
        ? 'mic-blocked'
        : level === 0
          ? 'mic-deaf'
          : level <= FAINT
            ? 'mic-faint'
            : 'mic-good';
    return h(
      'div',
      { class: 'try' },
      h(
        'div',
        { class: 'try-line' },
        button(t('try-mic'), 'icon:mic', () => app.show({ tried: now.microphone, heard: '' }), {
          class: 'press small',
          'data-key': 'try-mic',
        }),
        h(
          'span',
          { class: 'meter', 'aria-hidden': 'true' },
          Array.from({ length: METER }, (_, rank) => h('span', { class: rank < lit ? 'is-lit' : '' })),
        ),
      ),
      h('p', { class: 'told', role: 'status' }, tried ? t(says) : ''),
    );
  };
  const trySpeaker = () => {
    const tried = app.view.heard === now.speaker;
    return h(
      'div',
      { class: 'try' },
      button(t('try-speaker'), 'icon:volume-2', () => app.show({ heard: now.speaker, tried: '' }), {
        class: 'press small',
        'data-key': 'try-speaker',
      }),
      h(
        'p',
        { class: 'told', role: 'status' },
        tried ? t(chosen('speakers', 'speaker').plays ? 'speaker-good' : 'speaker-mute') : '',
      ),
    );
  };
  const choiceOf = (list, slot) =>
    select(
      slot,
      t(`device.${slot}`),
      config()[list].map(({ id, name }) => [id, name]),
      now[slot],
      (value) => set(slot, value),
    );
  const drawDevices = () => [
    choiceOf('microphones', 'microphone'),
    meter(),
    choiceOf('cameras', 'webcam'),
    choiceOf('speakers', 'speaker'),
    trySpeaker(),
    select(
      'background',
      t('background'),
      ['none', 'blur', 'image'].map((one) => [one, t(`background.${one}`)]),
      now.background,
      (value) => set('background', value),
    ),
  ];
  const behindWords = () =>
    now.background === 'none'
      ? t('behind', { list: config().behind.join(', ') })
      : told('background', now.background);

  const blockedNote = () =>
    now.allowed === false &&
    h(
      'div',
      { class: 'note is-warning', role: 'group', 'aria-label': t('blocked') },
      h('p', {}, h('strong', {}, t('blocked')), ' ', t('blocked-why')),
      button(t('allow'), 'icon:lock', () => set('allowed', true), {
        class: 'press small',
        'data-key': 'allow',
      }),
    );

  /** What my camera shows. */
  const myPicture = () => {
    if (!isSeen()) return off(String(now.name));
    const { shows } = chosen('cameras', 'webcam');
    if (shows === 'dark') return dark();
    if (shows === 'ceiling') return ceiling();
    return drawMe(config().me, now.background);
  };
  const myPictureWords = () => {
    if (!isSeen()) return t('seen.off');
    const { shows } = chosen('cameras', 'webcam');
    return t(`seen.${shows}`);
  };

  // ---- before

  const drawDoor = () => {
    const fault = app.view.fault;
    const enter = () => {
      const found = roomOf(config(), app.state.code);
      if (found === null) {
        app.show({ fault: t(app.state.code.trim() === '' ? 'fault.no-code' : 'fault.code') });
        return;
      }
      app.view = { ...app.view, fault: '' };
      put({ place: 'lobby', room: found });
    };
    return h(
      'main',
      { class: 'card' },
      h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, t('door')),
      h('p', { class: 'soft' }, t('door-help')),
      field(
        'code',
        t('code'),
        h('input', {
          type: 'text',
          id: 'code',
          'data-key': 'code',
          value: app.state.code,
          maxlength: '40',
          autocomplete: 'off',
          autocapitalize: 'off',
          spellcheck: 'false',
          'aria-describedby': fault ? 'code-fault' : false,
          'aria-invalid': fault ? 'true' : false,
          oninput: ({ target }) => app.type({ ...app.state, code: target.value.slice(0, 40) }, 'code'),
          onkeydown: (event) => {
            if (event.key === 'Enter') enter();
          },
        }),
      ),
      h('p', { class: 'fault', role: 'alert', id: 'code-fault' }, fault),
      button(t('continue'), null, enter, { class: 'press press-main', 'data-key': 'continue' }),
    );
  };

  const drawLobby = () =>
    h(
      'main',
      { class: 'lobby' },
      h(
        'div',
        { class: 'lobby-head' },
        h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, room().title),
        h('p', { class: 'soft' }, t('lobby')),
      ),
      h(
        'section',
        { class: 'preview', 'aria-label': t('preview') },
        html('div', { class: 'picture', role: 'img', 'aria-label': myPictureWords() }, myPicture()),
        config().behind.length > 0 && isSeen() && h('p', { class: 'soft' }, behindWords()),
        h('div', { class: 'toggles' }, control('mic'), control('camera')),
      ),
      h(
        'section',
        { class: 'ready', 'aria-label': t('ready') },
        blockedNote(),
        field(
          'name',
          t('your-name'),
          h('input', {
            type: 'text',
            id: 'name',
            'data-key': 'name',
            value: now.name,
            maxlength: '40',
            autocomplete: 'off',
            spellcheck: 'false',
            oninput: ({ target }) => {
              const { values, code, messages } = app.state;
              const name = target.value.slice(0, 40);
              app.type({ values: withValues(config(), values, { name }), code, messages }, 'name');
              now = standing(config(), app.state.values);
            },
          }),
        ),
        drawDevices(),
        h(
          'div',
          { class: 'lobby-acts' },
          button(t('join'), 'icon:door-open', join, { class: 'press press-main', 'data-key': 'join' }),
          config().place === 'door' &&
            button(t('other-code'), 'icon:arrow-left', () => put({ place: 'door', room: '' }), {
              class: 'press',
              'data-key': 'other-code',
            }),
        ),
      ),
    );

  const drawLeft = () =>
    h(
      'main',
      { class: 'card' },
      h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, t('left')),
      h('p', {}, t('left-help')),
      button(t('back'), 'icon:door-open', () => put({ place: 'meeting' }, told('place', 'meeting')), {
        class: 'press press-main',
        'data-key': 'back',
      }),
    );

  // ---- the meeting

  const CONTROLS = {
    mic: ['icon:mic', 'icon:mic-off'],
    camera: ['icon:video', 'icon:video-off'],
    sound: ['icon:volume-2', 'icon:volume-x'],
    hand: ['icon:hand', 'icon:hand'],
  };
  const control = (slot) =>
    h(
      'button',
      {
        type: 'button',
        role: 'switch',
        class: now[slot] ? 'control is-on' : 'control',
        'aria-checked': now[slot] ? 'true' : 'false',
        'data-key': slot,
        onclick: () => set(slot, !now[slot]),
      },
      icon(CONTROLS[slot][now[slot] ? 0 : 1]),
      h('span', { class: 'control-name' }, t(`control.${slot}`)),
      h(
        'span',
        { class: 'control-state', 'aria-hidden': 'true' },
        t(`control.${slot}.${now[slot] ? 'on' : 'off'}`),
      ),
    );
  const opener = (panel, sign, more) =>
    h(
      'button',
      {
        type: 'button',
        class: app.view.panel === panel ? 'control is-open' : 'control',
        'aria-expanded': app.view.panel === panel ? 'true' : 'false',
        'data-key': `open ${panel}`,
        onclick: () => open(panel),
      },
      icon(sign),
      h('span', { class: 'control-name' }, t(`panel.${panel}`)),
      more && h('span', { class: 'control-state' }, more),
    );

  const drawBar = () => {
    const waiting = config().host
      ? config().people.filter((one) => now[`person/${one.id}`] === 'waiting').length
      : 0;
    return h(
      'div',
      { class: 'controls', role: 'group', 'aria-label': t('controls') },
      control('mic'),
      control('camera'),
      control('sound'),
      has('hand') && control('hand'),
      has('react') && opener('react', 'icon:smile'),
      has('share') && opener('share', 'icon:screen-share', now.share !== '' && t('sharing-short')),
      has('people') && opener('people', 'icon:users', waiting > 0 && t('waiting-count', { count: waiting })),
      has('chat') && opener('chat', 'icon:message-square'),
      can('recording') && opener('record', 'icon:circle-dot', now.recording && t('recording-short')),
      opener('settings', 'icon:settings'),
      has('quality') && opener('quality', 'icon:activity'),
      h(
        'button',
        { type: 'button', class: 'control is-leave', 'data-key': 'leave', onclick: leave },
        icon('icon:phone-off'),
        h('span', { class: 'control-name' }, t('leave')),
      ),
    );
  };

  const tile = (name, picture, marks, said) =>
    h(
      'li',
      { class: 'tile' },
      html('div', { class: 'picture' }, picture),
      h(
        'p',
        { class: 'tile-name' },
        h('span', {}, name),
        h(
          'span',
          { class: 'marks' },
          marks
            .filter(Boolean)
            .map(([sign, label]) =>
              h('span', { class: 'mark', title: label }, icon(sign), h('span', { class: 'unseen' }, label)),
            ),
        ),
      ),
      said && h('p', { class: 'tile-said' }, said),
    );
  const drawTiles = () =>
    h(
      'ul',
      { class: 'tiles', 'aria-label': t('people') },
      tile(
        t('you', { name: String(now.name).trim() || t('no-name') }),
        myPicture(),
        [
          !isOpen() && ['icon:mic-off', t('mark.muted')],
          !isSeen() && ['icon:video-off', t('mark.unseen')],
          now.hand && ['icon:hand', t('mark.hand')],
        ],
        now.reaction ? `${SIGNS[now.reaction]} ${t(`reaction.${now.reaction}`)}` : '',
      ),
      others().map((one) =>
        tile(
          one.host ? t('host-name', { name: one.name }) : one.name,
          one.camera ? person(one.name) : off(one.name),
          [
            !hasMic(one) && ['icon:mic-off', t('mark.muted')],
            !one.camera && ['icon:video-off', t('mark.unseen')],
            one.hand && ['icon:hand', t('mark.hand')],
          ],
          now.sound && one.noise && hasMic(one) ? one.noise : '',
        ),
      ),
    );

  const sheetOf = (one) =>
    h(
      'div',
      { class: 'sheet-shown' },
      h(
        'p',
        { class: 'sheet-title' },
        icon(one.kind === 'tab' ? 'icon:panel-top' : 'icon:app-window'),
        h('span', {}, one.name),
      ),
      one.text && h('p', { class: 'sheet-text' }, one.text),
    );
  const drawShared = () => {
    if (!now.share) return false;
    const all = now.share === SCREEN;
    const shown = all ? config().windows : config().windows.filter(({ id }) => id === now.share);
    return h(
      'section',
      { class: 'shared', 'aria-label': t('shared') },
      h(
        'div',
        { class: 'shared-head' },
        h('h2', {}, t('shared')),
        button(t('stop-share'), 'icon:x', () => put({ share: '', 'share-sound': false }, told('share', '')), {
          class: 'press small',
          'data-key': 'stop-share',
        }),
      ),
      h(
        'div',
        { class: all ? 'screen is-all' : 'screen' },
        shown.map(sheetOf),
        all && !now.quiet && config().notice && h('p', { class: 'notice' }, config().notice),
      ),
      h('p', { class: 'soft' }, t(now['share-sound'] ? 'shared-sound' : 'shared-silent')),
    );
  };

  /** What the others say of the call with these values; null when nobody says anything. */
  const heardWith = (values) => {
    const health = healthOf(config(), values);
    const who = others()[0]?.name;
    if (health === null || who === undefined) return null;
    const good = isGood(health);
    const says = good
      ? ['well']
      : [
          health.echo && 'echo',
          health.loss > MOST_LOSS && (standing(config(), values).camera ? 'frozen' : 'chopped'),
          health.loss <= MOST_LOSS && health.latency > MOST_LATENCY && 'late',
        ].filter(Boolean);
    return { good, text: says.map((one) => t(`says.${one}`, { name: who })).join(' ') };
  };
  const complaints = () => {
    const heard = heardWith(app.state.values);
    return (
      heard !== null &&
      h('p', { class: heard.good ? 'note is-heard' : 'note is-heard is-warning' }, heard.text)
    );
  };

  const drawCaption = () => {
    const speaker = others().find(({ speaks }) => speaks);
    if (!speaker) return false;
    if (!now.subtitles) return false;
    return h('p', { class: 'caption' }, h('strong', {}, speaker.name), ' ', speaker.speaks);
  };

  const panels = {
    react: () =>
      h(
        'div',
        { class: 'reactions' },
        REACTIONS.map((one) =>
          h(
            'button',
            {
              type: 'button',
              class: 'press',
              'aria-pressed': now.reaction === one ? 'true' : 'false',
              'data-key': `react ${one}`,
              onclick: () => set('reaction', now.reaction === one ? '' : one),
            },
            h('span', { 'aria-hidden': 'true' }, `${SIGNS[one]} `),
            t(`reaction.${one}`),
          ),
        ),
      ),
    share: () => drawShare(),
    people: () => drawPeople(),
    chat: () => drawChat(),
    record: () => drawRecord(),
    settings: () => [
      blockedNote(),
      drawDevices(),
      config().behind.length > 0 && h('p', { class: 'soft' }, behindWords()),
      toggle('subtitles', t('subtitles'), t('subtitles-help')),
      toggle('quiet', t('quiet'), t('quiet-help')),
    ],
    quality: () => drawQuality(),
  };

  const drawShare = () => {
    const { windows } = config();
    const kind = app.view.kind;
    const offered =
      kind === SCREEN
        ? [{ id: SCREEN, name: t('whole-screen'), text: t('whole-screen-help') }]
        : windows.filter((one) => one.kind === kind);
    const pick = offered.some(({ id }) => id === app.view.pick) ? app.view.pick : '';
    const share = () => {
      if (pick === '') {
        app.show({ shareFault: t('fault.pick') });
        return;
      }
      app.view = { ...app.view, shareFault: '', panel: '' };
      put({ share: pick, 'share-sound': app.view.withSound }, told('share', pick));
    };
    return [
      h(
        'div',
        { class: 'kinds', role: 'group', 'aria-label': t('share-what') },
        [SCREEN, 'window', 'tab'].map((one) =>
          button(
            t(`kind.${one}`),
            { screen: 'icon:monitor', window: 'icon:app-window', tab: 'icon:panel-top' }[one],
            () => app.show({ kind: one, pick: '', shareFault: '' }),
            {
              'aria-pressed': kind === one ? 'true' : 'false',
              'data-key': `kind ${one}`,
            },
          ),
        ),
      ),
      offered.length === 0
        ? h('p', { class: 'empty' }, t('no-window'))
        : h(
            'fieldset',
            { class: 'offers' },
            h('legend', { class: 'name' }, t(`pick.${kind}`)),
            offered.map(({ id, name, text }) =>
              h(
                'label',
                { class: 'offer' },
                h('input', {
                  type: 'radio',
                  name: 'pick',
                  checked: pick === id,
                  'data-key': `pick ${id}`,
                  onchange: () => app.show({ pick: id, shareFault: '' }),
                }),
                h(
                  'span',
                  { class: 'words' },
                  h('span', { class: 'name' }, name),
                  text && h('span', { class: 'soft' }, text),
                ),
              ),
            ),
          ),
      h(
        'label',
        { class: 'check' },
        h('input', {
          type: 'checkbox',
          checked: app.view.withSound,
          'data-key': 'with-sound',
          onchange: ({ target }) => app.show({ withSound: target.checked }),
        }),
        h('span', {}, t('with-sound')),
      ),
      toggle('quiet', t('quiet'), t('quiet-help')),
      h('p', { class: 'fault', role: 'alert' }, app.view.shareFault),
      button(now.share === '' ? t('share') : t('share-instead'), 'icon:screen-share', share, {
        class: 'press press-main',
        'data-key': 'share-now',
      }),
    ];
  };

  const agreements = () =>
    others().map((one) =>
      h(
        'li',
        { class: 'person' },
        h('span', { class: 'name' }, one.name),
        h('span', { class: one.agrees ? 'soft' : 'soft is-no' }, t(one.agrees ? 'agrees' : 'refuses')),
      ),
    );
  const drawRecord = () => [
    h('p', {}, t('record-help')),
    button(t(now.asked ? 'asked' : 'ask'), 'icon:users', () => set('asked', true), {
      class: 'press small',
      disabled: now.asked === true,
      'data-key': 'ask',
    }),
    now.asked && h('ul', { class: 'persons', 'aria-label': t('agreements') }, agreements()),
    toggle('recording', t('recording'), t(now.recording ? 'recording-on' : 'recording-off')),
  ];

  const drawPerson = (one) => {
    const muted = `muted/${one.id}`;
    const cohost = `cohost/${one.id}`;
    const states = [
      one.host && t('host'),
      now[cohost] && t('cohost'),
      t(hasMic(one) ? 'mic-on' : 'mic-off'),
      one.hand && t('mark.hand'),
      now.sound && one.noise && hasMic(one) && one.noise,
    ].filter(Boolean);
    return h(
      'li',
      { class: 'person' },
      h(
        'span',
        { class: 'words' },
        h('span', { class: 'name' }, one.name),
        h('span', { class: 'soft' }, states.join(' · ')),
      ),
      config().host &&
        h(
          'span',
          { class: 'person-acts' },
          hasMic(one) &&
            h(
              'button',
              {
                type: 'button',
                class: 'press small',
                'data-key': muted,
                'aria-label': t('mute-one', { name: one.name }),
                onclick: () => set(muted, true),
              },
              t('mute'),
            ),
          h(
            'button',
            {
              type: 'button',
              class: 'press small',
              'data-key': cohost,
              'aria-label': t(now[cohost] ? 'uncohost-one' : 'cohost-one', { name: one.name }),
              onclick: () => set(cohost, !now[cohost]),
            },
            t(now[cohost] ? 'uncohost' : 'make-cohost'),
          ),
        ),
    );
  };
  const drawPeople = () => {
    const waiting = config().host ? config().people.filter((one) => one.waiting && !isIn(one)) : [];
    return [
      waiting.length > 0 &&
        h(
          'section',
          { class: 'waiting', 'aria-label': t('waiting') },
          h('h3', {}, t('waiting')),
          h(
            'ul',
            { class: 'persons' },
            waiting.map((one) => {
              const slot = `person/${one.id}`;
              const out = now[slot] === 'out';
              const act = (value, label) =>
                h(
                  'button',
                  {
                    type: 'button',
                    class: 'press small',
                    'data-key': `${slot} ${value}`,
                    'aria-label': t(`${value}-one`, { name: one.name }),
                    onclick: () => set(slot, value),
                  },
                  label,
                );
              return h(
                'li',
                { class: 'person' },
                h(
                  'span',
                  { class: 'words' },
                  h('span', { class: 'name' }, one.name),
                  out && h('span', { class: 'soft is-no' }, t('is-out')),
                ),
                h(
                  'span',
                  { class: 'person-acts' },
                  act('in', t('let-in')),
                  !out && act('out', t('keep-out')),
                ),
              );
            }),
          ),
        ),
      h(
        'ul',
        { class: 'persons', 'aria-label': t('people') },
        h(
          'li',
          { class: 'person' },
          h(
            'span',
            { class: 'words' },
            h('span', { class: 'name' }, t('you', { name: String(now.name).trim() || t('no-name') })),
            h(
              'span',
              { class: 'soft' },
              [config().host && t('host'), t(isOpen() ? 'mic-on' : 'mic-off'), now.hand && t('mark.hand')]
                .filter(Boolean)
                .join(' · '),
            ),
          ),
        ),
        others().map(drawPerson),
      ),
    ];
  };

  const drawChat = () => {
    const nameOf = (id) => config().people.find((one) => one.id === id)?.name ?? id;
    const lines = [
      ...(isMine() ? config().chat : []).map(({ from, text, mine }) => ({
        from: nameOf(from),
        to: mine ? t('to-you') : '',
        text,
      })),
      ...app.state.messages.map(({ to, text }) => ({
        from: t('me'),
        to: to === EVERYONE ? '' : t('to-one', { name: nameOf(to) }),
        text,
      })),
    ];
    const to = [EVERYONE, ...others().map(({ id }) => id)].includes(app.view.to) ? app.view.to : EVERYONE;
    const send = () => {
      const text = app.view.draft.trim();
      const { messages } = app.state;
      if (text === '') {
        app.show({ chatFault: t('fault.empty') });
        return;
      }
      if (messages.length >= MOST_MESSAGES) {
        app.show({ chatFault: t('fault.many') });
        return;
      }
      app.view = { ...app.view, draft: '', chatFault: '' };
      app.change(
        { ...app.state, messages: [...messages, { to, text }] },
        t('sent', { name: to === EVERYONE ? t('everyone') : nameOf(to) }),
      );
    };
    return [
      lines.length === 0
        ? h('p', { class: 'soft' }, t('no-message'))
        : h(
            'ul',
            { class: 'messages', 'aria-label': t('messages') },
            lines.map((one) =>
              h(
                'li',
                {},
                h('p', { class: 'soft' }, h('strong', {}, one.from), one.to && ` ${one.to}`),
                h('p', {}, one.text),
              ),
            ),
          ),
      select(
        'to',
        t('to'),
        [[EVERYONE, t('everyone')], ...others().map(({ id, name }) => [id, name])],
        to,
        (value) => app.show({ to: value }),
      ),
      field(
        'draft',
        t('message'),
        h('input', {
          type: 'text',
          id: 'draft',
          'data-key': 'draft',
          value: app.view.draft,
          maxlength: '300',
          autocomplete: 'off',
          oninput: ({ target }) => app.note({ draft: target.value.slice(0, 300) }),
          onkeydown: (event) => {
            if (event.key === 'Enter') send();
          },
        }),
      ),
      h('p', { class: 'fault', role: 'alert' }, app.view.chatFault),
      button(t('send'), 'icon:send', send, { class: 'press', 'data-key': 'send' }),
    ];
  };

  const drawQuality = () => {
    const health = healthOf(config(), app.state.values);
    const measure = (label, value, needs) =>
      h(
        'div',
        { class: 'measure' },
        h('dt', {}, label),
        h('dd', {}, h('strong', {}, value), needs && h('span', { class: 'soft' }, needs)),
      );
    return [
      h(
        'dl',
        { class: 'measures' },
        measure(t('loss'), t('percent', { value: number(health.loss) }), t('loss-needs')),
        measure(t('latency'), t('milliseconds', { value: number(health.latency) }), t('latency-needs')),
        measure(t('upload'), t('rate', { value: number(health.up) }), t('upload-help')),
        measure(
          t('load'),
          t('rate', { value: number(health.load) }),
          t('load-help', { value: number(health.call) }),
        ),
      ),
      select(
        'link',
        t('link'),
        config().links.map(({ id, name, note }) => [id, note ? t('with-note', { name, note }) : name]),
        now.link,
        (value) => set('link', value),
      ),
      select(
        'definition',
        t('definition'),
        ['high', 'low'].map((one) => [one, t(`definition.${one}`)]),
        now.definition,
        (value) => set('definition', value),
      ),
      choiceOf('speakers', 'speaker'),
      choiceOf('microphones', 'microphone'),
      h(
        'section',
        { class: 'sends', 'aria-label': t('sends') },
        h('h3', {}, t('sends')),
        config().sends.length === 0
          ? h('p', { class: 'soft' }, t('no-send'))
          : h(
              'ul',
              { class: 'persons' },
              config().sends.map((one) => {
                const slot = `pause/${one.id}`;
                return h(
                  'li',
                  { class: 'person' },
                  h(
                    'span',
                    { class: 'words' },
                    h('span', { class: 'name' }, one.name),
                    h(
                      'span',
                      { class: 'soft' },
                      now[slot] ? t('paused') : t('rate', { value: number(one.rate) }),
                    ),
                  ),
                  h(
                    'button',
                    {
                      type: 'button',
                      class: 'press small',
                      'data-key': slot,
                      'aria-label': t(now[slot] ? 'resume-one' : 'pause-one', { name: one.name }),
                      onclick: () => set(slot, !now[slot]),
                    },
                    t(now[slot] ? 'resume' : 'pause'),
                  ),
                );
              }),
            ),
      ),
    ];
  };

  const drawPanel = () => {
    const { panel } = app.view;
    const draw = panels[panel];
    if (!draw) return false;
    return h(
      'section',
      { class: 'panel', 'aria-label': t(`panel.${panel}`) },
      h(
        'div',
        { class: 'panel-head' },
        h('h2', {}, t(`panel.${panel}`)),
        button(t('close'), 'icon:x', () => app.show({ panel: '' }), {
          class: 'tool only-icon',
          'data-key': 'close',
        }),
      ),
      h('div', { class: 'panel-body' }, draw()),
    );
  };

  const drawMeeting = () =>
    h(
      'main',
      { class: app.view.panel ? 'meeting has-panel' : 'meeting' },
      h(
        'header',
        { class: 'meeting-head' },
        h('h1', { class: 'title', tabindex: '-1', 'data-home': true }, room().title),
        h('p', { class: 'soft' }, t('count', { count: others().length + 1 })),
        now.recording && h('p', { class: 'badge' }, icon('icon:circle-dot'), h('span', {}, t('recorded'))),
      ),
      h('div', { class: 'stage' }, blockedNote(), complaints(), drawShared(), drawTiles(), drawCaption()),
      drawBar(),
      // Under the buttons: above, it would push them away from the finger that pressed one.
      !now.sound && h('p', { class: 'note is-warning is-deaf' }, t('deaf')),
      drawPanel(),
    );

  const places = { door: drawDoor, lobby: drawLobby, meeting: drawMeeting, left: drawLeft };

  window.Practical.define({
    view: () => ({
      panel: '',
      tried: '',
      heard: '',
      fault: '',
      warned: false,
      kind: SCREEN,
      pick: '',
      withSound: false,
      shareFault: '',
      to: EVERYONE,
      draft: '',
      chatFault: '',
    }),
    draw(given) {
      app = given;
      now = standing(config(), app.state.values);
      return h('div', { class: `visio is-${now.place}` }, places[now.place]());
    },
  });
})();
