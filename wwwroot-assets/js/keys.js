// The keyboard of the player. Never while somebody types, never with Ctrl, Alt or Cmd, never on a control that uses the key itself.
const typing = 'input:not([type=range]), textarea, select, [contenteditable=true]';
const pressing = 'button, a[href], summary, [role=button], [role=option], [role=menuitem], [role=tab], [role=switch], [role=combobox]';
const moving = 'input[type=range], [role=slider], [role=tab], [role=menu], [role=listbox], [role=combobox], [role=radio]';

// Who speaks to the computer sets off single keys by accident: they can be switched off (WCAG 2.1.4).
const off = 'single-keys-off';
const areOff = () => { try { return localStorage.getItem(off) === '1'; } catch { return false; } };

export function showKeys() {
  for (const box of document.querySelectorAll('[data-single-keys]')) box.checked = !areOff();
}

document.addEventListener('change', event => {
  if (!event.target.matches?.('[data-single-keys]')) return;
  try { event.target.checked ? localStorage.removeItem(off) : localStorage.setItem(off, '1'); } catch { showKeys(); }
});

export function startKeys(player) {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !player.track || areOff()) return;
    const on = event.target;
    if (on.closest?.(typing)) return;
    const action = actionFor(event, on, player);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function actionFor(event, on, player) {
  switch (event.key) {
    case ' ': return on.closest?.(pressing) ? null : () => player.toggle();
    case 'k': case 'K': return () => player.toggle();
    case 'j': case 'J': return () => player.skip(-10);
    case 'l': case 'L': return () => player.skip(10);
    case 'ArrowLeft': return on.closest?.(moving) ? null : () => player.skip(-5);
    case 'ArrowRight': return on.closest?.(moving) ? null : () => player.skip(5);
    case 'n': case 'N': return () => player.next();
    case 'p': case 'P': return () => player.previous();
    case 'm': case 'M': return () => player.mute();
    default: return null;
  }
}
