// The mean of the stored peaks of the stretch that one bar stands for; a flat line where a song has none. Squared and measured
// against the song's own loudest bar: mastered music is loud throughout, and its intro, verses and choruses should still be seen.
function level(peaks, i, count) {
  if (peaks.length === 0) return 0;
  const from = Math.floor(i * peaks.length / count), to = Math.max(from + 1, Math.floor((i + 1) * peaks.length / count));
  let sum = 0;
  for (let at = from; at < to; at++) sum += peaks[at];
  return sum / (to - from);
}
