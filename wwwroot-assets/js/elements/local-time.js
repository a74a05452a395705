// <local-time datetime="2026-01-31T12:00:00Z" shape="time|date|moment">: the server writes UTC, the browser shows its own zone.
// The text stands in a shadow root, so the circuit, which owns the light text, never meets it.
const shapes = {
  time: { hour: '2-digit', minute: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  moment: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
};

customElements.define('local-time', class extends HTMLElement {
  static observedAttributes = ['datetime', 'shape'];

  attributeChangedCallback() {
    const moment = new Date(this.getAttribute('datetime'));
    if (Number.isNaN(moment.valueOf())) return;
    const shape = this.getAttribute('shape') || 'moment';
    const thisYear = moment.getFullYear() === new Date().getFullYear();
    const format = shape === 'moment' && !thisYear ? { ...shapes.moment, year: 'numeric' } : shapes[shape] ?? shapes.moment;
    (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).textContent = moment.toLocaleString(document.documentElement.lang, format);
  }
});
