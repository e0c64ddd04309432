// Authors' preview: the page loads again when the bank's folder has changed. Never served to pupils.
(() => {
  const mark = document.getElementById('bank-state');
  if (!mark) return;
  const ask = async () => {
    try {
      const state = await (await fetch('/state')).json();
      const changed =
        state.version !== mark.dataset.version || state.problems.join('\n') !== mark.dataset.problems;
      if (changed) location.reload();
    } catch {
      // The preview was stopped: it will answer again once started.
    }
  };
  setInterval(ask, 1000);
})();
