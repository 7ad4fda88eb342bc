/** The overview page's script: the switches' buttons, a fresh copy of the lists every few seconds, copy buttons. */
export const SCRIPT = `
const localTimes = () => {
  for (const time of document.querySelectorAll('time')) time.textContent = new Date(time.dateTime).toLocaleTimeString();
};
const refresh = async () => {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  const active = document.activeElement?.dataset?.key;
  for (const part of document.querySelectorAll('[data-live]')) {
    const other = fresh.getElementById(part.id);
    if (other && other.innerHTML !== part.dataset.seen) {
      part.dataset.seen = other.innerHTML;
      part.innerHTML = other.innerHTML;
    }
  }
  localTimes();
  if (active) document.querySelector('[data-key="' + active + '"]')?.focus();
};
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button');
  if (button?.dataset.system) {
    const { system, setting } = button.dataset;
    const headers = { 'content-type': 'application/json' };
    await fetch('/sandbox/switches/' + system, { method: 'PUT', headers, body: setting });
    await refresh();
  } else if (button?.dataset.copy !== undefined) {
    await navigator.clipboard.writeText(button.closest('.example').querySelector('pre').textContent);
    button.textContent = button.dataset.copy;
  }
});
localTimes();
setInterval(() => document.hidden || refresh().catch(() => {}), 3000);
`;
