// <modal-dialog>: drawn by a component while its dialog is to be seen. It opens the <dialog> in it as a modal one, so that the browser
// keeps the focus inside, and raises "close" when the reader leaves by Escape or by a click beside it, so that the component can take
// it away. With "keeps" it stays: what it shows is shown once.
customElements.define('modal-dialog', class extends HTMLElement {
  #before = null;

  connectedCallback() {
    this.#before = document.activeElement;
    // The dialog is put in right after the element itself.
    queueMicrotask(() => this.#open());
  }

  disconnectedCallback() {
    // Whoever took it away may have moved the focus already.
    const isNowhere = document.activeElement === document.body || document.activeElement === null;
    if (isNowhere && this.#before?.isConnected) this.#before.focus({ preventScroll: true });
  }

  #open() {
    const dialog = this.querySelector('dialog');
    if (!dialog || dialog.open) return;
    dialog.addEventListener('cancel', event => {
      // Leaving the choice of a file is also called that, and comes from further in.
      if (event.target !== dialog) return;
      event.preventDefault();
      this.#leave();
    });
    // A press that began inside, to mark a text, may end outside.
    let beganOutside = false;
    dialog.addEventListener('pointerdown', event => { beganOutside = isOutside(dialog, event); });
    dialog.addEventListener('click', event => { if (beganOutside && isOutside(dialog, event)) this.#leave(); });
    dialog.addEventListener('keydown', event => { if (event.key === 'Escape' && this.hasAttribute('keeps')) event.preventDefault(); });
    // A second Escape in a row closes it whatever we say.
    dialog.addEventListener('close', () => this.#leave());
    dialog.showModal();
    (dialog.querySelector('[autofocus]') ?? dialog.querySelector('input:not([type=hidden]), textarea, select') ?? dialog.querySelector('h2'))?.focus();
  }

  #leave() {
    if (!this.hasAttribute('keeps')) this.dispatchEvent(new Event('close'));
  }
});

// The margin inside of the box is the dialog too.
function isOutside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  return event.target === dialog && (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom);
}
