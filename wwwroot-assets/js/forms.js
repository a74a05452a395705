// Small services for forms, found by data attributes, so that components need no interop.
export function startForms() {
  document.addEventListener('keydown', submitByKeys);
  document.addEventListener('click', insertAtCaret);
  document.addEventListener('submit', revealResult);
  document.addEventListener('focusin', selectAll);
}

// Ctrl+Enter (Cmd+Enter) anywhere in a form presses its submit button, disabled or not: the server decides.
function submitByKeys(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.('form[data-submit-keys]');
  if (!form) return;
  event.preventDefault();
  form.querySelector('[type=submit]:not(:disabled)')?.click();
}

// <button data-insert="[Verse]" data-into="lyrics-id">: a marker gets a line of its own.
function insertAtCaret(event) {
  const button = event.target.closest?.('[data-insert]');
  const field = button && document.getElementById(button.dataset.into);
  if (!field) return;
  const before = field.value.slice(0, field.selectionStart), after = field.value.slice(field.selectionEnd);
  const text = (before === '' || before.endsWith('\n') ? '' : '\n') + button.dataset.insert + (after.startsWith('\n') ? '' : '\n');
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// <form data-reveal="selector">: after a submit the place where the result appears is scrolled into view, where it is not.
function revealResult(event) {
  const place = event.target.dataset?.reveal && document.querySelector(event.target.dataset.reveal);
  if (!place) return;
  const { top } = place.getBoundingClientRect();
  if (top > innerHeight * 0.6) place.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}

function selectAll(event) {
  if (event.target.matches?.('[data-select-on-focus]')) event.target.select();
}
