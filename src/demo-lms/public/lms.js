/* Opens launches by itself, asks before deleting, and serves the messages of a framed tool: LTI Client Side
   postMessages and LTI postMessage Storage, v0p1. */
(() => {
  const MOST_KEYS = 50;
  const LONGEST_TEXT = 4096;
  const TALLEST = 10000;
  const stores = new Map();

  for (const form of document.querySelectorAll('form[data-autosubmit]')) form.submit();

  document.addEventListener('submit', (event) => {
    const question = event.target.dataset.confirm;
    if (question !== undefined && !window.confirm(question)) event.preventDefault();
  });

  const course = document.querySelector('body[data-leave] a.button');
  if (course !== null) leave(course.href);

  const frame = document.querySelector('iframe[data-tool]');
  if (frame !== null) window.addEventListener('message', (event) => receive(frame, event));

  /* The top window is this LMS's own page around the tool; anywhere else the link remains. */
  function leave(address) {
    try {
      if (window.top.location.origin === window.location.origin) window.top.location.assign(address);
    } catch {
      // Another site's page is around us: it is not ours to move.
    }
  }

  function receive(tool, event) {
    const message = readMessage(event.data);
    if (message === undefined || !isInside(event.source, tool.contentWindow)) return;
    const answer = (fields) => {
      const reply = { subject: `${message.subject}.response`, message_id: message.message_id, ...fields };
      event.source.postMessage(reply, event.origin);
    };
    if (!tool.dataset.origins.split(' ').includes(event.origin)) {
      if (message.subject.startsWith('lti.'))
        answer(problem('wrong_origin', 'Origin is not that of the tool.'));
      return;
    }
    if (message.subject === 'org.imsglobal.lti.close' || message.subject === 'lti.close') {
      window.location.assign(tool.dataset.close);
    } else if (message.subject === 'lti.frameResize') {
      answer(resize(tool, message.height));
    } else if (message.subject === 'lti.capabilities') {
      answer({ supported_messages: capabilities(tool) });
    } else if (tool.dataset.storage === 'on' && message.subject === 'lti.put_data') {
      answer(put(event.origin, message));
    } else if (tool.dataset.storage === 'on' && message.subject === 'lti.get_data') {
      answer(get(event.origin, message));
    } else if (message.subject.startsWith('lti.')) {
      answer(problem('unsupported_subject', 'This message is not supported.'));
    }
  }

  function readMessage(data) {
    let message = data;
    if (typeof data === 'string' && data.length < LONGEST_TEXT) {
      try {
        message = JSON.parse(data);
      } catch {
        return undefined;
      }
    }
    const valid = typeof message === 'object' && message !== null && typeof message.subject === 'string';
    return valid ? message : undefined;
  }

  /* The tool may answer from a frame of its own. */
  function isInside(source, outer) {
    for (let one = source; one !== null; one = one.parent) {
      if (one === outer) return true;
      if (one === one.parent) return false;
    }
    return false;
  }

  function capabilities(tool) {
    const subjects = ['lti.capabilities', 'lti.frameResize', 'lti.close', 'org.imsglobal.lti.close'];
    const storage = tool.dataset.storage === 'on' ? ['lti.get_data', 'lti.put_data'] : [];
    return [
      ...subjects.map((subject) => ({ subject })),
      ...storage.map((subject) => ({ subject, frame: '_parent' })),
    ];
  }

  function resize(tool, height) {
    const wanted = Number(height);
    if (!Number.isFinite(wanted) || wanted <= 0) return problem('bad_request', 'height must be a number.');
    tool.style.height = `${Math.min(Math.max(wanted, 200), TALLEST)}px`;
    return {};
  }

  function put(origin, { key, value }) {
    if (!isText(key)) return problem('bad_request', 'key must be a text.');
    const store = stores.get(origin) ?? new Map();
    stores.set(origin, store);
    if (value === undefined || value === null) {
      store.delete(key);
      return { key };
    }
    if (!isText(value)) return problem('bad_request', 'value must be a text of at most 4096 characters.');
    if (!store.has(key) && store.size >= MOST_KEYS) return problem('storage_exhaustion', 'Too many keys.');
    store.set(key, value);
    return { key, value };
  }

  function get(origin, { key }) {
    if (!isText(key)) return problem('bad_request', 'key must be a text.');
    return { key, value: stores.get(origin)?.get(key) };
  }

  function isText(value) {
    return typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT;
  }

  function problem(code, message) {
    return { error: { code, message } };
  }
})();
