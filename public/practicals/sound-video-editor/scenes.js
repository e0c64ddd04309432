/* Pictures of the films: a few strokes each, 160 by 90. They are drawings, and look the same by day and by night. */
window.Scenes = (() => {
  const rect = (x, y, width, height, fill) =>
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`;
  const shape = (d, fill) => `<path d="${d}" fill="${fill}"/>`;
  const round = (x, y, r, fill) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;
  const sky = rect(0, 0, 160, 90, '#bfe0f5');

  const BACKS = {
    plain: () => rect(0, 0, 160, 90, '#e8edf4'),
    stadium: () =>
      sky +
      rect(0, 46, 160, 44, '#7fb069') +
      rect(0, 70, 160, 14, '#c75b39') +
      rect(104, 70, 56, 14, '#f0d9a0') +
      rect(98, 70, 3, 14, '#ffffff') +
      shape('M0 46h160v-8l-24-6H24L0 38z', '#8d99ab'),
    room: () =>
      rect(0, 0, 160, 90, '#f2e3c9') +
      rect(0, 74, 160, 16, '#a9744f') +
      rect(14, 12, 38, 34, '#bfe0f5') +
      shape('M32 12h2v34h-2zM14 28h38v2H14z', '#ffffff') +
      rect(122, 22, 26, 52, '#8a6240'),
    hills: () =>
      sky +
      round(132, 20, 10, '#ffd34d') +
      shape('M0 66Q34 30 76 62T160 48V90H0z', '#6aa66e') +
      rect(0, 74, 160, 16, '#4f8a57'),
    volcano: () =>
      sky +
      shape('M40 76L74 24h14l34 52z', '#5a4a4a') +
      shape('M74 24h14l4 8-8-3-3 20-4-14-7-4z', '#e8502f') +
      shape('M78 22q-8-8 2-12 10-4 14 4 10 2 2 8z', '#9aa1ab') +
      rect(0, 74, 160, 16, '#3c5c3f'),
    factory: () =>
      rect(0, 0, 160, 90, '#c9d1db') +
      [10, 50, 90, 130].map((x) => rect(x, 8, 22, 14, '#eef4fa')).join('') +
      rect(0, 78, 160, 12, '#7c8599') +
      rect(0, 58, 160, 6, '#3a4150') +
      ['#d9a441', '#3f8f5f', '#1f6fb5', '#d9a441']
        .map((fill, i) => rect(8 + i * 38, 46, 16, 12, fill))
        .join(''),
    harbour: () =>
      sky +
      rect(0, 50, 160, 26, '#3d84b8') +
      shape('M92 54h52l-8 12h-36z', '#c0392b') +
      rect(108, 42, 18, 12, '#ffffff') +
      rect(0, 74, 160, 16, '#9a9488'),
    stage: () =>
      rect(0, 0, 160, 90, '#2a1f3d') +
      shape('M80-6L38 78h84z', '#5a4a78') +
      shape('M0 0h26q-6 40 0 76H0zM160 0h-26q6 40 0 76h26z', '#8c1f2f') +
      rect(0, 76, 160, 14, '#6b4a34'),
  };

  /** Legs, arms, how far the hips are down, how high the feet are. */
  const POSES = {
    stand: ['M0-16L-4 0M0-16L4 0', 'M0-25L-6-15M0-25L6-15', 0, 0],
    run: ['M0-16L-7-6L-13-8M0-16L7-9L6 0', 'M0-25L-7-19L-9-26M0-25L8-20L11-26', 0, 0],
    jump: ['M0-16L10-14L15-9M0-16L10-19L17-16', 'M0-25L8-33M0-25L-7-32', 0, 13],
    land: ['M0-16L9-14L4-7M0-16L11-12L8-7', 'M0-25L10-22M0-25L9-18', 7, 0],
    talk: ['M0-16L-4 0M0-16L4 0', 'M0-25L-6-15M0-25L8-20L11-27', 0, 0],
    apart: ['M0-16L-4 0M0-16L4 0', 'M0-25L-8-19L-13-23M0-25L8-19L13-23', 0, 0],
    joined: ['M0-16L-4 0M0-16L4 0', 'M-2-25L-7-18L-1-21M2-25L7-18L1-21', 0, 0],
  };
  const SHOTS = { wide: [1, 80], full: [2.1, 85], medium: [2, 102], close: [4.4, 188], detail: [6.5, 195] };

  const person = ({ pose, shot, x }, part) => {
    const limbs = POSES[pose];
    if (!limbs) return '';
    const [legs, arms, down, up] = limbs;
    const [scale, ground] = SHOTS[shot];
    const across = shot === 'wide' ? (x[0] + (x[1] - x[0]) * part) * 1.6 : 80;
    const line = (d, color, width) =>
      `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
    const hands =
      pose === 'joined'
        ? round(0, -21.5, 2.3, '#8d5a3b') + line('M-5-24l-4-2M5-24l4-2M-5-21h-5M5-21h5', '#d97706', 0.9)
        : '';
    const mouth = pose === 'talk' ? shape('M1.4-30.4h2.2v1.6H1.4z', '#5a2a1a') : '';
    return `<g transform="translate(${across} ${ground - up * scale + down * scale}) scale(${scale})">${
      line(legs, '#2b3242', 2.6) +
      line('M0-26V-16', '#1f4fa3', 5.4) +
      round(0, -32, 4.2, '#8d5a3b') +
      shape('M-4.4-32.4a4.4 4.4 0 0 1 8.8 0q-4.4-3-8.8 0z', '#221a16') +
      mouth +
      line(arms, '#8d5a3b', 2.2) +
      hands
    }</g>`;
  };

  /** What a scene shows at a part (from 0 to 1) of its length: the inside of a drawing of 160 by 90. */
  const inside = (scene, part) =>
    scene ? BACKS[scene.back]() + person(scene, part) : rect(0, 0, 160, 90, '#000000');
  return { inside };
})();
