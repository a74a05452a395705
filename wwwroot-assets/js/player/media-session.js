// Media keys, headphones and the lock screen.
export function announce(track) {
  if (!('mediaSession' in navigator)) return;
  navigator.mediaSession.metadata = new MediaMetadata({ title: track.title, artist: track.styles || 'MusicWeb', artwork: artwork(track) });
}

export function followSystemKeys(player) {
  if (!('mediaSession' in navigator)) return;
  const actions = {
    play: () => player.toggle(),
    pause: () => player.toggle(),
    nexttrack: () => player.next(),
    previoustrack: () => player.previous(),
    seekbackward: details => player.skip(-(details.seekOffset ?? 10)),
    seekforward: details => player.skip(details.seekOffset ?? 10),
    seekto: details => player.seek(details.seekTime),
  };
  for (const [name, action] of Object.entries(actions)) {
    try { navigator.mediaSession.setActionHandler(name, action); } catch { /* This browser does not know the key. */ }
  }
  player.addEventListener('state', () => { navigator.mediaSession.playbackState = player.isPlaying ? 'playing' : 'paused'; });
  player.addEventListener('time', () => {
    if (player.duration > 0) navigator.mediaSession.setPositionState?.({ duration: player.duration, position: Math.min(player.position, player.duration) });
  });
}

// The same gradient as the cover in the list, drawn once per track.
function artwork(track) {
  if (!track.hues) return [];
  const picture = document.createElement('canvas');
  picture.width = picture.height = 256;
  const pen = picture.getContext('2d'), [first, second] = track.hues;
  const fill = pen.createLinearGradient(0, 0, 256, 256);
  fill.addColorStop(0, `hsl(${first} 75% 60%)`);
  fill.addColorStop(1, `hsl(${second} 70% 32%)`);
  pen.fillStyle = fill;
  pen.fillRect(0, 0, 256, 256);
  return [{ src: picture.toDataURL('image/png'), sizes: '256x256', type: 'image/png' }];
}
