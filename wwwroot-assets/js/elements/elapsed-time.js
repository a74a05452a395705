// <elapsed-time seconds="12.5">: counts on from what the server measured, so the server need not redraw each second
// and a wrong clock in the browser does not matter.
customElements.define('elapsed-time', class extends HTMLElement {
  static observedAttributes = ['seconds'];
  #from = 0;
  #timer = 0;

  attributeChangedCallback() {
    this.#from = performance.now() - Number(this.getAttribute('seconds')) * 1000;
    this.#show();
  }

  connectedCallback() {
    this.#timer = setInterval(() => this.#show(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #show() {
    const seconds = Math.max(0, Math.floor((performance.now() - this.#from) / 1000));
    (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
});
