// A quiet banner instead of Blazor's dialog. Blazor writes its state as classes on #components-reconnect-modal.
// When the circuit is gone for good the page must load anew: at once when nothing plays, else when the song ends or on the next click,
// and never while a recording is sent, which needs no circuit.
const waits = [1000, 2000, 4000, 8000, 15000];

export function startReconnect(player) {
  const banner = document.getElementById('components-reconnect-modal');
  const fault = document.getElementById('blazor-error-ui');
  if (!banner) return;

  let attempt = 0, timer = 0, lost = false;
  const reload = () => { player.remember(); location.reload(); };

  const leave = () => {
    if (lost) return;
    lost = true;
    banner.classList.add('is-lost');
    const sending = document.querySelector('recording-upload[sending]');
    if (sending) return sending.addEventListener('sent', reload, { once: true });
    if (!player.isPlaying) return reload();
    player.addEventListener('ended', reload, { once: true });
    player.addEventListener('paused', reload, { once: true });
    // A click on the player still belongs to the player.
    document.addEventListener('click', event => {
      if (event.target.closest?.('#player')) return;
      event.preventDefault();
      event.stopPropagation();
      reload();
    }, { capture: true });
  };

  // Blazor gives up after a while; a closed laptop may wake hours later, so we go on asking.
  const askAgain = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      try {
        if (await Blazor.reconnect()) { attempt = 0; banner.className = 'reconnect'; }
        else leave();
      } catch {
        askAgain();
      }
    }, waits[Math.min(attempt++, waits.length - 1)]);
  };

  new MutationObserver(() => {
    const { classList } = banner;
    if (classList.contains('components-reconnect-rejected')) leave();
    else if (classList.contains('components-reconnect-failed') && attempt === 0) askAgain();
  }).observe(banner, { attributes: true, attributeFilter: ['class'] });

  // Blazor shows this element by a style when a component threw: the circuit is over.
  if (fault) new MutationObserver(() => { if (fault.style.display === 'block') leave(); }).observe(fault, { attributes: true, attributeFilter: ['style'] });
  banner.querySelector('[data-reload]')?.addEventListener('click', reload);
}
