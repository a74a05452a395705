// <mini-wave data-of="clip id" peaks="base64">: the outline of a song in a row; follows the player when its clip sounds.
import { decodePeaks, drawWave, waveColours } from '../player/waveform.js';

const all = new Set();
let playing = { id: null, fraction: 0 };

export function showProgress(id, fraction) {
  const before = playing.id;
  playing = { id, fraction };
  for (const wave of all) if (wave.dataset.of === id || wave.dataset.of === before) wave.draw();
}

document.addEventListener('themechange', () => all.forEach(wave => wave.draw()));

customElements.define('mini-wave', class extends HTMLElement {
  static observedAttributes = ['peaks'];
  #canvas = null;
  #size = new ResizeObserver(() => this.draw());

  connectedCallback() {
    if (!this.#canvas) {
      this.#canvas = document.createElement('canvas');
      this.#canvas.style.cssText = 'display:block;width:100%;height:100%';
      this.attachShadow({ mode: 'open' }).append(this.#canvas);
    }
    all.add(this);
    this.#size.observe(this);
  }

  disconnectedCallback() {
    all.delete(this);
    this.#size.disconnect();
  }

  attributeChangedCallback() {
    this.draw();
  }

  draw() {
    if (!this.isConnected || !this.#canvas) return;
    const fraction = this.dataset.of === playing.id ? playing.fraction : 0;
    drawWave(this.#canvas, decodePeaks(this.getAttribute('peaks')), { played: fraction, ...waveColours(this) });
  }
});
