// The one audio element of the page and its queue. It lives outside everything the circuit draws, so a song goes on while the
// page changes or the connection is down. Raises "track", "state", "time", "ended", "paused" and "fault".
import { announce, followSystemKeys } from './media-session.js';
import { forgetQueue, loadQueue, loadVolume, saveQueue, saveVolume } from './store.js';

const restartAfter = 4, reserve = 10;

export class Player extends EventTarget {
  #audio = new Audio();
  #queue = [];
  #at = -1;
  #savedAt = 0;

  constructor() {
    super();
    this.#audio.preload = 'auto';
    const { volume, muted } = loadVolume() ?? { volume: 1, muted: false };
    this.#audio.volume = volume;
    this.#audio.muted = muted;
    for (const name of ['play', 'playing', 'waiting', 'volumechange', 'loadedmetadata']) this.#audio.addEventListener(name, () => this.#tell('state'));
    this.#audio.addEventListener('pause', () => { this.#tell('state'); this.remember(); if (!this.#audio.ended) this.#tell('paused'); });
    this.#audio.addEventListener('timeupdate', () => this.#onTime());
    this.#audio.addEventListener('ended', () => { this.#tell('ended'); this.next(); });
    this.#audio.addEventListener('error', () => { this.#tell('fault'); this.#tell('state'); });
    addEventListener('pagehide', () => this.remember());
    followSystemKeys(this);
  }

  get track() { return this.#queue[this.#at] ?? null; }
  get isPlaying() { return !this.#audio.paused && !this.#audio.ended && !this.#audio.error; }
  get isWaiting() { return this.isPlaying && this.#audio.readyState < 3; }
  get position() { return this.#audio.currentTime; }
  // The file's own length where the browser knows it, else what the server wrote.
  get duration() { return Number.isFinite(this.#audio.duration) ? this.#audio.duration : this.track?.duration ?? 0; }
  get fraction() { return this.duration ? Math.min(1, this.position / this.duration) : 0; }
  /** So much is loaded ahead that something else may use the line. */
  get hasReserve() {
    const { buffered, currentTime } = this.#audio, until = Math.min(currentTime + reserve, this.duration - 0.5);
    return Array.from(buffered, (_, i) => i).some(i => buffered.start(i) <= currentTime && buffered.end(i) >= until);
  }

  get volume() { return this.#audio.volume; }
  get isMuted() { return this.#audio.muted || this.#audio.volume === 0; }
  get hasNext() { return this.#at + 1 < this.#queue.length; }

  /** Plays the track of the queue that has this id. */
  playFrom(queue, id, fraction = 0) {
    const at = queue.findIndex(track => track.id === id);
    if (at < 0) return;
    this.#queue = queue;
    this.#open(at, { seconds: queue[at].duration * fraction, play: true });
  }

  toggle() {
    if (!this.track) return;
    if (this.isPlaying) this.#audio.pause();
    else if (this.#audio.error) this.#open(this.#at, { play: true });
    else this.#play();
  }

  next() {
    if (this.hasNext) this.#open(this.#at + 1, { play: true });
  }

  previous() {
    if (this.position > restartAfter || this.#at <= 0) this.seek(0);
    else this.#open(this.#at - 1, { play: true });
  }

  seek(seconds) {
    if (!this.track || !Number.isFinite(seconds)) return;
    this.#audio.currentTime = Math.min(Math.max(0, seconds), Math.max(0, this.duration - 0.05));
    this.#onTime();
  }

  skip(seconds) { this.seek(this.position + seconds); }

  setVolume(volume) {
    this.#audio.volume = Math.min(1, Math.max(0, volume));
    this.#audio.muted = false;
    saveVolume({ volume: this.#audio.volume, muted: false });
  }

  mute() {
    if (this.#audio.volume === 0) return this.setVolume(0.7);
    this.#audio.muted = !this.#audio.muted;
    saveVolume({ volume: this.#audio.volume, muted: this.#audio.muted });
  }

  /** What is known of a song since it came into the queue: another title, or an outline. */
  update(id, { title, peaks }) {
    const track = this.#queue.find(one => one.id === id);
    if (!track || ((title ?? track.title) === track.title && (peaks || track.peaks) === track.peaks)) return;
    track.title = title ?? track.title;
    track.peaks = peaks || track.peaks;
    if (track === this.track) { announce(track); this.#tell('track'); }
  }

  remember() {
    if (this.track) saveQueue({ queue: this.#queue, at: this.#at, position: this.position, playing: this.isPlaying });
  }

  forget() {
    this.#audio.pause();
    this.#queue = [];
    this.#at = -1;
    forgetQueue();
  }

  restore() {
    const kept = loadQueue();
    if (!kept?.queue?.[kept.at]) return;
    this.#queue = kept.queue;
    this.#open(kept.at, { seconds: kept.position, play: kept.playing });
  }

  #open(at, { seconds = 0, play }) {
    this.#at = at;
    this.#audio.src = this.track.src;
    if (seconds > 0) this.#audio.currentTime = seconds;
    announce(this.track);
    this.#tell('track');
    if (play) this.#play();
  }

  // A browser may refuse to start without a press, after a reload for example: the song then waits where it was.
  #play() {
    this.#audio.play().catch(() => this.#tell('state'));
  }

  #onTime() {
    this.#tell('time');
    if (Math.abs(this.position - this.#savedAt) < 1) return;
    this.#savedAt = this.position;
    this.remember();
  }

  #tell(name) { this.dispatchEvent(new Event(name)); }
}
