// The browser's half of MusicWeb: one module, no inline script. Nothing here needs the circuit to be alive.
import './elements/local-time.js';
import './elements/elapsed-time.js';
import './elements/popup-menu.js';
import './elements/mini-wave.js';
import './elements/modal-dialog.js';
import './elements/tab-strip.js';
import './elements/recording-upload.js';
import { awaitRadzen } from './radzen-late.js';
import { startCopy } from './copy.js';
import { startForms } from './forms.js';
import { startNotices } from './notices.js';
import { startKeys } from './keys.js';
import { Player } from './player/player.js';
import { PlayerBar } from './player/player-bar.js';
import { startRecordings } from './recordings.js';
import { startReconnect } from './reconnect.js';
import { startTheme } from './theme.js';
import { startOutlines } from './player/outlines.js';
import { startTracks } from './player/tracks.js';

awaitRadzen();
startTheme();
startForms();
startCopy();
startNotices();
startRecordings();

const bar = document.getElementById('player');
if (bar) {
  const player = new Player();
  new PlayerBar(bar, player);
  startTracks(player);
  startOutlines(player, bar.dataset.outline);
  startKeys(player);
  startReconnect(player);
  player.restore();
}
