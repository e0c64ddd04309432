/* A word processor: what is chosen in it, and what is done to it. */
(() => {
  const { say } = window.Practical;
  const { formatted, foundIn, freshId, lookBetween, partOf, replacedIn, textOf, withoutWords, withWords } =
    window.Shared;
  const t = (name, values) => window.Practical.t(`practical.word-processor.${name}`, values);

  const MOST_LEVEL = 3;
  const MOST_BLOCKS = 120;

  let app = null;

  // ---- what is known

  const has = (tool) => app.config.tools.includes(tool);
  const all = () => app.state.blocks;
  const rankOf = (id) => all().findIndex((block) => block.id === id);
  /** `{ ids }`, whole paragraphs, or `{ id, from, to }`, words of one; what is no longer there is not chosen. */
  const chosen = () => {
    const { ids, id, from, to } = app.view.chosen ?? {};
    if (ids) {
      const there = ids.filter((one) => rankOf(one) >= 0);
      return there.length > 0 ? { ids: there } : null;
    }
    const block = all()[rankOf(id)];
    return block && to <= textOf(block).length ? { id, from, to } : null;
  };
  /** Ranks of the paragraphs that are chosen, or whose words are. */
  const ranks = () => {
    const now = chosen();
    return now === null ? [] : (now.ids ?? [now.id]).map(rankOf).sort((a, b) => a - b);
  };
  const spans = () => {
    const now = chosen();
    if (now?.id) return [{ rank: rankOf(now.id), from: now.from, to: now.to }];
    return ranks()
      .map((rank) => ({ rank, from: 0, to: textOf(all()[rank]).length }))
      .filter(({ to }) => to > 0);
  };
  const isOne = () => ranks().length === 1;
  const shortOf = (text) => (text.length > 40 ? `${text.slice(0, 38)}…` : text);
  const nameOf = (block) => shortOf(textOf(block)) || t(block.lines ? 'contents' : 'blank');
  const number = (value) => value.toLocaleString(window.Practical.locale);
  const styleOf = (name) => app.state.styles[name] ?? app.config.styles[name];
  const misspelt = (word) => {
    const bare = word.replace(/['’]$/, '');
    return app.state.ignored.includes(bare) ? undefined : app.config.unknown.find((one) => one.word === bare);
  };
  const hits = () => {
    const { finding } = app.view;
    return finding?.shown && finding.find !== '' ? foundIn(all(), finding) : [];
  };

  // ---- acts

  const put = (blocks, said, view) => {
    app.view = { ...app.view, ...view };
    if (blocks.length > MOST_BLOCKS) say(t('fault.full'));
    else app.change({ ...app.state, blocks }, said);
  };
  const change = (list, act, said) =>
    put(
      all().map((block, rank) => (list.includes(rank) && !block.lines ? act(block) : block)),
      said,
    );
  const choose = (next, at) => app.show({ chosen: next, at, extending: false }, chosenSaid(next));
  const chosenSaid = (next = chosen()) => {
    if (next === null) return t('chosen-none');
    if (next.id)
      return t('chosen-words', { words: shortOf(textOf(all()[rankOf(next.id)]).slice(next.from, next.to)) });
    return next.ids.length === 0 ? t('chosen-none') : t('chosen', { count: next.ids.length });
  };
  const toggleWhole = (id, isTo) => {
    const now = app.view.chosen?.ids ?? [];
    const anchor = app.view.anchor;
    let ids = now.includes(id) ? now.filter((one) => one !== id) : [...now, id];
    if (isTo && now.length > 0 && rankOf(anchor) >= 0) {
      const [from, to] = [rankOf(anchor), rankOf(id)].sort((a, b) => a - b);
      ids = all()
        .slice(from, to + 1)
        .map((block) => block.id);
    } else app.view.anchor = id;
    choose(ids.length > 0 ? { ids } : null, { id, from: null });
  };
  /** Words from those first chosen to this one. */
  const chooseWord = (id, from, to, isTo) => {
    const now = chosen();
    const anchor = app.view.anchor;
    const goes = isTo && now?.id === id && anchor?.from !== undefined;
    if (!goes) app.view.anchor = { from, to };
    const next = goes
      ? { id, from: Math.min(anchor.from, from), to: Math.max(anchor.to, to) }
      : { id, from, to };
    choose(next, { id, from });
  };

  const look = (name) => {
    const list = spans();
    const is = list.every(({ rank, from, to }) => lookBetween(all()[rank], from, to)[name] === true);
    setLook({ [name]: is ? null : true }, t(is ? 'look-off' : 'look-on', { look: t(name) }));
  };
  const setLook = (next, said) => {
    const list = spans();
    put(
      all().map((block, rank) => {
        const span = list.find((one) => one.rank === rank);
        return span ? formatted(block, span.from, span.to, next) : block;
      }),
      said,
    );
  };
  const list = (kind) => {
    const is = ranks().every((rank) => all()[rank].list === kind);
    const next = is ? { list: 'none', level: 0 } : { list: kind };
    change(ranks(), (block) => ({ ...block, ...next }), t(is ? 'list-off' : `list-${kind}`));
  };
  const indent = (by) =>
    change(
      ranks(),
      (block) => ({ ...block, level: Math.min(MOST_LEVEL, Math.max(0, block.level + by)) }),
      t(by > 0 ? 'indented' : 'outdented'),
    );

  /** What is chosen, to be put elsewhere. */
  const copy = (isCut) => {
    const now = chosen();
    if (now.id) {
      const block = all()[rankOf(now.id)];
      const clip = { runs: partOf(block.runs, now.from, now.to) };
      if (!isCut) app.show({ clip }, t('copied'));
      else
        put(
          all().map((one) => (one === block ? withoutWords(block, now.from, now.to) : one)),
          t('cut-done'),
          { clip, chosen: null, at: { id: now.id, from: null } },
        );
      return;
    }
    const clip = { blocks: ranks().map((rank) => all()[rank]) };
    if (isCut) remove(t('cut-done'), { clip });
    else app.show({ clip }, t('copied'));
  };
  const remove = (said, view = {}) => {
    const now = chosen();
    const [first] = ranks();
    if (now.id) {
      put(
        all().map((one, rank) => (rank === first ? withoutWords(one, now.from, now.to) : one)),
        said,
        { chosen: null, at: { id: now.id, from: null }, ...view },
      );
      return;
    }
    const left = all().filter((block) => !now.ids.includes(block.id));
    // A document keeps one paragraph, even empty.
    const kept = left.length > 0 ? left : [{ ...all()[0], id: freshId(all()), runs: [], lines: undefined }];
    const next = kept[Math.min(first, kept.length - 1)];
    put(kept, said, { chosen: null, at: { id: next.id, from: null }, ...view });
  };
  const paste = (isAfter) => {
    const { clip } = app.view;
    const now = chosen();
    const place = ranks();
    const rank = isAfter ? place[place.length - 1] : place[0];
    const block = all()[rank];
    const { length } = textOf(block);
    if (clip.runs) {
      const at = now.id ? (isAfter ? now.to : now.from) : isAfter ? length : 0;
      put(
        all().map((one) => (one === block ? withWords(block, at, clip.runs) : one)),
        t('pasted'),
      );
      return;
    }
    const taken = [];
    const fresh = clip.blocks.map((one) => {
      if (rankOf(one.id) < 0 && !taken.includes(one.id)) return one;
      const id = freshId(all(), taken);
      taken.push(id);
      return { ...one, id };
    });
    const at = isAfter ? rank + 1 : rank;
    const ids = fresh.map((one) => one.id);
    put([...all().slice(0, at), ...fresh, ...all().slice(at)], t('pasted'), {
      chosen: { ids },
      at: { id: ids[0], from: null },
    });
  };

  // ---- find and replace

  const finding = (next) => ({ finding: { ...app.view.finding, ...next } });
  const search = () => {
    app.view = { ...app.view, ...finding({ shown: true, at: 0 }) };
    app.show({}, countSaid());
  };
  const countSaid = () => {
    if (app.view.finding.find === '') return t('find-what');
    return t('found', { count: hits().length });
  };
  const step = () => {
    const { at } = app.view.finding;
    const { length } = hits();
    if (length === 0) search();
    else
      app.show(
        finding({ at: (at + 1) % length }),
        t('found-at', { at: ((at + 1) % length) + 1, all: length }),
      );
  };
  const replace = (isAll) => {
    app.view = { ...app.view, ...finding({ shown: true }) };
    const found = hits();
    const { find, by, whole, case: isCase, at } = app.view.finding;
    if (found.length === 0) {
      app.show({}, countSaid());
      return;
    }
    const what = { find, by, whole, case: isCase };
    const rank = Math.min(at, found.length - 1);
    const next = replacedIn(all(), what, isAll ? undefined : rank);
    const said = t('replaced', { count: isAll ? found.length : 1 });
    put(next, said, { chosen: null, ...finding({ told: said, at: isAll ? 0 : rank }) });
    app.show({});
  };

  window.Word = {
    use(given) {
      app = given;
    },
    all,
    change,
    choose,
    chooseWord,
    chosen,
    chosenSaid,
    copy,
    countSaid,
    finding,
    has,
    isOne,
    hits,
    indent,
    list,
    look,
    misspelt,
    nameOf,
    number,
    paste,
    put,
    rankOf,
    ranks,
    remove,
    replace,
    search,
    setLook,
    shortOf,
    spans,
    step,
    styleOf,
    toggleWhole,
  };
})();
