// What scripts add to the pages: live parts, forms in place, completion, the guided tour. Without them every
// page can still be read and every form sent.

import { startComposer } from './composer.js';
import { startDialogs } from './dialogs.js';
import { keepLive, startReading } from './live.js';
import { startNotes } from './notes.js';
import { startTour } from './tour.js';
import { countUnread } from './unread.js';

if (document.getElementById('dialog')) {
  startReading();
  startDialogs();
  startNotes();
  startComposer();
  startTour();
  countUnread();
  document.addEventListener('visibilitychange', countUnread);
  keepLive();
}
