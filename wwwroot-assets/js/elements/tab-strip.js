// <tab-strip>: a row of links that may be wider than a phone; the link of the page one is on is always brought into view.
customElements.define('tab-strip', class extends HTMLElement {
  #changes = new MutationObserver(() => this.#show());

  connectedCallback() {
    this.#changes.observe(this, { subtree: true, childList: true, attributeFilter: ['aria-current'] });
    requestAnimationFrame(() => this.#show());
  }

  disconnectedCallback() {
    this.#changes.disconnect();
  }

  #show() {
    const current = this.querySelector('[aria-current]');
    if (current) this.scrollLeft = current.offsetLeft - this.offsetLeft - (this.clientWidth - current.offsetWidth) / 2;
  }
});
