// Keeps the secret of a login in the LMS's own storage, for browsers that drop cookies in frames
// (LTI Client Side postMessages 1.0; LTI OIDC Login with LTI Client Side postMessages 1.0).
(() => {
  const WAIT_MS = 3000;
  const page = document.getElementById('lti-storage');
  if (!page) return;
  const { mode, target, origin, key, value, next } = page.dataset;
  const id = `palier-${Math.random().toString(36).slice(2)}`;
  let done = false;

  const finish = (found) => {
    if (done) return;
    done = true;
    if (mode === 'put') {
      location.replace(next);
      return;
    }
    const form = page.querySelector('form');
    form.elements.namedItem('storage_value').value = found;
    form.submit();
  };

  const frame = () => {
    const around = window.opener ?? window.parent;
    if (target === '_parent') return around;
    try {
      return around.frames[target] ?? around;
    } catch {
      return around;
    }
  };

  window.addEventListener('message', (event) => {
    const answer = event.data;
    if (
      event.origin !== origin ||
      typeof answer !== 'object' ||
      answer === null ||
      answer.message_id !== id
    ) {
      return;
    }
    finish(typeof answer.value === 'string' ? answer.value : '');
  });
  const subject = mode === 'put' ? 'lti.put_data' : 'lti.get_data';
  const message = { subject, message_id: id, key };
  if (mode === 'put') message.value = value;
  try {
    frame().postMessage(message, origin);
  } catch {
    finish('');
  }
  // An LMS that does not answer must not stop the launch: other proofs may do.
  setTimeout(() => finish(''), WAIT_MS);
})();
