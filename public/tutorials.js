/* A lesson may stand twice on a page: what is pressed at one place shows at the others. */
document.addEventListener('htmx:after:swap', () => {
  const group = document.activeElement?.closest?.('.marks');
  if (!group) return;
  for (const other of document.querySelectorAll('.marks')) {
    if (other === group || other.dataset.tutorial !== group.dataset.tutorial) continue;
    other.innerHTML = group.innerHTML.split(group.id).join(other.id);
    other.querySelector('[role="status"]').textContent = '';
    htmx.process(other);
  }
});
