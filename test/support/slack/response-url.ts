// The address at which an app may answer later: a new text for the person or for all, or another one in place of
// what was tapped.

import { type Answer, type Args, listOf, refused, said, text } from './answers.ts';
import type { Workspace } from './workspace.ts';

/** @param original the timestamp of what was tapped */
export function responseUrl(
  ws: Workspace,
  apiUrl: string,
  place: { user: string; channel: string; original?: string | null },
): string {
  const id = ws.id('R');
  const original = place.original ?? null;
  ws.responses.set(id, { ...place, original, left: 5, until: ws.now() + 30 * 60_000 });
  return new URL(`../respond/${id}`, apiUrl).href;
}

export function respondedTo(ws: Workspace, id: string, args: Args): Answer {
  const address = ws.responses.get(id);
  if (!address || ws.now() > address.until) return refused('expired_url');
  if (address.left-- <= 0) return refused('used_url');
  return answered(ws, address, args);
}

/** What the answer to a command or to an address brings; private unless the app says otherwise. */
export function answered(
  ws: Workspace,
  { user, channel, original }: { user: string; channel: string; original: string | null },
  args: Args,
): Answer {
  const here = (m: { channel: string; ts: string }) => m.channel === channel && m.ts === original;
  const ephemeral = ws.ephemerals.find(here);
  const message = ws.messages.find(here);
  if (args.delete_original === true) {
    if (message) ws.remove(channel, message.ts);
    if (ephemeral) ws.ephemerals.splice(ws.ephemerals.indexOf(ephemeral), 1);
    return { ok: true };
  }
  const blocks = listOf(args.blocks);
  const content = { text: text(args.text), blocks };
  if (content.text === '' && blocks.length === 0) return refused('no_text');
  if (args.replace_original === true && (ephemeral || message)) {
    Object.assign(ephemeral ?? message ?? {}, content);
    if (message) message.edits += 1;
  } else if (args.response_type === 'in_channel') {
    ws.messages.push(said(ws, channel, args, text(args.thread_ts) || null));
  } else ws.ephemerals.push({ channel, ts: ws.stamp(), user, ...content });
  return { ok: true };
}
