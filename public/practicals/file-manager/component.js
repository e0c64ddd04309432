/* A file manager. A state is a list of paths, each with the rank of its file; see `src/engine/practicals/file-manager.ts`. */
(() => {
  const { h, icon, button, ask, askText, locale } = window.Practical;
  const t = (name, values) => window.Practical.t(`practical.file-manager.${name}`, values);

  const BIN = ':bin';
  const MOST_ITEMS = 380;
  const FORBIDDEN = /[\\/:*?"<>|]/;
  const TYPES = {
    image: { sign: 'icon:file-image', ends: ['png', 'jpg', 'jpeg', 'gif', 'svg', 'webp'] },
    text: { sign: 'icon:file-text', ends: ['txt', 'md'] },
    document: { sign: 'icon:file-text', ends: ['odt', 'doc', 'docx', 'pdf', 'rtf'] },
    sheet: { sign: 'icon:file-spreadsheet', ends: ['ods', 'xls', 'xlsx', 'csv'] },
    slides: { sign: 'icon:presentation', ends: ['odp', 'ppt', 'pptx'] },
    sound: { sign: 'icon:file-music', ends: ['mp3', 'wav', 'ogg', 'm4a', 'flac'] },
    video: { sign: 'icon:file-video-camera', ends: ['mp4', 'avi', 'mkv', 'webm', 'mov'] },
    archive: { sign: 'icon:file-archive', ends: ['zip', '7z', 'tar', 'gz'] },
    page: { sign: 'icon:file-code', ends: ['html', 'htm'] },
    program: { sign: 'icon:app-window', ends: ['exe', 'msi', 'apk', 'dmg', 'bat', 'scr', 'js'] },
  };
  /** What an archive gains: little on what is compressed already. */
  const DENSE =
    /\.(png|jpe?g|gif|webp|mp3|ogg|m4a|mp4|avi|mkv|webm|mov|zip|7z|gz|pdf|docx|xlsx|odt|ods|odp)$/i;

  const parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const nameOf = (path) => path.slice(path.lastIndexOf('/') + 1);
  const endOf = (name) => (/\.([^.]+)$/.exec(name)?.[1] ?? '').toLowerCase();
  const stemOf = (name) => name.replace(/(.)\.[^.]+$/, '$1');
  const join = (folder, name) => (folder === '' ? name : `${folder}/${name}`);
  const isWithin = (path, folder) => path === folder || path.startsWith(`${folder}/`);
  const isFolder = (item) => item.folder === true;
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

  let app = null;
  /** Paths being dragged. */
  let dragged = [];

  // ---- what is known of an item

  const fileOf = (item) => app.config.files[item.file];
  const bytesOf = (item) => {
    if (item.file !== undefined) return fileOf(item).bytes;
    if (!item.zip) return -1;
    return item.zip.reduce(
      (sum, one) => sum + app.config.files[one.file].bytes * (DENSE.test(one.path) ? 0.97 : 0.35),
      200,
    );
  };
  const sizeText = (bytes) => {
    const units = ['o', 'ko', 'Mo', 'Go', 'To'];
    let unit = 0;
    let value = bytes;
    for (; value >= 1000 && unit < units.length - 1; unit += 1) value /= 1000;
    const number = new Intl.NumberFormat(locale, {
      maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
    }).format(value);
    return `${number}\u00a0${t(`unit.${units[unit]}`)}`;
  };
  const sizeOf = (item) =>
    item.file !== undefined ? fileOf(item).size : item.zip ? sizeText(bytesOf(item)) : '';
  const whenOf = (item) => (item.file !== undefined ? fileOf(item).modified : '');
  const whenText = (when) => {
    if (when === '') return '';
    const [year, month, day, hour, minute] = when.split(/[- :]/);
    return `${day}/${month}/${year} ${hour}:${minute}`;
  };
  const kindOf = (item) => {
    if (isFolder(item)) return 'folder';
    if (item.zip) return 'archive';
    const end = endOf(nameOf(item.path));
    return Object.keys(TYPES).find((name) => TYPES[name].ends.includes(end)) ?? 'other';
  };
  const typeText = (item) => {
    const end = isFolder(item) ? '' : endOf(nameOf(item.path));
    return end === '' ? t(`type.${kindOf(item)}`) : `${t(`type.${kindOf(item)}`)} (${end.toUpperCase()})`;
  };
  const signOf = (item) => {
    if (isFolder(item)) return 'icon:folder';
    if (!app.config.showTypes) return 'icon:file';
    return TYPES[(item.file !== undefined && fileOf(item).icon) || kindOf(item)]?.sign ?? 'icon:file';
  };
  const shownName = (item) => {
    const name = nameOf(item.path);
    return isFolder(item) || app.view.extensions ? name : stemOf(name);
  };

  // ---- changes: each gives a new state

  const withSelection = (state, selected) => ({ ...state, selected });
  const freeName = (items, path) => {
    const taken = new Set(items.map((item) => plain(item.path)));
    if (!taken.has(plain(path))) return path;
    const name = nameOf(path);
    const end = endOf(name) === '' ? '' : name.slice(stemOf(name).length);
    for (let number = 1; ; number += 1) {
      const label = number === 1 ? t('copy-suffix') : `${t('copy-suffix')} ${number}`;
      const next = join(parentOf(path), `${stemOf(name)} - ${label}${end}`);
      if (!taken.has(plain(next))) return next;
    }
  };
  const rebased = (item, from, to) => ({ ...item, path: to + item.path.slice(from.length) });

  const moveTo = (state, paths, folder) => {
    let { items } = state;
    const landed = [];
    for (const path of paths) {
      if (parentOf(path) === folder || isWithin(folder, path)) continue;
      const to = freeName(items, join(folder, nameOf(path)));
      items = items.map((item) => (isWithin(item.path, path) ? rebased(item, path, to) : item));
      landed.push(to);
    }
    return { ...state, items, selected: landed };
  };
  const copyTo = (state, paths, folder) => {
    let { items } = state;
    const landed = [];
    for (const path of paths) {
      if (isWithin(folder, path) && folder !== parentOf(path)) continue;
      const to = freeName(items, join(folder, nameOf(path)));
      const copies = items.filter((item) => isWithin(item.path, path)).map((item) => rebased(item, path, to));
      if (items.length + copies.length > MOST_ITEMS) break;
      items = [...items, ...copies];
      landed.push(to);
    }
    return { ...state, items, selected: landed };
  };
  const throwAway = (state, paths) => {
    const goes = (item) => paths.some((path) => isWithin(item.path, path));
    return {
      items: state.items.filter((item) => !goes(item)),
      bin: [...state.bin, ...state.items.filter(goes)],
      selected: [],
    };
  };
  /** The folders above a path, made where they are missing. */
  const withFolders = (items, path) => {
    const above = parentOf(path);
    if (above === '' || items.some((item) => item.path === above)) return items;
    return [...withFolders(items, above), { path: above, folder: true }];
  };
  /** What a row of the bin stands for: itself and, of a folder, what it held. */
  const binGroup = (bin, rank) =>
    isFolder(bin[rank])
      ? bin.flatMap((item, index) => (isWithin(item.path, bin[rank].path) ? [index] : []))
      : [rank];
  const binRows = (bin) =>
    bin.flatMap((item, rank) =>
      bin.some(
        (other, index) =>
          index !== rank && isFolder(other) && item.path !== other.path && isWithin(item.path, other.path),
      )
        ? []
        : [rank],
    );
  const restore = (state, ranks) => {
    let { items } = state;
    const gone = new Set();
    for (const rank of ranks) {
      const { path } = state.bin[rank];
      const to = freeName(items, path);
      items = withFolders(items, to);
      for (const index of binGroup(state.bin, rank)) {
        gone.add(index);
        items = [...items, rebased(state.bin[index], path, to)];
      }
    }
    return { items, bin: state.bin.filter((_, index) => !gone.has(index)), selected: [] };
  };
  const compress = (state, paths, to) => {
    const zip = state.items.flatMap((item) => {
      const top = paths.find((path) => isWithin(item.path, path));
      if (top === undefined || item.file === undefined) return [];
      return [
        { path: item.path.slice(parentOf(top) === '' ? 0 : parentOf(top).length + 1), file: item.file },
      ];
    });
    return { ...state, items: [...state.items, { path: to, zip }], selected: [to] };
  };
  const extract = (state, archive) => {
    const folder = freeName(state.items, stemOf(archive.path));
    let items = [...state.items, { path: folder, folder: true }];
    for (const { path, file } of archive.zip) {
      const to = join(folder, path);
      items = [...withFolders(items, to), { path: to, file }];
    }
    return { ...state, items, selected: [folder] };
  };

  // ---- what is shown

  const here = () => app.view.folder;
  const inBin = () => here() === BIN;
  const pattern = (query) => {
    const parts = plain(query.trim()).replace(/[.+^${}()|[\]\\]/g, '\\$&');
    return new RegExp(
      /[*?]/.test(parts) ? `^${parts.replaceAll('*', '.*').replaceAll('?', '.')}$` : parts,
      'u',
    );
  };
  const shownItems = () => {
    const { items, bin } = app.state;
    if (inBin()) return sorted(binRows(bin).map((rank) => ({ item: bin[rank], rank })));
    const query = app.view.query.trim();
    if (query !== '') {
      const wanted = pattern(query);
      const below = items.filter((item) => here() === '' || item.path.startsWith(`${here()}/`));
      return sorted(below.filter((item) => wanted.test(plain(nameOf(item.path)))).map((item) => ({ item })));
    }
    return sorted(items.filter((item) => parentOf(item.path) === here()).map((item) => ({ item })));
  };
  const sorted = (rows) => {
    const { sort, down } = app.view;
    const words = new Intl.Collator(locale, { numeric: true });
    const compare = {
      name: () => 0,
      modified: (a, b) => (whenOf(a) < whenOf(b) ? -1 : whenOf(a) > whenOf(b) ? 1 : 0),
      type: (a, b) => words.compare(typeText(a), typeText(b)),
      size: (a, b) => bytesOf(a) - bytesOf(b),
    }[sort];
    const sign = down ? -1 : 1;
    return rows.sort(
      ({ item: a }, { item: b }) =>
        Number(isFolder(b)) - Number(isFolder(a)) ||
        sign * (compare(a, b) || words.compare(nameOf(a.path), nameOf(b.path))) ||
        (a.path < b.path ? -1 : 1),
    );
  };

  const chosen = () => app.state.items.filter((item) => app.state.selected.includes(item.path));
  const select = (paths, said) => app.settle(withSelection(app.state, paths), said);
  const go = (folder) => {
    app.state = withSelection(app.state, []);
    app.show({ folder, query: '', marked: [] }, t('went', { folder: placeName(folder) }));
  };
  const placeName = (folder) => (folder === '' ? t('computer') : folder === BIN ? t('bin') : nameOf(folder));

  const refuses = (name, path) => {
    if (name === '') return t('fault.empty');
    if (FORBIDDEN.test(name)) return t('fault.signs');
    const taken = app.state.items.some(
      (item) => item.path !== path && plain(item.path) === plain(join(parentOf(path), name)),
    );
    return taken ? t('fault.taken', { name }) : null;
  };

  // ---- acts

  const acts = {
    newFolder() {
      const base = join(here(), '');
      askText({
        title: t('new-folder'),
        label: t('name'),
        value: t('new-folder'),
        action: t('create'),
        done: (name) => {
          const path = join(here(), name);
          const why = refuses(name, base === '' ? ' ' : `${here()}/ `);
          if (why) return why;
          app.change(
            { ...app.state, items: [...app.state.items, { path, folder: true }], selected: [] },
            t('created', { name }),
          );
          return undefined;
        },
      });
    },
    rename() {
      const [item] = chosen();
      const name = nameOf(item.path);
      const hidden = !isFolder(item) && !app.view.extensions ? name.slice(stemOf(name).length) : '';
      const value = shownName(item);
      askText({
        title: t('rename-title', { name: value }),
        label: t('name'),
        value,
        chosen: isFolder(item) ? value.length : stemOf(value).length,
        action: t('rename'),
        done: (typed) => {
          const why = refuses(typed + hidden, item.path) ?? (typed === '' ? t('fault.empty') : null);
          if (why) return why;
          const to = join(parentOf(item.path), typed + hidden);
          const items = app.state.items.map((one) =>
            isWithin(one.path, item.path) ? rebased(one, item.path, to) : one,
          );
          app.change({ ...app.state, items, selected: [] }, t('renamed', { name: typed }));
          return undefined;
        },
      });
    },
    send(copies) {
      const paths = app.state.selected;
      const folders = app.state.items
        .filter((item) => isFolder(item) && !paths.some((path) => isWithin(item.path, path)))
        .map((item) => item.path)
        .sort(new Intl.Collator(locale, { numeric: true }).compare);
      let to = null;
      const choices = folders.map((folder, rank) =>
        h(
          'label',
          { class: 'goal', 'data-depth': Math.min(5, folder.split('/').length - 1) },
          h('input', {
            type: 'radio',
            name: 'goal',
            'data-first': rank === 0,
            onchange: () => (to = folder),
          }),
          icon('icon:folder'),
          h('span', {}, nameOf(folder), h('span', { class: 'unseen' }, ` (${folder})`)),
        ),
      );
      ask({
        title: t(copies ? 'copy-title' : 'move-title', { count: paths.length, name: nameOf(paths[0]) }),
        body: h('div', { class: 'goals', role: 'radiogroup', 'aria-label': t('where') }, choices),
        actions: [
          {
            label: t(copies ? 'copy-here' : 'move-here'),
            main: true,
            act: () => {
              if (to === null) return t('fault.where');
              const next = (copies ? copyTo : moveTo)(app.state, paths, to);
              app.change(
                withSelection(next, []),
                t(copies ? 'copied' : 'moved', { count: paths.length, folder: nameOf(to) }),
              );
              return undefined;
            },
          },
        ],
      });
    },
    hold(cut) {
      app.show(
        { clip: { paths: app.state.selected, cut } },
        t(cut ? 'held-cut' : 'held-copy', { count: app.state.selected.length }),
      );
    },
    paste() {
      const { clip } = app.view;
      if (!clip || here() === '' || inBin()) return;
      const paths = clip.paths.filter((path) => app.state.items.some((item) => item.path === path));
      app.view = { ...app.view, clip: clip.cut ? null : clip };
      const next = (clip.cut ? moveTo : copyTo)(app.state, paths, here());
      app.change(next, t('pasted', { count: next.selected.length }));
    },
    remove() {
      const count = app.state.selected.length;
      app.change(throwAway(app.state, app.state.selected), t('removed', { count }));
    },
    compress() {
      const items = chosen();
      const [only] = items;
      const value = `${items.length === 1 ? stemOf(nameOf(only.path)) : t('archive-name')}.zip`;
      askText({
        title: t('compress'),
        label: t('archive-label'),
        value,
        chosen: stemOf(value).length,
        action: t('create'),
        done: (typed) => {
          const name = /\.zip$/i.test(typed) || typed === '' ? typed : `${typed}.zip`;
          const why = refuses(name, join(here(), ' '));
          if (why) return why;
          const paths = app.state.selected;
          const next = compress(app.state, paths, join(here(), name));
          if (next.items.at(-1).zip.length === 0) return t('fault.nothing');
          app.change(next, t('compressed', { name }));
          return undefined;
        },
      });
    },
    extract(item) {
      const next = extract(app.state, item);
      if (next.items.length > MOST_ITEMS) return;
      app.change(next, t('extracted', { name: nameOf(next.selected[0]) }));
    },
    restore() {
      const ranks = app.view.marked;
      app.view = { ...app.view, marked: [] };
      app.change(restore(app.state, ranks), t('restored', { count: ranks.length }));
    },
    emptyBin() {
      ask({
        title: t('empty-bin-title'),
        body: h('p', {}, t('empty-bin-warning')),
        actions: [
          {
            label: t('empty-bin'),
            main: true,
            act: () => {
              app.view = { ...app.view, marked: [] };
              app.change({ ...app.state, bin: [], selected: [] }, t('emptied'));
            },
          },
        ],
      });
    },
    open(item) {
      if (isFolder(item)) go(item.path);
      else if (item.zip) openArchive(item);
      else openFile(item);
    },
    properties() {
      const items = chosen();
      if (items.length === 1) {
        const [item] = items;
        ask({ title: shownName(item), body: facts(item) });
        return;
      }
      const bytes = items.reduce((sum, item) => sum + weight(item), 0);
      ask({
        title: t('chosen', { count: items.length }),
        body: h('dl', { class: 'facts' }, h('div', {}, h('dt', {}, t('size')), h('dd', {}, sizeText(bytes)))),
      });
    },
  };

  /** Of a folder: all it holds. */
  const weight = (item) =>
    isFolder(item)
      ? app.state.items.reduce(
          (sum, one) =>
            sum + (one.path !== item.path && isWithin(one.path, item.path) ? Math.max(0, bytesOf(one)) : 0),
          0,
        )
      : bytesOf(item);

  const facts = (item) => {
    const file = item.file === undefined ? null : fileOf(item);
    const held = app.state.items.filter((one) => parentOf(one.path) === item.path).length;
    const rows = [
      [t('name'), app.view.extensions || isFolder(item) ? nameOf(item.path) : stemOf(nameOf(item.path))],
      [t('place'), parentOf(item.path).split('/').join(' / ') || t('computer')],
      ...(app.config.showTypes ? [[t('type'), typeText(item)]] : []),
      [t('size'), isFolder(item) ? sizeText(weight(item)) : sizeOf(item)],
      ...(isFolder(item) ? [[t('holds'), t('count', { count: held })]] : []),
      ...(file ? [[t('modified'), whenText(file.modified)]] : []),
      ...(file?.author ? [[t('author'), file.author]] : []),
      ...Object.entries(file?.details ?? {}),
    ];
    return h(
      'dl',
      { class: 'facts' },
      rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    );
  };

  const openFile = (item) => {
    const { text, picture } = fileOf(item);
    ask({
      title: shownName(item),
      wide: true,
      body: h(
        'div',
        { class: 'paper' },
        picture &&
          h('img', {
            src: picture.src,
            alt: picture.alt,
            onload: window.Practical.measure,
          }),
        text &&
          h(
            'div',
            { class: 'paper-text', tabindex: '0', role: 'region', 'aria-label': t('content') },
            text.trim(),
          ),
        !text &&
          !picture &&
          h('p', { class: 'empty' }, t(kindOf(item) === 'program' ? 'no-program' : 'no-preview')),
      ),
    });
  };

  const openArchive = (item) => {
    ask({
      title: nameOf(item.path),
      wide: true,
      body: h(
        'div',
        {},
        h('p', {}, t('archive-holds', { count: item.zip.length })),
        h(
          'ul',
          { class: 'held' },
          item.zip.map(({ path, file }) =>
            h(
              'li',
              {},
              icon('icon:file'),
              h('span', {}, path),
              h('span', { class: 'held-size' }, app.config.files[file].size),
            ),
          ),
        ),
      ),
      actions: [{ label: t('extract'), main: true, act: () => acts.extract(item) }],
    });
  };

  // ---- drawing

  const dropOn = (folder) =>
    folder === ''
      ? {}
      : {
          ondragover: (event) => {
            if (dragged.length === 0) return;
            event.preventDefault();
            event.currentTarget.classList.add('is-over');
          },
          ondragleave: (event) => event.currentTarget.classList.remove('is-over'),
          ondrop: (event) => {
            event.preventDefault();
            event.currentTarget.classList.remove('is-over');
            const paths = dragged;
            dragged = [];
            if (folder === BIN)
              app.change(throwAway(app.state, paths), t('removed', { count: paths.length }));
            else
              app.change(
                withSelection(moveTo(app.state, paths, folder), []),
                t('moved', { count: paths.length, folder: nameOf(folder) }),
              );
          },
        };

  const drawCrumbs = () => {
    const parts = inBin() || here() === '' ? [] : here().split('/');
    const crumbs = [
      ['', t('computer')],
      ...(inBin()
        ? [[BIN, t('bin')]]
        : parts.map((name, depth) => [parts.slice(0, depth + 1).join('/'), name])),
    ];
    return h(
      'nav',
      { class: 'crumbs', 'aria-label': t('path') },
      h(
        'ol',
        {},
        crumbs.map(([folder, name], rank) => {
          const last = rank === crumbs.length - 1;
          return h(
            'li',
            {},
            rank > 0 && icon('icon:chevron-right'),
            h(
              'button',
              {
                type: 'button',
                class: 'crumb',
                'data-key': `crumb ${folder}`,
                'data-home': last,
                'aria-current': last ? 'location' : null,
                onclick: () => go(folder),
                ...dropOn(folder),
              },
              name,
            ),
          );
        }),
      ),
    );
  };

  const drawHead = () =>
    h(
      'div',
      { class: 'head' },
      button(t('up'), 'icon:arrow-up', () => go(inBin() ? '' : parentOf(here())), {
        class: 'tool only-icon',
        disabled: here() === '',
        title: t('up'),
      }),
      drawCrumbs(),
      !inBin() &&
        h(
          'div',
          { class: 'search' },
          icon('icon:search'),
          h('input', {
            type: 'search',
            'data-key': 'search',
            'aria-label': t('search', { folder: placeName(here()) }),
            placeholder: t('search-short'),
            value: app.view.query,
            autocomplete: 'off',
            autocapitalize: 'off',
            spellcheck: 'false',
            oninput: (event) => {
              app.state = withSelection(app.state, []);
              app.show({ query: event.target.value.slice(0, 80) });
            },
          }),
        ),
    );

  const drawTools = () => {
    const tool = (name, sign, act, usable) =>
      button(t(name), sign, act, { disabled: !usable, title: t(name), class: 'tool tool-act' });
    const { selected } = app.state;
    const items = chosen();
    const [one] = items;
    const inside = here() !== '' && !inBin();
    // What stands at the top of the disk is not moved about.
    const loose = selected.length > 0 && items.every((item) => parentOf(item.path) !== '');
    const bar = inBin()
      ? [
          tool('restore', 'icon:undo-2', acts.restore, app.view.marked.length > 0),
          tool('empty-bin', 'icon:trash-2', acts.emptyBin, app.state.bin.length > 0),
        ]
      : [
          tool('new-folder', 'icon:folder-plus', acts.newFolder, inside && app.view.query === ''),
          tool('rename', 'icon:pencil', acts.rename, loose && selected.length === 1),
          tool('move', 'icon:folder-input', () => acts.send(false), loose),
          tool('copy', 'icon:copy', () => acts.send(true), loose),
          app.view.clip && tool('paste', 'icon:clipboard-paste', acts.paste, inside),
          tool('remove', 'icon:trash-2', acts.remove, loose),
          one?.zip && selected.length === 1
            ? tool('extract', 'icon:package-open', () => acts.extract(one), true)
            : tool('compress', 'icon:package', acts.compress, loose && items.every((item) => !item.zip)),
          tool('properties', 'icon:info', acts.properties, selected.length > 0),
        ];
    return h('div', { class: 'tools', role: 'toolbar', 'aria-label': t('tools') }, bar);
  };

  const drawSide = () => {
    const tops = app.state.items
      .filter((item) => isFolder(item) && parentOf(item.path) === '')
      .map((item) => item.path);
    const place = (folder, sign) =>
      button(placeName(folder), sign, () => go(folder), {
        class: folder === '' || folder === BIN ? 'tool place' : 'tool place place-folder',
        'data-key': `place ${folder}`,
        'aria-current': here() === folder || (folder !== '' && isWithin(here(), folder)) ? 'true' : null,
        ...dropOn(folder),
      });
    return h(
      'nav',
      { class: 'side', 'aria-label': t('places') },
      place('', 'icon:monitor'),
      tops.sort(new Intl.Collator(locale).compare).map((folder) => place(folder, 'icon:folder')),
      place(BIN, 'icon:trash-2'),
    );
  };

  const drawHeader = (name) => {
    const { sort, down } = app.view;
    const by = sort === name;
    return h(
      'th',
      { scope: 'col', class: `col-${name}`, 'aria-sort': by ? (down ? 'descending' : 'ascending') : null },
      h(
        'button',
        {
          type: 'button',
          class: 'sorter',
          'data-key': `sort ${name}`,
          title: t('sort-by', { column: t(name) }),
          onclick: () => app.show({ sort: name, down: by ? !down : false }),
        },
        t(name),
        by && icon(down ? 'icon:arrow-down' : 'icon:arrow-up'),
      ),
    );
  };

  const drawRow = ({ item, rank }) => {
    const binned = rank !== undefined;
    const key = binned ? rank : item.path;
    const list = binned ? app.view.marked : app.state.selected;
    const marked = list.includes(key);
    const toggle = () => {
      const next = marked ? list.filter((one) => one !== key) : [...list, key];
      if (binned) app.show({ marked: next });
      else select(next);
    };
    const name = shownName(item);
    const searching = !binned && app.view.query.trim() !== '';
    return h(
      'tr',
      {
        class: marked ? 'row is-marked' : 'row',
        draggable: !binned && parentOf(item.path) !== '' ? 'true' : null,
        onclick: (event) => {
          if (!event.target.closest('button, input, label')) toggle();
        },
        ondragstart: (event) => {
          dragged = marked ? app.state.selected : [item.path];
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', name);
        },
        ondragend: () => {
          dragged = [];
        },
        ...(isFolder(item) && !binned ? dropOn(item.path) : {}),
      },
      h(
        'td',
        { class: 'col-mark' },
        h(
          'label',
          { class: 'mark' },
          h('input', {
            type: 'checkbox',
            checked: marked,
            'data-key': `mark ${key}`,
            'aria-label': t('select', { name }),
            onchange: toggle,
          }),
        ),
      ),
      h(
        'th',
        { scope: 'row', class: 'col-name' },
        h(
          'button',
          {
            type: 'button',
            class: isFolder(item) ? 'name is-folder' : 'name',
            'data-key': `open ${key}`,
            'data-row': key,
            onclick: () => (binned ? toggle() : acts.open(item)),
          },
          icon(signOf(item)),
          h(
            'span',
            {},
            name,
            isFolder(item) && h('span', { class: 'unseen' }, t('is-folder')),
            (searching || binned) &&
              h(
                'span',
                { class: 'from' },
                t(binned ? 'was-in' : 'is-in', { folder: parentOf(item.path).split('/').join(' / ') }),
              ),
          ),
        ),
      ),
      h('td', { class: 'col-modified' }, whenText(whenOf(item))),
      app.config.showTypes && h('td', { class: 'col-type' }, typeText(item)),
      h('td', { class: 'col-size' }, sizeOf(item)),
    );
  };

  const drawList = () => {
    const rows = shownItems();
    const all = rows.map(({ item, rank }) => rank ?? item.path);
    const list = inBin() ? app.view.marked : app.state.selected;
    const every = all.length > 0 && all.every((key) => list.includes(key));
    const searching = app.view.query.trim() !== '' && !inBin();
    const empty = searching ? 'empty-search' : inBin() ? 'empty-bin-state' : 'empty-folder';
    const markAll = () => {
      const next = every ? [] : all;
      if (inBin()) app.show({ marked: next });
      else select(next);
    };
    return h(
      'div',
      { class: 'list' },
      h(
        'div',
        { class: 'list-scroll', 'data-scroll': here(), onkeydown: onKey },
        h(
          'table',
          { 'aria-label': searching ? t('results') : placeName(here()) },
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              h(
                'td',
                { class: 'col-mark' },
                h(
                  'label',
                  { class: 'mark' },
                  h('input', {
                    type: 'checkbox',
                    checked: every,
                    indeterminate: !every && list.length > 0,
                    disabled: all.length === 0,
                    'data-key': 'mark all',
                    'aria-label': t('select-all'),
                    onchange: markAll,
                  }),
                ),
              ),
              drawHeader('name'),
              drawHeader('modified'),
              app.config.showTypes && drawHeader('type'),
              drawHeader('size'),
            ),
          ),
          h('tbody', {}, rows.map(drawRow)),
        ),
        rows.length === 0 && h('p', { class: 'empty' }, t(empty)),
      ),
      h(
        'div',
        { class: 'status' },
        h(
          'p',
          { role: 'status' },
          [
            t(searching ? 'found' : 'count', { count: rows.length }),
            list.length > 0 ? t('chosen', { count: list.length }) : null,
          ]
            .filter(Boolean)
            .join(' · '),
        ),
        !app.config.showExtensions &&
          h(
            'label',
            { class: 'switch' },
            h('input', {
              type: 'checkbox',
              checked: app.view.extensions,
              'data-key': 'extensions',
              onchange: () => app.show({ extensions: !app.view.extensions }),
            }),
            t('show-extensions'),
          ),
      ),
    );
  };

  const onKey = (event) => {
    const rows = [...event.currentTarget.querySelectorAll('[data-row]')];
    const at = rows.indexOf(document.activeElement);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const control = event.ctrlKey || event.metaKey;
    if (at >= 0 && event.key in steps) {
      rows[Math.min(rows.length - 1, Math.max(0, steps[event.key]))]?.focus();
    } else if (event.key === 'F2' && app.state.selected.length === 1) {
      acts.rename();
    } else if (event.key === 'Delete' && app.state.selected.length > 0) {
      acts.remove();
    } else if (control && event.key === 'a' && !inBin()) {
      select(shownItems().map(({ item }) => item.path));
    } else if (control && (event.key === 'x' || event.key === 'c') && app.state.selected.length > 0) {
      acts.hold(event.key === 'x');
    } else if (control && event.key === 'v') {
      acts.paste();
    } else {
      return;
    }
    event.preventDefault();
  };

  window.Practical.define({
    view: (config) => ({
      folder: config.open,
      sort: 'name',
      down: false,
      query: '',
      extensions: config.showExtensions,
      clip: null,
      /** Rows of the bin: ranks. */
      marked: [],
    }),
    draw(given) {
      app = given;
      const gone = here() !== '' && !inBin() && !app.state.items.some((item) => item.path === here());
      if (gone) app.view.folder = '';
      app.view.marked = app.view.marked.filter((rank) => rank < app.state.bin.length);
      return [drawHead(), drawTools(), h('div', { class: 'body' }, drawSide(), drawList())];
    },
  });
})();
