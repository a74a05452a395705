// A song ended: told by the desktop and by a sound where the person wants that, and only when the page is out of sight.
// The permission is asked for by a press on <button data-ask-desktop>, never by itself.
const isWatched = () => document.visibilityState === 'visible' && document.hasFocus();

// Two short tones, made here: a file would have to be fetched while the machine may be asleep.
function chime(isGood) {
  const context = new AudioContext(), start = context.currentTime;
  (isGood ? [659, 880] : [440, 330]).forEach((pitch, i) => {
    const tone = context.createOscillator(), level = context.createGain(), at = start + i * 0.16;
    tone.frequency.value = pitch;
    level.gain.setValueAtTime(0, at);
    level.gain.linearRampToValueAtTime(0.12, at + 0.02);
    level.gain.exponentialRampToValueAtTime(0.001, at + 0.35);
    tone.connect(level).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.4);
  });
  setTimeout(() => context.close(), 1000);
}

// Several tabs hear of the same song; the first one speaks for all of them.
function isFirst(text) {
  const key = 'notice', now = Date.now();
  try {
    const last = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (last?.text === text && now - last.at < 5000) return false;
    localStorage.setItem(key, JSON.stringify({ text, at: now }));
  } catch { /* Without storage every tab speaks. */ }
  return true;
}

function announce(text, showsDesktop, playsSound, isGood) {
  if (isWatched()) return true;
  if (!isFirst(text)) return false;
  if (showsDesktop && window.Notification?.permission === 'granted') new Notification('MusicWeb', { body: text, icon: '/icons/icon.svg', tag: text });
  if (playsSound) chime(isGood);
  return false;
}

// The browser asks only in answer to a press; what it was told is read by desktopState when the next song ends.
async function ask(event) {
  const button = event.target.closest?.('[data-ask-desktop]');
  if (!button || !window.Notification || Notification.permission !== 'default') return;
  await Notification.requestPermission();
}

const desktopState = () => window.Notification ? Notification.permission : 'unsupported';

export function startNotices() {
  window.musicweb = { ...window.musicweb, announce, desktopState, chime };
  document.addEventListener('click', ask);
}
