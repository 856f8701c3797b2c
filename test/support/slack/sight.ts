// What one person can see on Slack: messages of the channels they may read, private messages, notes to them alone,
// their Home tab and the modal on top; and how a test points at one of these.

import { there } from './filling.ts';
import { homeOf, topOf } from './methods-views.ts';
import type { Place } from './payloads.ts';
import { alike, type Button, buttonsIn, listOf, readMessage, readView } from './reading.ts';
import { withIds } from './view-state.ts';
import type { SlackMessage, SlackUser, Workspace } from './workspace.ts';

/** A message that is known, one that is described, or the Home tab. */
export type Pointed = SlackMessage | Showing | 'home';

export interface Showing {
  showing: string;
}

/** The newest message, or note to this person alone, with these words. */
export function messageShowing(words: string): Showing {
  return { showing: words };
}

/** Everything they can see of conversations, the newest first. */
export function visible(ws: Workspace, user: SlackUser): Place[] {
  const readable = (id: string) => {
    const channel = ws.channels.get(id);
    const anyone = channel?.kind === 'public' && !user.isGuest && !user.isStranger;
    return anyone || channel?.members.has(user.id);
  };
  const messages = ws.messages
    .filter((m) => readable(m.channel))
    .map((message): Place & { ts: string } => ({ kind: 'message', message, ts: message.ts }));
  const notes = ws.ephemerals
    .filter((e) => e.user === user.id)
    .map((ephemeral): Place & { ts: string } => ({ kind: 'ephemeral', ephemeral, ts: ephemeral.ts }));
  return [...messages, ...notes].toSorted((a, b) => Number(b.ts) - Number(a.ts));
}

export function readPlace(ws: Workspace, place: Place): string {
  if (place.kind === 'view') return readView(ws, place.view);
  return readMessage(ws, place.kind === 'message' ? place.message : place.ephemeral);
}

/** Throws, with what there is instead. */
export function pointedAt(ws: Workspace, user: SlackUser, at: Pointed): Place {
  if (at === 'home') {
    const view = homeOf(ws, user.id);
    if (!view) throw new Error(`${user.name}’s Home tab is empty`);
    return { kind: 'view', view };
  }
  if (!('showing' in at)) return { kind: 'message', message: at };
  const places = visible(ws, user);
  const found = places.find((place) => alike(readPlace(ws, place)).includes(alike(at.showing)));
  if (found) return found;
  const texts = places.map((place) => readPlace(ws, place));
  throw new Error(`${user.name} sees no message with „${at.showing}“; ${there(texts)}`);
}

/** What they have before them: the modal on top, or else the newest thing with such a button. */
export function before(ws: Workspace, user: SlackUser, label: string): Place {
  const view = topOf(ws, user.id);
  if (view) return { kind: 'view', view };
  const places = visible(ws, user);
  const found = places.find((place) => buttonsOn(ws, place).some((b) => alike(b.label) === alike(label)));
  if (found) return found;
  const labels = places.flatMap((place) => buttonsOn(ws, place)).map((b) => b.label);
  throw new Error(`${user.name} sees no button „${label}“ anywhere; ${there(labels)}`);
}

/** @param under words that stand above it, where there are several of the same label */
export function buttonCalled(ws: Workspace, place: Place, label: string, under?: string): Button {
  const buttons = buttonsOn(ws, place);
  const found = buttons.filter(
    (b) => alike(b.label) === alike(label) && (under === undefined || alike(b.above).includes(alike(under))),
  );
  const [first] = found;
  const where = under === undefined ? '' : ` under „${under}“`;
  if (!first)
    throw new Error(
      `no button „${label}“${where}; ${there(buttons.map((b) => b.label))}\n${readPlace(ws, place)}`,
    );
  const ids = ({ element: { action_id, value } }: Button) => JSON.stringify([action_id, value]);
  if (under === undefined && found.some((b) => ids(b) !== ids(first)))
    throw new Error(
      `${found.length} buttons „${label}“: say under which words it stands\n${readPlace(ws, place)}`,
    );
  return first;
}

function buttonsOn(ws: Workspace, place: Place): Button[] {
  return buttonsIn(ws, blocksOf(ws, place));
}

/** With the ids that Slack gives: they stay. */
function blocksOf(ws: Workspace, place: Place): unknown[] {
  if (place.kind === 'view') return listOf(place.view.view.blocks);
  const on = place.kind === 'message' ? place.message : place.ephemeral;
  on.blocks = withIds(on.blocks, ws.id);
  return on.blocks;
}
