// A file that is dropped on a list that takes recordings, marked data-takes-recordings, opens the dialog for it; the dialog takes it up.
const list = '[data-takes-recordings]';
let dropped = null;

/** The file that was dropped last, once. */
export function droppedFile() {
  const file = dropped;
  dropped = null;
  return file;
}

export function startRecordings() {
  const bringsFile = event => event.dataTransfer?.types.includes('Files') && !document.querySelector('dialog[open]');
  const mark = place => {
    for (const other of document.querySelectorAll(`${list}[data-over]`)) if (other !== place) other.removeAttribute('data-over');
    place?.setAttribute('data-over', '');
  };

  document.addEventListener('dragover', event => {
    const place = bringsFile(event) ? event.target.closest?.(list) : null;
    mark(place);
    if (place) event.preventDefault();
  });
  document.addEventListener('dragleave', event => { if (!event.relatedTarget) mark(null); });
  document.addEventListener('drop', event => {
    const place = bringsFile(event) ? event.target.closest?.(list) : null;
    mark(null);
    if (!place) return;
    event.preventDefault();
    dropped = event.dataTransfer.files[0] ?? null;
    if (dropped) place.querySelector('[data-add-recording]')?.click();
  });
}
