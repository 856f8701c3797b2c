// When a service has done what it does after something happened, as far as the other side of the line can tell.

import { setTimeout as rest } from 'node:timers/promises';

/** Until it has called nothing for a quarter of a second; at once where what follows is `seen`. */
export async function quiet(calls: readonly unknown[], seen: () => boolean): Promise<void> {
  let known = -1;
  for (let left = 50; left > 0 && !seen(); left--) {
    if (calls.length > known) left = 50;
    known = calls.length;
    await rest(5);
  }
}
