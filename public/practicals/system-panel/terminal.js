/* A terminal. */
import { addressOf, app, h, ipNumber, MOST_LINES, maskText, t } from './state.js';
import { resultOf } from './tests.js';

const COMMANDS = {
  help: ['aide', 'help', '?'],
  config: ['config', 'ipconfig', 'ip', 'ifconfig'],
  ping: ['ping'],
  trace: ['trajet', 'trace', 'tracert', 'traceroute'],
  name: ['nom', 'name', 'nslookup', 'dig'],
  clear: ['effacer', 'clear', 'cls'],
};
const answer = (typed) => {
  const { network } = app.config;
  const [word = '', target = ''] = typed.trim().split(/\s+/);
  const command = Object.keys(COMMANDS).find((name) => COMMANDS[name].includes(word.toLowerCase()));
  if (command === 'help')
    return ['config', 'ping', 'trace', 'name', 'clear'].map((name) => t(`command.${name}`));
  if (command === 'config') {
    const { ip, prefix, gateway, dns } = addressOf(network, app.state, network.me);
    return [
      t('pair', { label: t('field.ip'), value: ip }),
      t('pair', { label: t('field.mask'), value: `${maskText(prefix)} (/${prefix})` }),
      t('pair', { label: t('field.gateway'), value: gateway || t('nothing') }),
      t('pair', { label: t('field.dns'), value: dns || t('nothing') }),
    ];
  }
  if (command === undefined) return [t('unknown-command', { word })];
  if (target === '') return [t('no-target', { word })];
  if (command === 'name' && ipNumber(target) !== null) return [t('not-a-name')];
  return resultOf(command, network.me, target);
};
const runCommand = (typed) => {
  const written = typed.trim().slice(0, 80);
  if (written === '') return;
  const clears = COMMANDS.clear.includes(written.toLowerCase());
  const lines = clears ? [] : [`> ${written}`, ...answer(written)];
  const log = clears ? [] : [...app.view.log, ...lines].slice(-MOST_LINES);
  app.show({ log, typed: '' }, clears ? t('cleared') : lines.slice(1).join(' '));
};
export const drawTerminal = () => {
  const quick = (label, typed) =>
    h(
      'button',
      {
        type: 'button',
        class: 'press small',
        'data-key': `quick ${typed}`,
        onclick: () => runCommand(typed),
      },
      label,
    );
  return h(
    'div',
    { class: 'terminal' },
    h('p', { class: 'soft padded' }, t('terminal-help')),
    h(
      'div',
      { class: 'screen', role: 'region', tabindex: '0', 'aria-label': t('screen'), 'data-key': 'screen' },
      app.view.log.length === 0
        ? h('p', {}, t('screen-empty'))
        : app.view.log.map((line) => h('p', { class: line.startsWith('> ') ? 'asked' : false }, line)),
    ),
    h(
      'div',
      { class: 'prompt' },
      h('label', { for: 'command' }, t('command')),
      h('input', {
        type: 'text',
        id: 'command',
        'data-key': 'command',
        value: app.view.typed,
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        maxlength: '80',
        oninput: ({ target }) => app.note({ typed: target.value }),
        onkeydown: (event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          runCommand(event.target.value);
        },
      }),
      h(
        'button',
        {
          type: 'button',
          class: 'press press-main',
          'data-key': 'run',
          onclick: () => runCommand(document.getElementById('command').value),
        },
        t('run'),
      ),
    ),
    h('div', { class: 'does padded' }, quick(t('quick-help'), 'aide'), quick(t('quick-config'), 'config')),
  );
};
