// <modal-opener>: stands in a <dialog> that a component draws while it is open. Opens it above everything, and gives the focus back to
// where it was when the component takes it away again.
customElements.define('modal-opener', class extends HTMLElement {
  #before = null;

  connectedCallback() {
    const dialog = this.closest('dialog');
    this.#before = document.activeElement;
    // The content is put in right after the element itself; the focus belongs on its first field.
    queueMicrotask(() => {
      if (!dialog.isConnected || dialog.open) return;
      dialog.showModal();
      dialog.querySelector('[autofocus], input:not([type=hidden]), textarea, select')?.focus();
      dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
    });
  }

  disconnectedCallback() {
    if (this.#before?.isConnected && (document.activeElement === document.body || document.activeElement === null)) this.#before.focus({ preventScroll: true });
  }
});
