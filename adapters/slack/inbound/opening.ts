// A view that opens on a tap. Slack lets one open within three seconds of it; nobody is kept waiting so long.

import type { types, webApi } from '@slack/bolt';
import { within } from '../../../src/app/within.ts';
import { troubleOf } from '../trouble.ts';

/** Milliseconds after which something is shown, though it be less. */
export const patience = 500;
/** Milliseconds after which what hasn’t come isn’t waited for any more. */
const longest = 10_000;

export interface Trigger {
  client: webApi.WebClient;
  /** As Slack sent it with the tap. */
  trigger: string;
  /** Whether the tap was in a view, over which this one opens. */
  over: boolean;
}

/** What was to be shown failed after something else had opened already. */
export class FailedInView extends Error {
  override name = 'FailedInView';
  /** What is open, to be told in it; null where somebody may be typing into it: there it stays as it is. */
  readonly tellIn: string | null;

  constructor(tellIn: string | null, cause: unknown) {
    super('what was to be shown failed', { cause });
    this.tellIn = tellIn;
  }
}

/**
 * Opens the view as soon as it is there; past half a second first the one that needs nothing from the store. What
 * somebody has typed into that one by then stays: Slack keeps it by the names of the fields. What they have closed or
 * sent meanwhile isn’t touched. Throws `FailedInView`.
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
  const { id, hash } = view;
  const late = await within(whole, longest).catch((error: unknown) => {
    throw new FailedInView(isForm(asked.view) ? null : id, error);
  });
  if (!late)
    throw new FailedInView(isForm(asked.view) ? null : id, new Error('the store didn’t answer in time'));
  await client.views.update({ view_id: id, ...(hash ? { hash } : {}), view: late }).catch(unlessOver);
}

/** They have closed it, or it shows the answer to what they sent. */
export function unlessOver(error: unknown): void {
  if (!['not_found', 'hash_conflict'].includes(troubleOf(error).code)) throw error;
}

function isForm({ callback_id }: types.ModalView): boolean {
  return callback_id?.startsWith('form:') === true;
}
