// Measures the loudness outline of a song as the engine does (WaveformPeaks): levels of 0 to 255, half energy, half peak, the loudest
// being 255. A module of its own, because few songs need it. The browser decodes in its sandbox, at a rate at which a song is small.
const points = 800, rate = 8000, mostBytes = 64 * 1024 * 1024;

// Decoding holds the whole song for a moment: some 20 MB a minute. Twenty minutes where there is memory, fewer on small devices.
const mostSeconds = 150 * Math.min(8, navigator.deviceMemory ?? 8);

/** @returns {Promise<Uint8Array | null>} null for a song that is too large to be measured here */
export async function measure({ src, duration }) {
  if (duration > mostSeconds) return null;
  // The player has loaded it from the same address, so the cache has it.
  const answer = await fetch(src, { priority: 'low' });
  if (!answer.ok || !(Number(answer.headers.get('Content-Length') ?? Infinity) <= mostBytes)) {
    await answer.body?.cancel();
    return null;
  }

  return outline(await new OfflineAudioContext(1, 1, rate).decodeAudioData(await answer.arrayBuffer()));
}

/** Gives it to the server, for everybody who sees the song later. */
export const send = (address, levels) => fetch(address, {
  method: 'POST',
  headers: { 'Content-Type': 'application/octet-stream', RequestVerificationToken: document.querySelector('[name=__RequestVerificationToken]')?.value ?? '' },
  body: levels,
});

function outline(sound) {
  const channels = Array.from({ length: Math.min(2, sound.numberOfChannels) }, (_, i) => sound.getChannelData(i));
  const levels = Array.from({ length: points }, (_, p) => level(channels, Math.floor(p * sound.length / points), Math.floor((p + 1) * sound.length / points)));
  const most = Math.max(...levels);
  return Uint8Array.from(levels, one => most > 0 ? Math.round(255 * one / most) : 0);
}

function level(channels, from, to) {
  let energy = 0, peak = 0;
  for (const samples of channels) {
    for (let i = from; i < to; i++) {
      energy += samples[i] * samples[i];
      peak = Math.max(peak, Math.abs(samples[i]));
    }
  }

  return Math.sqrt(energy / Math.max(1, (to - from) * channels.length)) + 0.5 * peak;
}
