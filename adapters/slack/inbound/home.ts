// The Home tab, and the shortcut that opens the same from anywhere: what awaits somebody, and the calls that run, of
// every concertation of the workspace in which they take part.

import type { App } from '@slack/bolt';
import { tongueAtHand } from '../../../src/ui/reception/guest.ts';
import { homeOf } from '../blocks/reading.ts';
import { openView } from './opening.ts';
import { awaitingIn, excuse, noteView, readingView } from './reading.ts';
import { acknowledged, type Deed, deedOf, type Reception } from './reception.ts';

export const mineShortcut = 'mine';

export function mine(bolt: App, at: Reception): void {
  bolt.shortcut({ callback_id: mineShortcut, type: 'shortcut' }, async (args) => {
    const { shortcut, ack } = args;
    const deed = deedOf(args, shortcut.user, null);
    const open = { client: deed.client, trigger: shortcut.trigger_id, over: false };
    const t = tongueAtHand(at, deed);
    const waiting = () => noteView(t, [t('chat.wait')]);
    const whole = readingView(at, deed, { shows: 'mine' }).then((view) => view ?? waiting());
    try {
      await acknowledged(at, deed, openView(open, whole, waiting), ack);
    } catch (error) {
      await excuse(at, deed, error, shortcut.trigger_id, false);
    }
  });
}

/** Shows them their Home tab as it stands now. @param page from 0 */
export async function showHome(at: Reception, deed: Deed, page = 0): Promise<void> {
  const { sections, t } = await awaitingIn(at, deed);
  await deed.client.views.publish({ user_id: deed.who.externalId, view: homeOf(sections, t, page) });
}
