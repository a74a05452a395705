// A song that came without an outline gets it from the first browser that plays it: when enough is loaded that nothing has to wait, in
// idle time, one song after the other and each once. What does the work is fetched only then. Whatever fails, the song sounds on.
const calm = 500;

/** @param address where the module that measures songs lies */
export function startOutlines(player, address) {
  const tried = new Set();
  let turn = Promise.resolve();

  const look = () => {
    const { track } = player;
    if (!track || track.peaks || tried.has(track.id) || player.position === 0 || !player.hasReserve || navigator.connection?.saveData) return;
    tried.add(track.id);
    turn = turn.then(idle).then(() => draw(track)).catch(() => {});
  };

  async function draw(track) {
    // Somebody else may have drawn it by now; and who has gone on to another song may never hear this one.
    if (track.peaks || player.track !== track) { tried.delete(track.id); return; }
    const { measure, send } = await import(address), levels = await measure(track);
    if (!levels) return;
    player.update(track.id, { peaks: btoa(String.fromCharCode(...levels)) });
    if (track.keep) await send(track.keep, levels);
  }

  player.addEventListener('state', look);
  player.addEventListener('time', look);
}

const idle = () => new Promise(resolve => { if (window.requestIdleCallback) requestIdleCallback(resolve); else setTimeout(resolve, calm); });
