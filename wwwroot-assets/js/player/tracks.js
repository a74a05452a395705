// Finds songs in the page. A row carries what the player needs as data attributes, so play works without asking the server:
// <article data-clip="id" data-src data-title data-styles data-duration data-peaks data-keep data-hues data-cover>, inside a list with data-queue.
import { showProgress } from '../elements/mini-wave.js';

export function startTracks(player) {
  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-play]');
    if (button) press(player, button);
    else if (event.target.closest?.('mini-wave')) jump(player, event);
  });
  document.addEventListener('submit', event => { if (event.target.matches?.('[data-sign-out]')) player.forget(); });

  const mark = () => markRows(player);
  player.addEventListener('state', mark);
  player.addEventListener('track', mark);
  player.addEventListener('time', () => showProgress(player.track?.id ?? null, player.fraction));
  // Rows come and go with the circuit; one look per frame is enough.
  let waiting = 0;
  new MutationObserver(() => {
    if (waiting || !player.track) return;
    waiting = requestAnimationFrame(() => { waiting = 0; mark(); });
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-title', 'data-peaks'] });
}

function press(player, button) {
  const row = button.closest('[data-clip]');
  if (row.dataset.clip === player.track?.id) player.toggle();
  else player.playFrom(queueAround(row), row.dataset.clip);
}

function jump(player, event) {
  const wave = event.target.closest('mini-wave'), row = wave.closest('[data-clip]'), box = wave.getBoundingClientRect();
  const fraction = (event.clientX - box.left) / box.width;
  if (row.dataset.clip === player.track?.id) player.seek(fraction * player.duration);
  else player.playFrom(queueAround(row), row.dataset.clip, fraction);
}

const queueAround = row => [...(row.closest('[data-queue]') ?? document).querySelectorAll('[data-clip][data-src]')].map(toTrack);

const toTrack = row => ({
  id: row.dataset.clip,
  src: row.dataset.src,
  title: row.dataset.title,
  styles: row.dataset.styles ?? '',
  duration: Number(row.dataset.duration),
  peaks: row.dataset.peaks ?? '',
  keep: row.dataset.keep ?? '',
  cover: row.dataset.cover ?? '',
  hues: (row.dataset.hues ?? '').split(' ').map(Number),
});

function markRows(player) {
  for (const row of document.querySelectorAll('[data-clip]')) {
    const isHere = row.dataset.clip === player.track?.id;
    const state = isHere ? (player.isPlaying ? 'playing' : 'paused') : null;
    if (state === null) row.removeAttribute('data-now');
    else if (row.dataset.now !== state) row.dataset.now = state;
    row.querySelector('[data-play]')?.setAttribute('aria-pressed', String(state === 'playing'));
    if (isHere) player.update(row.dataset.clip, row.dataset);
  }
  showProgress(player.track?.id ?? null, player.fraction);
}
