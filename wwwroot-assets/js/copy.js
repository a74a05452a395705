// <button data-copy="id">: puts the text of an element, or the value of a field, into the clipboard and says so on the button.
const shownMs = 2000;

export function startCopy() {
  document.addEventListener('click', async event => {
    const button = event.target.closest?.('[data-copy]');
    const from = button && document.getElementById(button.dataset.copy);
    if (!from) return;
    if (!await copy(from)) return;
    button.setAttribute('data-copied', '');
    setTimeout(() => button.removeAttribute('data-copied'), shownMs);
  });
}

async function copy(from) {
  const text = from.value ?? from.textContent;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without TLS there is no clipboard to write to, but what is marked can be copied.
    if (from.select) from.select();
    else getSelection().selectAllChildren(from);
    return document.execCommand('copy');
  }
}
