/* Faces and pictures drawn by the page: nothing is fetched. */
window.Drawings = (() => {
  const svg = (box, inside) =>
    `<svg viewBox="0 0 ${box}" aria-hidden="true" focusable="false">${inside}</svg>`;
  const SKINS = ['#f3cfb3', '#e0a985', '#c08457', '#8d5a3a', '#5f3b26'];
  const HAIRS = ['#2b2320', '#5b3a24', '#8f5a2c', '#c99a4b', '#a8432b', '#6d6f78'];
  const GROUNDS = ['#bcd7f5', '#f6d6a8', '#c6e6c8', '#e3cdf1', '#f5c6c6', '#bfe3e3', '#e4e0b4'];
  const SHIRTS = ['#31589b', '#8a3f5d', '#2f7458', '#a05a1c', '#5a4a98', '#37474f'];
  const CUTS = [
    'M10 19c-1-9 4-13 10-13s11 4 10 13c-2-4-4-6-6-7-4 2-10 1-12 2z',
    'M9 27c-3-14 1-21 11-21s14 7 11 21l-3 1c1-7 0-12-2-15-4 1-9 1-12 0-2 3-3 8-2 15z',
    'M11 16c0-7 4-10 9-10s9 3 9 10c-6-3-12-3-18 0z',
    'M8 19c-2-5 1-9 4-9 1-4 6-6 9-4 4-2 8 0 9 4 3 1 4 5 2 9-2-4-5-6-12-6s-10 2-12 6z',
  ];
  const hash = (text) => [...text].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) % 9973, 7);
  const pick = (list, number) => list[number % list.length];

  /** Of a person: always the same. */
  const face = (name) => {
    const of = (list, part) => pick(list, hash(`${part}${name}${part}`));
    const [skin, ground, shirt] = [of(SKINS, 'skin'), of(GROUNDS, 'wall'), of(SHIRTS, 'wear')];
    const [cut, hair] = [of(CUTS, 'cut'), of(HAIRS, 'hair')];
    return svg(
      '40 40',
      `<rect width="40" height="40" fill="${ground}"/>
      <path d="M5 40c1-9 7-11 15-11s14 2 15 11z" fill="${shirt}"/>
      <rect x="17" y="24" width="6" height="8" rx="3" fill="${skin}"/>
      <ellipse cx="20" cy="19" rx="8.5" ry="10" fill="${skin}"/>
      <path d="${cut}" fill="${hair}"/>
      <circle cx="16.8" cy="19" r="1.2" fill="#26211f"/><circle cx="23.2" cy="19" r="1.2" fill="#26211f"/>
      <path d="M17 24c2 2 4 2 6 0" fill="none" stroke="#26211f" stroke-width="1.2" stroke-linecap="round"/>`,
    );
  };

  const sky = '<rect width="320" height="170" fill="#cfe6f7"/>';
  const table =
    '<rect width="320" height="170" fill="#f4e7d3"/><rect y="128" width="320" height="42" fill="#c99b6a"/>';
  const leaf = '<rect width="320" height="170" fill="#dff0dc"/>';
  const SCENES = {
    house: `${sky}<rect y="130" width="320" height="40" fill="#8fbf74"/><rect x="95" y="72" width="130" height="70" fill="#f3e3c3"/><path d="M82 76l78-50 78 50z" fill="#a8492f"/><rect x="145" y="100" width="30" height="42" fill="#6b4226"/><rect x="106" y="88" width="28" height="24" fill="#9cc7e8"/><rect x="186" y="88" width="28" height="24" fill="#9cc7e8"/><rect x="236" y="108" width="34" height="20" rx="3" fill="#2d4b8e"/><text x="253" y="123" font-size="15" fill="#fff" text-anchor="middle" font-family="sans-serif">12</text><path d="M252 128v18" stroke="#555" stroke-width="4"/>`,
    turtle: `<rect width="320" height="170" fill="#7fc4d8"/><path d="M0 140q80-24 160 0t160 0v30H0z" fill="#e5d3a1"/><ellipse cx="160" cy="88" rx="66" ry="42" fill="#4d7d4a"/><path d="M160 48l26 22-10 32h-32l-10-32z" fill="#6fa362"/><circle cx="238" cy="80" r="17" fill="#7fae6c"/><circle cx="244" cy="76" r="3" fill="#222"/><path d="M110 116l-34 24 10-38zM206 116l30 26-2-38zM112 62l-36-18 20 36zM204 62l28-24-6 36z" fill="#7fae6c"/>`,
    cake: `${table}<rect x="90" y="84" width="140" height="50" rx="8" fill="#8c5a3c"/><rect x="90" y="80" width="140" height="20" rx="8" fill="#fbe5ec"/><path d="M130 80V56M160 80V52M190 80V56" stroke="#d25b7c" stroke-width="6"/><circle cx="130" cy="50" r="6" fill="#f2a73b"/><circle cx="160" cy="46" r="6" fill="#f2a73b"/><circle cx="190" cy="50" r="6" fill="#f2a73b"/>`,
    bike: `${sky}<rect y="136" width="320" height="34" fill="#9aa7ad"/><g fill="none" stroke="#2d3440" stroke-width="7"><circle cx="104" cy="112" r="34"/><circle cx="216" cy="112" r="34"/></g><path d="M104 112l34-50h56l22 50M138 62l24 50h-58M162 112l32-50M126 56h22M190 50h20" fill="none" stroke="#c43d3d" stroke-width="7" stroke-linecap="round"/>`,
    beach: `${sky}<rect y="86" width="320" height="40" fill="#5fa8c7"/><path d="M0 122q160-22 320 0v48H0z" fill="#efdca6"/><circle cx="262" cy="36" r="20" fill="#f6c94c"/><path d="M92 146l18-76" stroke="#7b5a3a" stroke-width="6"/><path d="M56 84q46-46 108 6z" fill="#d8553f"/>`,
    dog: `${leaf}<ellipse cx="160" cy="150" rx="90" ry="16" fill="#b6d8ad"/><ellipse cx="168" cy="116" rx="52" ry="34" fill="#b9804b"/><circle cx="118" cy="78" r="32" fill="#c9915c"/><path d="M92 58l-16 38 26 6zM138 52l22 32-20 12z" fill="#7d5230"/><circle cx="108" cy="74" r="4" fill="#222"/><circle cx="130" cy="74" r="4" fill="#222"/><ellipse cx="118" cy="90" rx="8" ry="6" fill="#222"/>`,
    cat: `${leaf}<ellipse cx="160" cy="124" rx="46" ry="36" fill="#6d7078"/><circle cx="160" cy="74" r="32" fill="#7c8088"/><path d="M132 60l-4-36 26 20zM188 60l4-36-26 20z" fill="#7c8088"/><circle cx="148" cy="72" r="5" fill="#d7e36a"/><circle cx="172" cy="72" r="5" fill="#d7e36a"/><path d="M204 130q50 4 36-46" fill="none" stroke="#6d7078" stroke-width="12" stroke-linecap="round"/>`,
    mountain: `${sky}<path d="M0 170l90-120 66 84 58-70 106 106z" fill="#6a7f94"/><path d="M90 50l26 34-20-6-14 10-14-10zM214 64l24 26-18-4-12 8z" fill="#fff"/><rect y="150" width="320" height="20" fill="#7ba567"/>`,
    portrait: `<rect width="320" height="170" fill="#cbd9ea"/><path d="M96 170c4-42 30-52 64-52s60 10 64 52z" fill="#2f7458"/><ellipse cx="160" cy="78" rx="36" ry="44" fill="#c08457"/><path d="M122 78c-4-40 14-56 38-56s42 16 38 56c-8-18-16-26-26-30-16 8-34 6-42 8z" fill="#2b2320"/><circle cx="147" cy="78" r="4" fill="#222"/><circle cx="173" cy="78" r="4" fill="#222"/><path d="M146 98q14 12 28 0" fill="none" stroke="#222" stroke-width="4" stroke-linecap="round"/>`,
    jersey: `${leaf}<path d="M116 40l-40 26 16 28 20-10v68h96V84l20 10 16-28-40-26c-8 16-80 16-88 0z" fill="#2d4b8e"/><text x="160" y="90" font-size="20" fill="#fff" text-anchor="middle" font-family="sans-serif">CLUB</text><text x="160" y="136" font-size="40" font-weight="700" fill="#fff" text-anchor="middle" font-family="sans-serif">9</text>`,
    avocado: `${leaf}<path d="M160 18c28 0 30 40 44 62 20 34-8 76-44 76s-64-42-44-76c14-22 16-62 44-62z" fill="#4f7a3a"/><path d="M160 32c20 0 22 34 34 54 14 28-8 58-34 58s-48-30-34-58c12-20 14-54 34-54z" fill="#dce99a"/><circle cx="160" cy="106" r="22" fill="#8a5a34"/><path d="M150 112q10 8 20 0" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/><circle cx="152" cy="100" r="3" fill="#fff"/><circle cx="168" cy="100" r="3" fill="#fff"/>`,
    trophy: `${table}<path d="M126 30h68v36c0 24-16 36-34 36s-34-12-34-36z" fill="#e2b13c"/><path d="M126 40h-22c0 26 8 36 26 38M194 40h22c0 26-8 36-26 38" fill="none" stroke="#e2b13c" stroke-width="8"/><rect x="152" y="100" width="16" height="18" fill="#c8982c"/><rect x="130" y="116" width="60" height="16" fill="#6b4226"/>`,
    plant: `${table}<path d="M132 92h56l-8 44h-40z" fill="#b4613c"/><path d="M160 92c-2-30-22-40-44-42 2 26 18 40 44 42zm0 0c0-34 18-52 42-56 0 30-14 52-42 56z" fill="#4d8a4d"/>`,
    book: `${table}<path d="M60 50q50-18 100 4v80q-50-22-100-4z" fill="#fff8ea" stroke="#8a6f4d" stroke-width="4"/><path d="M260 50q-50-18-100 4v80q50-22 100-4z" fill="#fff8ea" stroke="#8a6f4d" stroke-width="4"/><path d="M78 70q34-8 64 4M78 90q34-8 64 4M178 74q30-12 64-4M178 94q30-12 64-4" stroke="#b3a386" stroke-width="4" fill="none"/>`,
    meal: `${table}<ellipse cx="160" cy="110" rx="90" ry="34" fill="#fff"/><ellipse cx="160" cy="106" rx="66" ry="22" fill="#e9bf62"/><circle cx="136" cy="100" r="12" fill="#b8432f"/><circle cx="178" cy="106" r="12" fill="#5c8f4a"/><path d="M140 66q-8-12 2-22M164 62q-8-12 2-22M188 66q-8-12 2-22" fill="none" stroke="#b9a88c" stroke-width="5" stroke-linecap="round"/>`,
    bottle: `<rect width="320" height="170" fill="#fbe3c6"/><rect x="136" y="60" width="48" height="92" rx="12" fill="#d9622b"/><rect x="148" y="26" width="24" height="38" fill="#d9622b"/><rect x="146" y="18" width="28" height="12" fill="#6b3a1e"/><rect x="136" y="86" width="48" height="34" fill="#fff4dd"/><path d="M146 103h28" stroke="#d9622b" stroke-width="6"/>`,
    boat: `${sky}<path d="M0 116q40-14 80 0t80 0 80 0 80 0v54H0z" fill="#4b8fb3"/><path d="M92 108h136l-22 34h-92z" fill="#8f5a2c"/><path d="M158 22v82h-58zM166 34v70h48z" fill="#fff" stroke="#b9c3cc" stroke-width="3"/>`,
    video: `<rect width="320" height="170" fill="#27303f"/><circle cx="160" cy="85" r="36" fill="#fff"/><path d="M150 66l32 19-32 19z" fill="#27303f"/><rect x="24" y="146" width="272" height="6" rx="3" fill="#6d7a90"/><rect x="24" y="146" width="90" height="6" rx="3" fill="#f2a73b"/>`,
    document: `${table}<rect x="104" y="18" width="112" height="138" rx="4" fill="#fff" stroke="#b9b9b9" stroke-width="3"/><path d="M122 46h76M122 66h76M122 86h76M122 106h50" stroke="#8b93a1" stroke-width="6"/>`,
    star: `<rect width="320" height="170" fill="#2c3563"/><path d="M160 28l16 40 44 4-34 28 12 42-38-24-38 24 12-42-34-28 44-4z" fill="#f3cf5b"/>`,
  };
  const scene = (name) => svg('320 170', SCENES[name] ?? '');
  return { face, scene, hash };
})();
