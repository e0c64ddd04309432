// Tells the LMS that registration is over (LTI Dynamic Registration 1.0, 3.9): it closes this frame or window.
(() => {
  const host = window.opener ?? (window.parent === window ? null : window.parent);
  const close = () => {
    // The message holds nothing, and the LMS around us may be at another address than its issuer.
    if (host) host.postMessage({ subject: 'org.imsglobal.lti.close' }, '*');
    else window.close();
  };
  const button = document.querySelector('[data-lti-close]');
  if (button) button.addEventListener('click', close);
  // Who has left the page open has read it; some LMS wait for this message before they show the new tool.
  setTimeout(close, 30_000);
})();
