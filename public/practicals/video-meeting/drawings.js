/* Who is seen in a meeting, and what is shared, drawn by the page: nothing is fetched. */
window.Drawings = (() => {
  const svg = (inside) =>
    `<svg viewBox="0 0 160 100" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">${inside}</svg>`;
  const SKINS = ['#f3cfb3', '#e0a985', '#c08457', '#8d5a3a', '#5f3b26'];
  const HAIRS = ['#2b2320', '#5b3a24', '#8f5a2c', '#c99a4b', '#a8432b', '#6d6f78'];
  const WALLS = ['#bcd7f5', '#f6d6a8', '#c6e6c8', '#e3cdf1', '#f5c6c6', '#bfe3e3'];
  const SHIRTS = ['#31589b', '#8a3f5d', '#2f7458', '#a05a1c', '#5a4a98', '#37474f'];
  const CUTS = [
    'M56 46c-4-24 8-36 24-36s28 12 24 36c-4-10-10-16-16-18-10 5-24 4-32 18z',
    'M54 72c-8-40 6-62 26-62s34 22 26 62l-10 2c4-20 0-34-6-40-10 4-18 3-20 0-6 8-9 20-6 40z',
    'M58 38c0-18 10-28 22-28s22 10 22 28c-14-8-30-8-44 0z',
    'M52 46c-6-14 2-24 10-24 3-10 16-16 24-10 10-4 20 2 22 12 8 4 10 14 4 22-6-10-14-14-30-14s-24 4-30 14z',
  ];
  const hash = (text) => [...text].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) % 9973, 7);
  const pick = (list, text) => list[hash(text) % list.length];

  const body = (name) => {
    const of = (list, part) => pick(list, `${part}${name}${part}`);
    const skin = of(SKINS, 'skin');
    return `<path d="M30 100c3-20 22-28 50-28s47 8 50 28z" fill="${of(SHIRTS, 'wear')}"/>
      <rect x="72" y="58" width="16" height="20" rx="7" fill="${skin}"/>
      <ellipse cx="80" cy="44" rx="21" ry="25" fill="${skin}"/>
      <path d="${of(CUTS, 'cut')}" fill="${of(HAIRS, 'hair')}"/>
      <circle cx="72" cy="45" r="2.6" fill="#26211f"/><circle cx="88" cy="45" r="2.6" fill="#26211f"/>
      <path d="M72 57c5 5 11 5 16 0" fill="none" stroke="#26211f" stroke-width="2.4" stroke-linecap="round"/>`;
  };
  const wall = (name) => `<rect width="160" height="100" fill="${pick(WALLS, `wall${name}wall`)}"/>`;
  /** A room with things on its wall, that a blur hides. */
  const ROOM = `<path d="M0 82h160v18H0z" fill="#b78d63"/><rect x="8" y="10" width="34" height="46" fill="#f7f4ea" stroke="#7c6a52" stroke-width="2"/>
    <path d="M13 18h24M13 26h24M13 34h18M13 42h22" stroke="#55504a" stroke-width="2"/>
    <rect x="118" y="14" width="34" height="5" fill="#7c5a3a"/><path d="M120 14V4h6v10M128 14V2h5v12M136 14V6h7v8" fill="#b3564a"/>
    <rect x="120" y="34" width="30" height="22" fill="#fff6c9" stroke="#8d7d3f" stroke-width="2"/><path d="M124 41h22M124 48h16" stroke="#55504a" stroke-width="2"/>`;
  const BEHIND = {
    none: ROOM,
    blur: `<defs><filter id="soft" x="-10%" y="-10%" width="120%" height="120%"><feGaussianBlur stdDeviation="5"/></filter></defs><g filter="url(#soft)">${ROOM}</g>`,
    image: `<rect width="160" height="100" fill="#9fd0ea"/><circle cx="130" cy="20" r="11" fill="#fbe08a"/><path d="M0 78q40-26 80 0t80 0v22H0z" fill="#6aa56c"/><path d="M0 90q40-20 80 0t80 0v10H0z" fill="#4f8a57"/>`,
  };

  return {
    person: (name) => svg(wall(name) + body(name)),
    me: (name, behind) => svg(`${wall('me')}${BEHIND[behind]}${body(name)}`),
    ceiling: () =>
      svg(
        '<rect width="160" height="100" fill="#e9e5dc"/><path d="M0 100L60 40h40l60 60z" fill="#d5cfc2"/><circle cx="80" cy="34" r="13" fill="#fff3c4" stroke="#b9ac82" stroke-width="2"/>',
      ),
    dark: () => svg('<rect width="160" height="100" fill="#15171c"/>'),
    off: (name) =>
      svg(
        `<rect width="160" height="100" fill="#2c3444"/><circle cx="80" cy="50" r="28" fill="${pick(SHIRTS, `wear${name}wear`)}"/><text x="80" y="61" font-size="30" font-weight="700" fill="#ffffff" text-anchor="middle" font-family="sans-serif">${[...name.trim()].filter((sign) => /[\p{L}\p{N}]/u.test(sign))[0]?.toUpperCase() ?? '?'}</text>`,
      ),
  };
})();
