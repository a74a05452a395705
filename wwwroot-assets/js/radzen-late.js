// Radzen's script is large and only a few inputs call it, so it comes when it comes and holds nothing up.
// A component that calls it before that waits here instead of failing.
export function awaitRadzen() {
  const script = document.querySelector('script[data-radzen]');
  if (!script || window.Radzen) return;
  const arrival = new Promise((resolve, reject) => {
    script.addEventListener('load', resolve, { once: true });
    script.addEventListener('error', () => reject(new Error('Radzen\'s script could not be loaded.')), { once: true });
  });
  arrival.catch(() => {});
  const later = name => async (...args) => { await arrival; return window.Radzen[name](...args); };
  window.Radzen = new Proxy({}, { has: () => true, get: (_, name) => later(name) });
}
