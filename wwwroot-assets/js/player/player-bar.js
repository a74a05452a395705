// Wires the bar at the foot of the page to the player. The server wrote the markup and its texts once; from then on it is ours.
import { decodePeaks, drawWave, waveColours } from './waveform.js';

const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

export class PlayerBar {
  #bar; #player; #parts; #peaks = new Uint8Array(0); #hover = null; #shown = {};

  constructor(bar, player) {
    this.#bar = bar;
    this.#player = player;
    this.#parts = Object.fromEntries([...bar.querySelectorAll('[data-part]')].map(part => [part.dataset.part, part]));
    const { play, previous, next, mute, volume, wave } = this.#parts;
    play.addEventListener('click', () => player.toggle());
    previous.addEventListener('click', () => player.previous());
    next.addEventListener('click', () => player.next());
    mute.addEventListener('click', () => player.mute());
    volume.addEventListener('input', () => player.setVolume(Number(volume.value)));
    wave.addEventListener('pointerdown', event => this.#drag(event));
    wave.addEventListener('pointermove', event => this.#point(event));
    wave.addEventListener('pointerleave', () => { this.#hover = null; this.#draw(); });
    wave.addEventListener('keydown', event => this.#key(event));
    new ResizeObserver(() => this.#draw()).observe(wave);
    player.addEventListener('track', () => this.#showTrack());
    player.addEventListener('state', () => this.#showState());
    player.addEventListener('time', () => this.#showTime());
    player.addEventListener('fault', () => { this.#parts.fault.hidden = false; });
    document.addEventListener('themechange', () => this.#draw());
    this.#showState();
  }

  #showTrack() {
    const { title, styles, cover, fault } = this.#parts, track = this.#player.track;
    document.documentElement.classList.add('has-player');
    this.#bar.hidden = false;
    fault.hidden = true;
    title.textContent = track.title;
    title.title = track.title;
    styles.textContent = track.styles;
    ['--hue-a', '--hue-b', '--hue-c'].forEach((name, i) => cover.style.setProperty(name, track.hues[i] ?? 0));
    cover.replaceChildren(...(track.cover ? [Object.assign(new Image(), { src: track.cover, alt: '', className: 'cover-art' })] : []));
    this.#peaks = decodePeaks(track.peaks);
    this.#showState();
    this.#showTime();
    this.#draw();
  }

  #showState() {
    const { play, next, mute, volume } = this.#parts, player = this.#player;
    this.#bar.dataset.state = player.isPlaying ? 'playing' : 'paused';
    this.#bar.toggleAttribute('data-waiting', player.isWaiting);
    this.#bar.toggleAttribute('data-muted', player.isMuted);
    play.setAttribute('aria-label', player.isPlaying ? play.dataset.pause : play.dataset.start);
    mute.setAttribute('aria-pressed', String(player.isMuted));
    next.disabled = !player.hasNext;
    volume.value = player.isMuted ? 0 : player.volume;
    volume.style.setProperty('--fill', `${volume.value * 100}%`);
    this.#showTime();
  }

  #showTime() {
    const { position, length, wave } = this.#parts, player = this.#player;
    const now = clock(player.position), end = clock(player.duration);
    // Four times a second the same text: a screen reader and the layout should not hear of it.
    if (this.#shown.now !== now || this.#shown.end !== end) {
      this.#shown = { now, end };
      position.textContent = now;
      length.textContent = end;
      wave.setAttribute('aria-valuemax', String(Math.round(player.duration)));
      wave.setAttribute('aria-valuenow', String(Math.round(player.position)));
      wave.setAttribute('aria-valuetext', wave.dataset.spoken.replace('{0}', now).replace('{1}', end));
    }
    this.#bar.style.setProperty('--played', player.fraction);
    this.#draw();
  }

  #draw() {
    const { canvas, wave } = this.#parts;
    if (!this.#bar.hidden) drawWave(canvas, this.#peaks, { played: this.#player.fraction, hover: this.#hover, ...waveColours(wave) });
  }

  #fractionAt(event) {
    const box = this.#parts.wave.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  }

  #point(event) {
    const { wave, tip } = this.#parts, fraction = this.#fractionAt(event);
    this.#hover = fraction;
    tip.textContent = clock(fraction * this.#player.duration);
    wave.style.setProperty('--at', `${fraction * 100}%`);
    if (wave.hasPointerCapture(event.pointerId)) this.#player.seek(fraction * this.#player.duration);
    this.#draw();
  }

  #drag(event) {
    this.#parts.wave.setPointerCapture(event.pointerId);
    this.#player.seek(this.#fractionAt(event) * this.#player.duration);
  }

  #key(event) {
    const player = this.#player;
    const to = { ArrowLeft: player.position - 5, ArrowDown: player.position - 5, ArrowRight: player.position + 5, ArrowUp: player.position + 5, PageDown: player.position - 10, PageUp: player.position + 10, Home: 0, End: player.duration }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    player.seek(to);
  }
}
