// A view that opens on a tap. Slack lets one open within three seconds of it; nobody is kept waiting so long.

import type { types, webApi } from '@slack/bolt';
import { within } from './within.ts';

/** Milliseconds after which something is shown, though it be less. */
const patience = 500;

export interface Trigger {
  client: webApi.WebClient;
  /** As Slack sent it with the tap. */
  trigger: string;
  /** Whether the tap was in a view, over which this one opens. */
  over: boolean;
}

/**
 * Opens the view as soon as it is there; past half a second first the one that needs nothing from the store. What
 * somebody has typed into that one by then stays: Slack keeps it by the names of the fields.
 */
export async function openView(
  { client, trigger, over }: Trigger,
  whole: Promise<types.ModalView>,
  meanwhile: () => types.ModalView,
): Promise<void> {
  // It is awaited below in any case.
  whole.catch(() => undefined);
  const early = await within(whole, patience);
  const asked = { trigger_id: trigger, view: early ?? meanwhile() };
  const { view } = await (over ? client.views.push(asked) : client.views.open(asked));
  if (early || !view?.id) return;
  await client.views.update({ view_id: view.id, view: await whole });
}
