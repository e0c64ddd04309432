/* A social network. A state is what `src/engine/practicals/social-network.ts` reads: `{ values, written }`. */
(() => {
  const { h, icon, button, ask } = window.Practical;
  const { face, scene, hash } = window.Drawings;
  const {
    allPosts,
    audienceOf,
    audiencesOf,
    effect,
    feedOf,
    friendsOf,
    isMember,
    NOTIFY,
    optionsOf,
    postState,
    profileOf,
    roleOf,
    sees,
    showsPart,
    slotsOf,
    standing,
    STRANGER,
    withValue,
  } = window.Shared;
  /** A text; in French, « de » is elided before a name that begins with a vowel. */
  const t = (key, values) => {
    const text = window.Practical.t(`practical.social-network.${key}`, values);
    const name = String(values?.name ?? '');
    const elided = window.Practical.locale === 'fr' && /^[aeiou]/i.test(name.normalize('NFD'));
    return elided ? text.replace(`de ${name}`, () => `d’${name}`) : text;
  };

  const MOST_WRITTEN = 16;
  const SIGNS = {
    public: 'icon:globe',
    fof: 'icon:users-round',
    friends: 'icon:user-check',
    me: 'icon:lock',
    group: 'icon:users',
  };
  const NAV = {
    feed: 'icon:house',
    profile: 'icon:user',
    friends: 'icon:user-plus',
    groups: 'icon:users',
    messages: 'icon:message-circle',
    drafts: 'icon:file-pen',
    cases: 'icon:shield',
    settings: 'icon:settings',
  };

  let app = null;
  let slots = new Map();

  // ---- what is known

  const config = () => app.config;
  const values = () => app.state.values;
  const now = (key) => standing(values(), key, slots.get(key)?.first ?? '');
  const can = (key) => slots.has(key);
  const me = () => config().me;
  const person = (id) => config().people.find((one) => one.id === id);
  const nameOf = (id) => (id === STRANGER ? t('stranger') : (person(id)?.name ?? id));
  const groupOf = (id) => config().groups.find((one) => one.id === id);
  const postOf = (id) => allPosts(config(), app.state).find((one) => one.id === id);
  const commentsOf = (post) => [
    ...post.comments,
    ...app.state.written.flatMap((one, rank) =>
      one.kind === 'comment' && one.of === post.id
        ? [{ id: `written-${rank}`, by: me(), text: one.text }]
        : [],
    ),
  ];
  const audienceName = (audience) =>
    audience.startsWith('group:')
      ? t('audience.group', { name: groupOf(audience.slice(6))?.name ?? '' })
      : t(`audience.${audience}`);
  const signOf = (audience) => SIGNS[audience.split(':')[0]];
  const audienceWords = ({ audience, except }) =>
    except.length > 0
      ? t('audience-except', { audience: audienceName(audience), names: except.map(nameOf).join(', ') })
      : audienceName(audience);
  const short = (text) => (text.length > 60 ? `${text.slice(0, 58).trim()}…` : text);
  const has = {
    feed: () => config().posts.some((one) => !one.draft) || config().threads.length === 0,
    profile: () => true,
    friends: () => config().people.length > 1,
    groups: () => config().groups.length > 0,
    messages: () => config().threads.length > 0,
    drafts: () => config().posts.some((one) => one.draft),
    cases: () => config().cases.length > 0,
    settings: () => config().settings.length > 0,
  };

  // ---- acts

  const set = (changes, said) => {
    const next = Object.entries(changes).reduce(
      (all, [key, value]) => withValue(slots, all, key, value),
      values(),
    );
    app.change({ ...app.state, values: next }, said);
  };
  const write = (one, said) => {
    if (app.state.written.length >= MOST_WRITTEN) return t('fault.full');
    const blank = { of: null, audience: '', except: [], thread: null, to: [], reply: null, text: '' };
    app.change({ ...app.state, written: [...app.state.written, { ...blank, ...one }] }, said);
    return undefined;
  };
  const go = (page) => app.show({ stack: [...app.view.stack, app.view.page].slice(-20), page, as: null });
  const goHome = (page) => app.show({ stack: [], page, as: null, tag: null });
  const back = () => {
    const stack = [...app.view.stack];
    const page = stack.pop() ?? config().open;
    app.show({ stack, page, as: null });
  };

  /** A list of acts above the window. */
  const menu = (title, acts) => {
    const shown = acts.filter(Boolean);
    const sheet = ask({
      title,
      body: h(
        'ul',
        { class: 'menu' },
        shown.map(([label, sign, act]) =>
          h(
            'li',
            {},
            h(
              'button',
              {
                type: 'button',
                class: 'tool wide-tool',
                onclick: () => {
                  sheet.close();
                  act();
                },
              },
              icon(sign),
              h('span', {}, label),
            ),
          ),
        ),
      ),
    });
  };

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

  const askAudience = ({ audience, except }, done) => {
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

  const askReport = (id, what) => {
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

  const askWords = ({ title, label, value = '', action, done }) => {
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
  const askPlace = (title, done) => {
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

  const askPeople = (title, done) => {
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

  // ---- pieces

  const avatar = (id) => {
    const holder = h('span', { class: 'avatar' });
    holder.innerHTML = face(nameOf(id));
    return holder;
  };
  const picture = (name, alt) => {
    const holder = h(
      'div',
      alt === '' ? { class: 'picture' } : { class: 'picture', role: 'img', 'aria-label': alt },
    );
    holder.innerHTML = scene(name);
    return holder;
  };
  const badge = (id) =>
    person(id)?.verified &&
    h('span', { class: 'badge' }, icon('icon:badge-check'), h('span', { class: 'unseen' }, t('verified')));
  const nameButton = (id, key) =>
    h(
      'button',
      {
        type: 'button',
        class: 'name',
        'data-key': `name ${key}`,
        onclick: () => go(id === me() ? 'profile' : `person:${id}`),
      },
      nameOf(id),
      badge(id),
    );
  const only = (label, sign, act, more = {}) =>
    button(label, sign, act, { class: 'tool only-icon', ...more });
  const select = (label, key, options, chosen, act) =>
    h(
      'label',
      { class: 'choice' },
      h('span', {}, label),
      h(
        'select',
        { 'data-key': key, onchange: ({ target }) => act(target.value) },
        options.map(([value, word]) => h('option', { value, selected: value === chosen }, word)),
      ),
    );
  const mark = (text, sign) => h('p', { class: 'mark' }, icon(sign), h('span', {}, text));
  const title = (text, more) =>
    h(
      'div',
      { class: 'bar' },
      app.view.stack.length > 0 &&
        button(t('back'), 'icon:arrow-left', back, { class: 'tool only-icon', 'data-key': 'back' }),
      h('h1', { class: 'title', tabindex: '-1', 'data-home': true, 'data-key': `title ${text}` }, text),
      more,
    );

  /** Words with their hashtags to touch and the people they mention. */
  const rich = (text, key) => {
    const names = config()
      .people.map((one) => one.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .sort((a, b) => b.length - a.length);
    const cut = new RegExp(`(#[\\p{L}\\p{N}_]+|@(?:${names.join('|')}))`, 'u');
    return text.split(cut).map((part, rank) => {
      if (rank % 2 === 0) return part;
      if (part.startsWith('@')) return h('strong', { class: 'mention' }, part);
      return h(
        'button',
        {
          type: 'button',
          class: 'tag',
          'data-key': `tag ${key} ${rank}`,
          onclick: () => go(`tag:${part.toLowerCase()}`),
        },
        part,
      );
    });
  };

  // ---- posts

  const audienceLine = (post, frozen) => {
    const standingNow = audienceOf(values(), post);
    const inside = [
      icon(signOf(standingNow.audience)),
      h('span', { class: 'unseen' }, t('visible-to')),
      h('span', {}, audienceWords(standingNow)),
    ];
    if (frozen || !can(`audience/${post.id}`)) return h('span', { class: 'audience' }, inside);
    return h(
      'button',
      {
        type: 'button',
        class: 'audience',
        'data-key': `audience ${post.id}`,
        onclick: () =>
          askAudience(standingNow, (wanted) =>
            set(
              { [`audience/${post.id}`]: wanted.audience, [`except/${post.id}`]: wanted.except },
              t('audience-changed', { audience: audienceWords(wanted) }),
            ),
          ),
      },
      inside,
    );
  };

  const optionsFor = (post) => {
    const mine = post.by === me();
    const { id } = post;
    const rank = id.startsWith('written-') ? Number(id.slice(8)) : null;
    menu(t('options-of', { name: nameOf(post.by) }), [
      mine &&
        can(`text/${id}`) && [
          t('edit'),
          'icon:pencil',
          () =>
            askWords({
              title: t('edit'),
              label: t('text'),
              value: now(`text/${id}`),
              action: t('save'),
              done: (text) => set({ [`text/${id}`]: text }, t('edited')),
            }),
        ],
      can(`featured/${id}`) && [
        t(now(`featured/${id}`) ? 'feature-off' : 'feature'),
        'icon:star',
        () =>
          set(
            { [`featured/${id}`]: !now(`featured/${id}`) },
            t(now(`featured/${id}`) ? 'feature-off' : 'feature'),
          ),
      ],
      now(`tag/${id}`) === 'on' && [
        t('untag'),
        'icon:tag',
        () => set({ [`tag/${id}`]: 'off' }, t('untagged')),
      ],
      can(`report/${id}`) && [
        t('report'),
        'icon:flag',
        () => askReport(id, t('post-of', { name: nameOf(post.by) })),
      ],
      (can(`post/${id}`) || rank !== null) && [
        t('delete'),
        'icon:trash-2',
        () => {
          if (rank === null) set({ [`post/${id}`]: 'deleted' }, t('deleted'));
          else
            app.change(
              { ...app.state, written: app.state.written.filter((_, place) => place !== rank) },
              t('deleted'),
            );
        },
      ],
      [
        t('see-author', { name: nameOf(post.by) }),
        'icon:user',
        () => go(mine ? 'profile' : `person:${post.by}`),
      ],
    ]);
  };

  const share = (post) =>
    menu(t('share'), [
      [
        t('share-feed'),
        'icon:share-2',
        () =>
          askAudience(defaultAudience(), ({ audience, except }) =>
            write({ kind: 'relay', of: post.id, audience, except }, t('shared')),
          ),
      ],
      config().threads.length > 0 && [
        t('share-message'),
        'icon:send',
        () =>
          askPlace(t('share-message'), (thread) =>
            write({ kind: 'message', of: post.id, thread }, t('forwarded')),
          ),
      ],
    ]);

  const drawComment = (post, one, frozen) => {
    const state = can(`comment/${one.id}`) ? now(`comment/${one.id}`) : 'shown';
    if (state === 'deleted' || (frozen && state === 'hidden')) return null;
    const reason = now(`report/${one.id}`);
    return h(
      'li',
      { class: state === 'hidden' ? 'comment is-hidden' : 'comment' },
      avatar(one.by),
      h(
        'div',
        { class: 'comment-body' },
        frozen ? h('b', {}, nameOf(one.by)) : nameButton(one.by, one.id),
        h('p', {}, rich(one.text, one.id)),
        state === 'hidden' && mark(t('comment-hidden'), 'icon:eye-off'),
        reason !== '' && mark(t('reported-for', { reason }), 'icon:flag'),
      ),
      !frozen &&
        (can(`comment/${one.id}`) || can(`report/${one.id}`)) &&
        only(
          t('comment-options', { name: nameOf(one.by) }),
          'icon:ellipsis',
          () =>
            menu(short(one.text), [
              can(`comment/${one.id}`) &&
                post.by === me() && [
                  t(state === 'hidden' ? 'unhide' : 'hide'),
                  'icon:eye-off',
                  () => set({ [`comment/${one.id}`]: state === 'hidden' ? 'shown' : 'hidden' }, t('hidden')),
                ],
              can(`report/${one.id}`) && [
                t('report'),
                'icon:flag',
                () => askReport(one.id, t('comment-of', { name: nameOf(one.by) })),
              ],
              can(`comment/${one.id}`) && [
                t('delete'),
                'icon:trash-2',
                () => set({ [`comment/${one.id}`]: 'deleted' }, t('deleted')),
              ],
            ]),
          { 'data-key': `more ${one.id}` },
        ),
    );
  };

  const drawRelayed = (post) => {
    const first = postOf(post.relays);
    if (!first) return null;
    return h(
      'div',
      { class: 'relayed' },
      h('p', { class: 'soft' }, t('relays', { name: nameOf(first.by) })),
      first.scene && picture(first.scene, first.alt),
      h('p', {}, short(first.text)),
      button(t('see-first', { name: nameOf(first.by) }), 'icon:arrow-right', () => go(`post:${first.id}`), {
        'data-key': `first ${post.id}`,
      }),
    );
  };

  const drawPost = (post, { frozen = false } = {}) => {
    const { id } = post;
    const open = app.view.more.includes(id);
    const liked = now(`like/${id}`) === true;
    const comments = commentsOf(post);
    const reason = now(`report/${id}`);
    const text = can(`text/${id}`) ? now(`text/${id}`) : post.text;
    const key = frozen ? `as ${id}` : id;
    return h(
      'article',
      { class: 'post', 'aria-label': t('post-of', { name: nameOf(post.by) }) },
      h(
        'div',
        { class: 'post-head' },
        avatar(post.by),
        h(
          'div',
          { class: 'post-who' },
          frozen ? h('b', {}, nameOf(post.by)) : nameButton(post.by, key),
          h('p', { class: 'post-when' }, post.when || t('just-now'), ' · ', audienceLine(post, frozen)),
        ),
        !frozen &&
          only(t('options-of', { name: nameOf(post.by) }), 'icon:ellipsis', () => optionsFor(post), {
            'data-key': `more ${id}`,
          }),
      ),
      can(`featured/${id}`) && now(`featured/${id}`) && mark(t('featured'), 'icon:star'),
      text !== '' &&
        h(
          'p',
          { class: 'words' },
          rich(text, key),
          post.more !== '' && open && h('span', {}, ' ', rich(post.more, `${key}-more`)),
        ),
      post.more !== '' &&
        h(
          'button',
          {
            type: 'button',
            class: 'more',
            'aria-expanded': open ? 'true' : 'false',
            'data-key': `plus ${key}`,
            onclick: () =>
              app.show({ more: open ? app.view.more.filter((one) => one !== id) : [...app.view.more, id] }),
          },
          t(open ? 'less' : 'plus'),
        ),
      post.relays !== null && drawRelayed(post),
      post.scene && picture(post.scene, post.alt),
      post.tags.length > 0 &&
        h(
          'p',
          { class: 'soft' },
          t('with', {
            names: post.tags
              .filter((one) => one !== me() || now(`tag/${id}`) !== 'off')
              .map(nameOf)
              .join(', '),
          }),
        ),
      reason !== '' && mark(t('reported-for', { reason }), 'icon:flag'),
      h(
        'p',
        { class: 'counts' },
        t('likes', { count: post.likes + (liked ? 1 : 0) }),
        ' · ',
        t('comments', { count: comments.length }),
      ),
      !frozen &&
        h(
          'div',
          { class: 'post-acts' },
          can(`like/${id}`) &&
            button(t('like'), 'icon:heart', () => set({ [`like/${id}`]: !liked }), {
              'aria-pressed': liked ? 'true' : 'false',
              'data-key': `like ${id}`,
            }),
          button(
            t('comment'),
            'icon:message-square',
            () =>
              askWords({
                title: t('comment-title', { name: nameOf(post.by) }),
                label: t('text'),
                action: t('publish'),
                done: (words) => write({ kind: 'comment', of: id, text: words }, t('commented')),
              }),
            { 'data-key': `comment ${id}` },
          ),
          button(t('share'), 'icon:share-2', () => share(post), { 'data-key': `share ${id}` }),
        ),
      comments.length > 0 &&
        h(
          'ul',
          { class: 'comments', 'aria-label': t('comments-list') },
          comments.map((one) => drawComment(post, one, frozen)),
        ),
    );
  };

  const posts = (list, more) =>
    list.length === 0
      ? h('p', { class: 'empty' }, t('empty-posts'))
      : h(
          'div',
          { class: 'posts' },
          list.map((post) => drawPost(post, more)),
        );

  const defaultAudience = () => ({
    audience: String(effect(config(), values(), 'new-posts') ?? 'public'),
    except: [],
  });

  const drawCompose = (group) => {
    const { compose } = app.view;
    const chosen = group
      ? { audience: `group:${group}`, except: [] }
      : {
          ...defaultAudience(),
          ...(compose.audience ? { audience: compose.audience, except: compose.except } : {}),
        };
    const note = (change) => app.note({ compose: { ...app.view.compose, ...change } });
    return h(
      'section',
      { class: 'compose', 'aria-label': t('compose') },
      avatar(me()),
      h('textarea', {
        rows: '2',
        maxlength: '600',
        'aria-label': t('compose'),
        placeholder: t('compose-hint'),
        'data-key': 'compose',
        value: compose.text,
        oninput: ({ target }) => note({ text: target.value.slice(0, 600) }),
      }),
      h(
        'div',
        { class: 'compose-acts' },
        h(
          'button',
          {
            type: 'button',
            class: 'audience',
            'data-key': 'compose audience',
            disabled: Boolean(group),
            onclick: () =>
              askAudience(chosen, (wanted) => app.show({ compose: { ...app.view.compose, ...wanted } })),
          },
          icon(signOf(chosen.audience)),
          h('span', { class: 'unseen' }, t('visible-to')),
          h('span', {}, audienceWords(chosen)),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'press press-main',
            'data-key': 'publish',
            onclick: () => {
              const text = app.view.compose.text.trim();
              if (text === '') {
                app.show({ fault: t('fault.empty') });
                return;
              }
              app.view = { ...app.view, compose: { text: '', audience: '', except: [] }, fault: '' };
              write({ kind: 'post', text, ...chosen }, t('published'));
            },
          },
          t('publish'),
        ),
      ),
      app.view.fault !== '' && h('p', { class: 'fault', role: 'alert' }, app.view.fault),
    );
  };

  // ---- pages

  const drawFeed = () => [title(t('nav.feed')), drawCompose(), posts(feedOf(config(), app.state))];

  const drawTag = (tag) => [
    title(tag),
    posts(
      feedOf(config(), app.state).filter((post) =>
        `${post.text} ${post.more}`
          .toLowerCase()
          .split(/[^\p{L}\p{N}_#]+/u)
          .includes(tag),
      ),
    ),
  ];

  const drawOne = (id) => {
    const post = postOf(id);
    const open = post && sees(config(), values(), me(), post);
    return [title(t('post')), open ? posts([post]) : h('p', { class: 'empty' }, t('gone'))];
  };

  const facts = (one) =>
    one.facts.length > 0 &&
    h(
      'dl',
      { class: 'facts' },
      one.facts.map(({ label, value }) => h('div', {}, h('dt', {}, label), h('dd', {}, value))),
    );

  const drawFriendsOf = (id) => {
    const friends = friendsOf(config(), values(), id);
    return (
      friends.length > 0 &&
      h(
        'p',
        { class: 'soft' },
        t('friends-of', { count: friends.length, names: friends.map(nameOf).join(', ') }),
      )
    );
  };

  const card = (id, more) =>
    h(
      'div',
      { class: 'card' },
      h('div', { class: 'card-face' }, avatar(id)),
      h('div', { class: 'card-words' }, more),
    );

  const drawProfile = () => {
    const { as } = app.view;
    const one = person(me());
    const waiting = config().posts.filter((post) => now(`tag/${post.id}`) === 'waits');
    const viewers = [
      STRANGER,
      ...config()
        .people.map(({ id }) => id)
        .filter((id) => id !== me()),
    ];
    const open = (part) => as === null || showsPart(config(), values(), part, as);
    return [
      title(t('my-profile')),
      card(me(), [
        h('p', { class: 'big' }, one.name, badge(me())),
        one.about !== '' && open('about') && h('p', {}, one.about),
        open('about') && facts(one),
        open('friends-list') && drawFriendsOf(me()),
      ]),
      h(
        'div',
        { class: as === null ? 'as' : 'as is-on' },
        icon('icon:eye'),
        select(
          t('see-as'),
          'see as',
          [['', t('myself')], ...viewers.map((id) => [id, nameOf(id)])],
          as ?? '',
          (id) =>
            app.show({ as: id === '' ? null : id }, id === '' ? '' : t('seen-as', { name: nameOf(id) })),
        ),
        as !== null && h('p', { class: 'as-note' }, t('seen-as', { name: nameOf(as) })),
      ),
      as === null &&
        waiting.length > 0 &&
        h(
          'section',
          { class: 'waiting', 'aria-label': t('waiting') },
          h('h2', {}, t('waiting')),
          waiting.map((post) => [
            drawPost(post, { frozen: true }),
            h(
              'div',
              { class: 'sheet-actions' },
              button(t('accept'), 'icon:check', () => set({ [`tag/${post.id}`]: 'on' }, t('tagged')), {
                class: 'press with-icon',
                'data-key': `tag-on ${post.id}`,
              }),
              button(t('refuse'), 'icon:x', () => set({ [`tag/${post.id}`]: 'off' }, t('untagged')), {
                class: 'press with-icon',
                'data-key': `tag-off ${post.id}`,
              }),
            ),
          ]),
        ),
      posts(profileOf(config(), app.state, me(), as ?? me()), { frozen: as !== null }),
    ];
  };

  const linkActs = (id) => {
    const link = now(`person/${id}`);
    const to = (next, said) => () => set({ [`person/${id}`]: next }, t(said, { name: nameOf(id) }));
    const first = person(id).link;
    const act = (label, sign, run) =>
      button(t(label), sign, run, {
        class: 'press with-icon',
        'data-key': `${label} ${id}`,
        'aria-label': t('act-on', { act: t(label), name: nameOf(id) }),
      });
    if (link === 'blocked')
      return [act('unblock', 'icon:ban', to(first === 'friend' ? 'none' : first, 'unblocked'))];
    return [
      link === 'asks' && act('accept', 'icon:check', to('friend', 'befriended')),
      link === 'asks' && act('refuse', 'icon:x', to('none', 'refused')),
      link === 'none' && act('add', 'icon:user-plus', to(first === 'none' ? 'asked' : 'friend', 'asked')),
      link === 'asked' && act('unask', 'icon:x', to('none', 'unasked')),
      link === 'friend' && act('unfriend', 'icon:user-minus', to('none', 'unfriended')),
    ];
  };

  const drawPerson = (id) => {
    const one = person(id);
    const link = now(`person/${id}`);
    const blocked = link === 'blocked';
    const quiet = now(`quiet/${id}`) === true;
    const reason = now(`report/${id}`);
    return [
      title(one.name),
      card(id, [
        h('p', { class: 'big' }, one.name, badge(id)),
        h('p', { class: 'soft' }, t(`link.${link}`)),
        one.about !== '' && h('p', {}, one.about),
        facts(one),
        drawFriendsOf(id),
        quiet && mark(t('quiet-on'), 'icon:bell-off'),
        reason !== '' && mark(t('reported-for', { reason }), 'icon:flag'),
      ]),
      h(
        'div',
        { class: 'sheet-actions card-acts' },
        linkActs(id),
        !blocked &&
          button(t('write'), 'icon:message-circle', () => go(`to:${id}`), {
            class: 'press with-icon',
            'data-key': 'write',
          }),
        button(
          t(quiet ? 'quiet-off' : 'quiet'),
          'icon:bell-off',
          () => set({ [`quiet/${id}`]: !quiet }, t(quiet ? 'quiet-off' : 'quiet-on')),
          {
            class: 'press with-icon',
            'data-key': 'quiet',
          },
        ),
        can(`report/${id}`) &&
          button(t('report'), 'icon:flag', () => askReport(id, t('account-of', { name: one.name })), {
            class: 'press with-icon',
            'data-key': 'report',
          }),
        !blocked &&
          button(
            t('block'),
            'icon:ban',
            () =>
              ask({
                title: t('block-title', { name: one.name }),
                body: h('p', {}, t('block-help')),
                actions: [
                  {
                    label: t('block'),
                    main: true,
                    act: () => set({ [`person/${id}`]: 'blocked' }, t('blocked', { name: one.name })),
                  },
                ],
              }),
            { class: 'press with-icon', 'data-key': 'block' },
          ),
      ),
      blocked
        ? h('p', { class: 'empty' }, t('blocked', { name: one.name }))
        : posts(profileOf(config(), app.state, id, me())),
    ];
  };

  const row = (id, words, acts) =>
    h(
      'li',
      { class: 'row' },
      avatar(id),
      h('div', { class: 'row-words' }, words),
      h('div', { class: 'row-acts' }, acts),
    );

  const drawFriends = () => {
    const others = config().people.filter((one) => one.id !== me());
    const part = (name, list) =>
      list.length > 0 && [
        h('h2', { class: 'part' }, t(`friends.${name}`)),
        h(
          'ul',
          { class: 'rows' },
          list.map(({ id, about }) =>
            row(
              id,
              [nameButton(id, `friend ${id}`), about !== '' && h('p', { class: 'soft' }, about)],
              linkActs(id),
            ),
          ),
        ),
      ];
    const linked = (...links) => others.filter(({ id }) => links.includes(now(`person/${id}`)));
    return [
      title(t('nav.friends')),
      part('asks', linked('asks')),
      part('mine', linked('friend')),
      part('others', linked('none', 'asked')),
      part('blocked', linked('blocked')),
    ];
  };

  const notifySelect = (id) =>
    select(
      t('notify'),
      `notify ${id}`,
      NOTIFY.map((one) => [one, t(`notify.${one}`)]),
      now(`notify/${id}`),
      (one) => set({ [`notify/${id}`]: one }, t(`notify.${one}`)),
    );

  const drawGroups = () => [
    title(t('nav.groups')),
    h(
      'ul',
      { class: 'rows' },
      config().groups.map((one) =>
        h(
          'li',
          { class: 'row' },
          crest(one.name),
          h(
            'div',
            { class: 'row-words' },
            h(
              'button',
              {
                type: 'button',
                class: 'name',
                'data-key': `group ${one.id}`,
                onclick: () => go(`group:${one.id}`),
              },
              one.name,
            ),
            h(
              'p',
              { class: 'soft' },
              t('members', {
                count: Object.keys(one.roles).filter((id) => isMember(roleOf(values(), one, id))).length,
              }),
            ),
          ),
        ),
      ),
    ),
  ];

  const crest = (name) =>
    h('span', { class: `crest crest-${hash(name) % 4}`, 'aria-hidden': 'true' }, [...name][0]);

  const drawGroup = (id) => {
    const group = groupOf(id);
    const mine = roleOf(values(), group, me());
    const admin = group.roles[me()] === 'admin';
    const members = Object.keys(group.roles).filter((one) => roleOf(values(), group, one) !== 'none');
    const roleSelect = (one) => {
      const key = `role/${id}/${one}`;
      const role = roleOf(values(), group, one);
      const to = (next) => set({ [key]: next }, `${nameOf(one)} : ${t(`role.${next}`)}`);
      if (role === 'asks')
        return admin
          ? [
              button(t('accept'), 'icon:check', () => to('member'), {
                class: 'press with-icon',
                'data-key': `in ${one}`,
                'aria-label': t('act-on', { act: t('accept'), name: nameOf(one) }),
              }),
              button(t('refuse'), 'icon:x', () => to('none'), {
                class: 'press with-icon',
                'data-key': `out ${one}`,
                'aria-label': t('act-on', { act: t('refuse'), name: nameOf(one) }),
              }),
            ]
          : null;
      if (!admin) return h('span', { class: 'soft' }, t(`role.${role}`));
      return [
        h(
          'select',
          {
            'data-key': `role ${one}`,
            'aria-label': t('role-of', { name: nameOf(one) }),
            onchange: ({ target }) => to(target.value),
          },
          ['member', 'moderator', 'admin'].map((each) =>
            h('option', { value: each, selected: each === role }, t(`role.${each}`)),
          ),
        ),
        one !== me() &&
          only(t('act-on', { act: t('remove'), name: nameOf(one) }), 'icon:user-minus', () => to('none'), {
            'data-key': `remove ${one}`,
          }),
      ];
    };
    const shown = allPosts(config(), app.state).filter(
      (post) => audienceOf(values(), post).audience === `group:${id}` && sees(config(), values(), me(), post),
    );
    return [
      title(group.name),
      group.about !== '' && h('p', { class: 'pad' }, group.about),
      h(
        'details',
        {
          class: 'pad members',
          open: app.view.members ? true : null,
          ontoggle: ({ target }) => app.note({ members: target.open }),
        },
        h(
          'summary',
          { 'data-key': 'members' },
          t('members', { count: members.filter((one) => isMember(roleOf(values(), group, one))).length }),
        ),
        admin &&
          h(
            'dl',
            { class: 'facts' },
            ['member', 'moderator', 'admin'].map((one) =>
              h('div', {}, h('dt', {}, t(`role.${one}`)), h('dd', {}, t(`role-help.${one}`))),
            ),
          ),
        h(
          'ul',
          { class: 'rows' },
          members.map((one) => row(one, [nameButton(one, `member ${one}`)], roleSelect(one))),
        ),
      ),
      isMember(mine) &&
        h(
          'div',
          { class: 'pad group-acts' },
          notifySelect(id),
          button(t('leave'), 'icon:log-out', () => set({ [`role/${id}/${me()}`]: 'none' }, t('left')), {
            class: 'press with-icon',
            'data-key': 'leave',
          }),
        ),
      isMember(mine) && drawCompose(id),
      isMember(mine) ? posts(shown) : h('p', { class: 'empty' }, t('group-closed')),
    ];
  };

  // ---- messages

  const threadName = (one) => one.name || one.with.map(nameOf).join(', ');
  const isThere = (one) =>
    now(`left/${one.id}`) !== true &&
    !(one.with.length === 1 && one.name === '' && now(`person/${one.with[0]}`) === 'blocked');
  const toKey = (to) => `to:${to.join('+')}`;
  /** Discussions, and those begun here. */
  const threads = () => {
    const begun = app.state.written.filter((one) => one.kind === 'message' && one.thread === null);
    const made = [...new Set(begun.map((one) => toKey(one.to)))].map((key) => ({
      id: key,
      name: '',
      with: key.slice(3).split('+'),
      messages: [],
    }));
    const there = config().threads.filter(isThere);
    const pinned = (one) => now(`pinned/${one.id}`) === true;
    return [...there.filter(pinned), ...made, ...there.filter((one) => !pinned(one))];
  };
  const threadOf = (page) => {
    if (page.startsWith('thread:')) return config().threads.find((one) => one.id === page.slice(7));
    const to = page.slice(3).split('+');
    const known = config().threads.find((one) => one.name === '' && one.with.join('+') === to.join('+'));
    return known ?? { id: page, name: '', with: to, messages: [] };
  };
  const messagesOf = (thread) => [
    ...thread.messages,
    ...app.state.written.flatMap((one, rank) =>
      one.kind === 'message' &&
      (one.thread === thread.id || (one.thread === null && toKey(one.to) === thread.id))
        ? [
            {
              id: `written-${rank}`,
              by: me(),
              text: one.text,
              when: t('just-now'),
              reply: one.reply,
              of: one.of,
            },
          ]
        : [],
    ),
  ];
  const allMessages = () => config().threads.flatMap((one) => one.messages);

  const drawThreads = () => [
    title(
      t('nav.messages'),
      button(t('new-message'), 'icon:pencil', () => askPeople(t('new-message'), (to) => go(toKey(to))), {
        'data-key': 'new message',
      }),
    ),
    h(
      'ul',
      { class: 'rows' },
      threads().map((one) => {
        const list = messagesOf(one);
        const last = list[list.length - 1];
        return h(
          'li',
          { class: 'row' },
          one.name === '' && one.with.length === 1 ? avatar(one.with[0]) : crest(threadName(one)),
          h(
            'div',
            { class: 'row-words' },
            h(
              'button',
              {
                type: 'button',
                class: 'name',
                'data-key': `thread ${one.id}`,
                onclick: () => go(one.id.startsWith('to:') ? one.id : `thread:${one.id}`),
              },
              threadName(one),
            ),
            one.name !== '' && h('p', { class: 'soft' }, t('members', { count: one.with.length + 1 })),
            last && h('p', { class: 'soft last' }, `${nameOf(last.by)} : ${short(last.text)}`),
          ),
          h(
            'div',
            { class: 'row-signs' },
            now(`pinned/${one.id}`) === true && [
              icon('icon:pin'),
              h('span', { class: 'unseen' }, t('pinned')),
            ],
            can(`notify/${one.id}`) &&
              now(`notify/${one.id}`) !== 'all' && [
                icon('icon:bell-off'),
                h('span', { class: 'unseen' }, t(`notify.${now(`notify/${one.id}`)}`)),
              ],
          ),
        );
      }),
    ),
  ];

  const drawMessage = (thread, one) => {
    const mine = one.by === me();
    const hidden = !mine && now(`person/${one.by}`) === 'blocked';
    const quoted =
      one.reply === null
        ? null
        : [...allMessages(), ...messagesOf(thread)].find((each) => each.id === one.reply);
    const of =
      one.of &&
      ([...allMessages(), ...allPosts(config(), app.state)].find((each) => each.id === one.of) ?? null);
    const reason = now(`report/${one.id}`);
    const real = !one.id.startsWith('written-');
    return h(
      'li',
      { class: mine ? 'message is-mine' : 'message' },
      !mine && avatar(one.by),
      h(
        'div',
        { class: 'bubble' },
        h(
          'p',
          { class: 'bubble-who' },
          h('b', {}, mine ? t('you') : nameOf(one.by)),
          ' ',
          h('span', { class: 'soft' }, one.when),
        ),
        quoted && h('p', { class: 'quoted' }, `${nameOf(quoted.by)} : ${short(quoted.text)}`),
        of && h('p', { class: 'quoted' }, t('forwarded-of', { name: nameOf(of.by) }), ' ', of.text),
        hidden
          ? h('p', { class: 'soft' }, t('message-hidden'))
          : one.text !== '' && h('p', {}, rich(one.text, one.id)),
        now(`capture/${one.id}`) === true && mark(t('captured'), 'icon:camera'),
        reason !== '' && mark(t('reported-for', { reason }), 'icon:flag'),
      ),
      real &&
        !hidden &&
        only(
          t('message-options', { text: short(one.text) }),
          'icon:ellipsis',
          () =>
            menu(short(one.text), [
              [
                t('reply'),
                'icon:reply',
                () => app.show({ reply: { ...app.view.reply, [thread.id]: one.id } }),
              ],
              [
                t('forward'),
                'icon:forward',
                () =>
                  askPlace(t('forward'), (place) =>
                    write({ kind: 'message', of: one.id, thread: place }, t('forwarded')),
                  ),
              ],
              [t('capture'), 'icon:camera', () => set({ [`capture/${one.id}`]: true }, t('captured'))],
              can(`report/${one.id}`) && [
                t('report'),
                'icon:flag',
                () => askReport(one.id, t('message-of', { name: nameOf(one.by) })),
              ],
              !mine && [t('see-author', { name: nameOf(one.by) }), 'icon:user', () => go(`person:${one.by}`)],
            ]),
          { 'data-key': `more ${one.id}` },
        ),
    );
  };

  const drawThread = (page) => {
    const thread = threadOf(page);
    if (!thread || !isThere(thread))
      return [title(t('nav.messages')), h('p', { class: 'empty' }, t('thread-gone'))];
    const { id } = thread;
    const list = messagesOf(thread);
    const reply = list.find((one) => one.id === app.view.reply[id]);
    const pinned = now(`pinned/${id}`) === true;
    const text = app.view.typed[id] ?? '';
    const type = (value) => ({ typed: { ...app.view.typed, [id]: value.slice(0, 600) } });
    const send = () => {
      const words = (app.view.typed[id] ?? '').trim();
      if (words === '') {
        app.show({ fault: t('fault.empty') });
        return;
      }
      const known = can(`pinned/${id}`);
      const { [id]: answered = null, ...others } = app.view.reply;
      app.view = { ...app.view, ...type(''), fault: '', reply: others };
      const where = known ? { thread: id } : { to: [...thread.with] };
      write({ kind: 'message', ...where, reply: answered, text: words }, t('sent'));
    };
    const ours = list.length - thread.messages.length;
    const bubbles = h(
      'ul',
      {
        class: 'messages',
        'data-scroll': `${id} ${ours}`,
        tabindex: '0',
        'aria-label': threadName(thread),
      },
      list.map((one) => drawMessage(thread, one)),
    );
    // What was just sent is seen.
    if (ours > 0 && ours !== app.view.sent[id]) {
      app.view.sent = { ...app.view.sent, [id]: ours };
      requestAnimationFrame(() => {
        bubbles.scrollTop = bubbles.scrollHeight;
      });
    }
    return [
      title(
        threadName(thread),
        can(`pinned/${id}`) &&
          only(
            t('thread-options'),
            'icon:settings',
            () =>
              menu(threadName(thread), [
                ...NOTIFY.map((one) => [
                  `${t('notify')} : ${t(`notify.${one}`)}${now(`notify/${id}`) === one ? ' ✓' : ''}`,
                  one === 'all' ? 'icon:bell' : 'icon:bell-off',
                  () => set({ [`notify/${id}`]: one }, t(`notify.${one}`)),
                ]),
                [
                  t(pinned ? 'unpin' : 'pin'),
                  'icon:pin',
                  () => set({ [`pinned/${id}`]: !pinned }, t(pinned ? 'unpin' : 'pinned')),
                ],
                [t('leave'), 'icon:log-out', () => set({ [`left/${id}`]: true }, t('left'))],
              ]),
            { 'data-key': 'thread options' },
          ),
      ),
      thread.name !== '' &&
        h('p', { class: 'soft pad' }, t('with', { names: thread.with.map(nameOf).join(', ') })),
      bubbles,
      h(
        'div',
        { class: 'write' },
        reply &&
          h(
            'p',
            { class: 'quoted' },
            t('reply-to', { name: nameOf(reply.by) }),
            ' ',
            short(reply.text),
            ' ',
            only(t('reply-cancel'), 'icon:x', () => app.show({ reply: { ...app.view.reply, [id]: null } }), {
              'data-key': 'reply cancel',
            }),
          ),
        h('textarea', {
          rows: '2',
          maxlength: '600',
          'aria-label': t('message-to', { name: threadName(thread) }),
          'data-key': 'message',
          value: text,
          oninput: ({ target }) => app.note(type(target.value)),
        }),
        h(
          'div',
          { class: 'sheet-actions' },
          h(
            'button',
            { type: 'button', class: 'press press-main', 'data-key': 'send', onclick: send },
            t('send'),
          ),
          thread.name !== '' &&
            button(
              t('mention'),
              'icon:at-sign',
              () =>
                menu(
                  t('mention'),
                  thread.with.map((one) => [
                    nameOf(one),
                    'icon:at-sign',
                    () =>
                      app.show(
                        type(`${app.view.typed[id] ?? ''}${app.view.typed[id] ? ' ' : ''}@${nameOf(one)} `),
                      ),
                  ]),
                ),
              { 'data-key': 'mention' },
            ),
        ),
        app.view.fault !== '' && h('p', { class: 'fault', role: 'alert' }, app.view.fault),
      ),
    ];
  };

  // ---- drafts, reports, settings

  const drawDrafts = () => [
    title(t('nav.drafts')),
    h(
      'div',
      { class: 'posts' },
      config()
        .posts.filter((post) => post.draft)
        .map((post) => {
          const state = postState(values(), post);
          const key = `post/${post.id}`;
          return h(
            'article',
            { class: 'post', 'aria-label': t('draft', { text: short(post.text) }) },
            h('p', { class: 'words' }, now(`text/${post.id}`)),
            post.scene && picture(post.scene, post.alt),
            h('p', {}, audienceLine(post)),
            state === 'draft'
              ? h(
                  'div',
                  { class: 'sheet-actions' },
                  button(t('publish'), 'icon:send', () => set({ [key]: 'online' }, t('published')), {
                    class: 'press with-icon',
                    'data-key': `publish ${post.id}`,
                  }),
                  button(t('throw'), 'icon:trash-2', () => set({ [key]: 'deleted' }, t('thrown')), {
                    class: 'press with-icon',
                    'data-key': `throw ${post.id}`,
                  }),
                )
              : [
                  mark(
                    t(state === 'online' ? 'published' : 'thrown'),
                    state === 'online' ? 'icon:check' : 'icon:trash-2',
                  ),
                  button(t('draft-again'), 'icon:undo-2', () => set({ [key]: 'draft' }, t('draft-again')), {
                    'data-key': `again ${post.id}`,
                  }),
                ],
          );
        }),
    ),
  ];

  const drawCases = () => [
    title(t('nav.cases')),
    config().charter !== '' &&
      h(
        'details',
        { class: 'charter', open: true },
        h('summary', {}, t('charter')),
        h('p', { class: 'words' }, config().charter),
      ),
    h(
      'div',
      { class: 'posts' },
      config().cases.map((one, rank) =>
        h(
          'article',
          { class: 'post', 'aria-label': t('case', { number: rank + 1 }) },
          h(
            'div',
            { class: 'post-head' },
            avatar(one.by),
            h(
              'div',
              { class: 'post-who' },
              h('b', {}, nameOf(one.by)),
              one.past !== '' && h('p', { class: 'soft' }, one.past),
            ),
          ),
          h('p', { class: 'words' }, one.text),
          one.reason !== '' && mark(t('reported-for', { reason: one.reason }), 'icon:flag'),
          select(
            t('measure', { number: rank + 1 }),
            `measure ${one.id}`,
            [['', t('measure-none')], ...config().measures.map((each) => [each, each])],
            now(`measure/${one.id}`),
            (each) => set({ [`measure/${one.id}`]: each }, each),
          ),
        ),
      ),
    ),
  ];

  const drawSettings = () => [
    title(t('nav.settings')),
    h(
      'ul',
      { class: 'rows' },
      config().settings.map((one, rank) =>
        h(
          'li',
          {},
          h(
            'button',
            {
              type: 'button',
              class: 'tool wide-tool',
              'data-key': `settings ${rank}`,
              onclick: () => go(`settings:${rank}`),
            },
            icon('icon:settings'),
            h('span', {}, one.title),
          ),
        ),
      ),
    ),
  ];

  const drawSetting = (one) => {
    const key = `setting/${one.id}`;
    const value = now(key);
    const put = (next, word = String(next)) => set({ [key]: next }, `${one.label} : ${word}`);
    const help = one.help !== '' && h('p', { class: 'soft' }, one.help);
    if (one.kind === 'switch')
      return h(
        'div',
        { class: 'setting' },
        h(
          'button',
          {
            type: 'button',
            class: 'switch',
            role: 'switch',
            'aria-checked': value ? 'true' : 'false',
            'data-key': key,
            onclick: () => put(!value, t(value ? 'off' : 'on')),
          },
          h('span', {}, one.label),
          h('span', { class: 'knob', 'aria-hidden': 'true' }),
        ),
        help,
      );
    if (one.kind === 'pictures')
      return h(
        'fieldset',
        { class: 'setting plain' },
        h('legend', {}, one.label),
        help,
        h(
          'div',
          { class: 'scenes' },
          one.scenes.map((each) =>
            h(
              'label',
              { class: 'scene' },
              picture(each.scene, ''),
              h(
                'span',
                { class: 'scene-label' },
                h('input', {
                  type: 'radio',
                  name: one.id,
                  checked: value === each.label,
                  'data-key': `${key} ${each.label}`,
                  onchange: () => put(each.label),
                }),
                h('span', {}, each.label),
              ),
            ),
          ),
        ),
      );
    if (one.kind === 'entry')
      return h(
        'p',
        { class: 'setting line' },
        h('label', { for: key }, one.label),
        h('input', {
          type: 'text',
          id: key,
          value,
          maxlength: '120',
          autocomplete: 'off',
          'data-key': key,
          'aria-describedby': one.help === '' ? false : `${key}-help`,
          onchange: ({ target }) => put(target.value.trim()),
        }),
        one.help !== '' && h('span', { class: 'soft', id: `${key}-help` }, one.help),
      );
    if (one.kind === 'slider')
      return h(
        'p',
        { class: 'setting line' },
        h('label', { for: key }, one.label, ' ', h('b', {}, String(value))),
        h('input', {
          type: 'range',
          id: key,
          min: one.min,
          max: one.max,
          step: 1,
          value,
          'data-key': key,
          'aria-describedby': one.help === '' ? false : `${key}-help`,
          onchange: ({ target }) => put(Number(target.value)),
        }),
        one.help !== '' && h('span', { class: 'soft', id: `${key}-help` }, one.help),
      );
    const options = optionsOf(config(), one).map((each) => [
      each,
      one.kind === 'audience' ? audienceName(each) : each,
    ]);
    return h(
      'div',
      { class: 'setting' },
      select(one.label, key, options, value, (each) => put(each)),
      help,
    );
  };

  const drawSection = (rank) => {
    const section = config().settings[rank];
    return [title(section.title), h('div', { class: 'settings' }, section.items.map(drawSetting))];
  };

  const drawPage = (page) => {
    const [kind, id] = [page.split(':')[0], page.slice(page.indexOf(':') + 1)];
    if (kind === 'person') return drawPerson(id);
    if (kind === 'group') return drawGroup(id);
    if (kind === 'thread' || kind === 'to') return drawThread(page);
    if (kind === 'tag') return drawTag(id);
    if (kind === 'post') return drawOne(id);
    if (page.startsWith('settings:')) return drawSection(Number(id));
    const pages = {
      profile: drawProfile,
      friends: drawFriends,
      groups: drawGroups,
      messages: drawThreads,
      drafts: drawDrafts,
      cases: drawCases,
      settings: drawSettings,
    };
    return (pages[page] ?? drawFeed)();
  };

  const drawNav = () => {
    const at = [...app.view.stack, app.view.page].reverse().find((page) => page in NAV);
    return h(
      'header',
      { class: 'top' },
      h(
        'p',
        { class: 'brand' },
        h('span', { class: 'crest crest-1', 'aria-hidden': 'true' }, [...config().name][0]),
        config().name,
      ),
      h(
        'nav',
        { class: 'nav', 'aria-label': t('nav') },
        Object.entries(NAV)
          .filter(([page]) => has[page]())
          .map(([page, sign]) =>
            button(t(`nav.${page}`), sign, () => goHome(page), {
              class: 'tool nav-tool',
              'data-key': `nav ${page}`,
              'aria-current': at === page ? 'true' : false,
            }),
          ),
      ),
    );
  };

  window.Practical.define({
    view: ({ open }) => ({
      page: open,
      stack: [],
      as: null,
      more: [],
      compose: { text: '', audience: '', except: [] },
      typed: {},
      reply: {},
      sent: {},
      members: true,
      fault: '',
    }),
    draw(given) {
      app = given;
      slots = slotsOf(app.config);
      return h('div', { class: 'net' }, drawNav(), h('main', { class: 'main' }, drawPage(app.view.page)));
    },
  });
})();
