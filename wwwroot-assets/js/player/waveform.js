// Draws stored peaks (0 to 255) as bars.
/** @returns {Uint8Array} */
export function decodePeaks(base64) {
  if (!base64) return new Uint8Array(0);
  const text = atob(base64);
  return Uint8Array.from(text, letter => letter.charCodeAt(0));
}

/** The colours of a waveform are custom properties, so they follow the theme. */
export function waveColours(element) {
  const style = getComputedStyle(element);
  return {
    playedColour: style.getPropertyValue('--wave-played').trim() || style.color,
    restColour: style.getPropertyValue('--wave-rest').trim() || style.color,
    hoverColour: style.getPropertyValue('--wave-hover').trim() || style.color,
  };
}

export function drawWave(canvas, peaks, { played = 0, hover = null, playedColour, restColour, hoverColour }) {
  const scale = devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
  if (width === 0 || height === 0) return;
  if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale);
  if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale);
  const pen = canvas.getContext('2d');
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);

  const bar = 2, step = 3, count = Math.floor((width + step - bar) / step);
  const levels = Array.from({ length: count }, (_, i) => level(peaks, i, count)), top = Math.max(...levels);
  for (let i = 0; i < count; i++) {
    const left = i * step, here = (left + bar / 2) / width;
    const tall = Math.max(2, top > 0 ? height * (levels[i] / top) ** 3 : 0);
    pen.fillStyle = here <= played ? playedColour : hover !== null && here <= hover ? hoverColour : restColour;
    pen.fillRect(left, (height - tall) / 2, bar, tall);
  }
}

// The mean of the stored peaks of the stretch that one bar stands for; a flat line where a song has none. Cubed and measured
// against the song's own loudest bar: mastered music is loud throughout, and its intro, verses and choruses should still be seen.
function level(peaks, i, count) {
  if (peaks.length === 0) return 0;
  const from = Math.floor(i * peaks.length / count), to = Math.max(from + 1, Math.floor((i + 1) * peaks.length / count));
  let sum = 0;
  for (let at = from; at < to; at++) sum += peaks[at];
  return sum / (to - from);
}
