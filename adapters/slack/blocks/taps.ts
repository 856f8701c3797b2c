// What a tap on a message or view means, by the id of its button: written here, read here.

import { z } from 'zod';
import { limits } from './limits.ts';

export type Tap =
  /** Opens the form of an action on its target; '' where it stands alone. */
  | { kind: 'do'; action: string; target: string; of: Concerns }
  /** Opens the whole card of a subject. */
  | { kind: 'read'; subject: string; of: Concerns }
  /** Shows another page of what is open, from 0. */
  | { kind: 'page'; page: number }
  /** Adds to the form in hand whom it is entered for. */
  | { kind: 'entry' }
  /** Shows what the form in hand would send. */
  | { kind: 'preview' };

/** What a card is about, where its channel alone doesn’t say: private messages stand in no room. */
export interface Concerns {
  /** A room of the assembly; null where the channel is the room. */
  room: string | null;
  /** The key of the letter that the message is, so that all of it can be shown again. */
  letter: string | null;
  /** A message that somebody wrote, whose words the form is to hold: `C1:1712.34:1711.22`, in its thread. */
  words: string | null;
}

/** Where the channel says everything. */
export const asTheChannelSays: Concerns = { room: null, letter: null, words: null };

interface Ids {
  action_id: string;
  value?: string;
}

/** Throws where Slack has no room for the ids: it would be a bug. */
export function idsOf(tap: Tap): Ids {
  switch (tap.kind) {
    case 'do':
      return fitting({ action_id: `do:${tap.action}:${tap.target}`, ...saidBy(tap.of) });
    case 'read':
      return readIds(tap.subject, tap.of);
    case 'page':
      return { action_id: `page:${tap.page}` };
    case 'entry':
    case 'preview':
      return { action_id: tap.kind };
  }
}

/** Undefined for what isn’t a tap of ours. */
export function tapOf(actionId: string, value?: string | null): Tap | undefined {
  const [kind, rest = ''] = partedAt(actionId);
  switch (kind) {
    case 'do': {
      const [action, target] = partedAt(rest);
      return target === undefined ? undefined : { kind, action, target, of: concerns(value) };
    }
    case 'read':
      return { kind, subject: rest || longSubject(value), of: concerns(value) };
    case 'page':
      return /^\d{1,6}$/.test(rest) ? { kind, page: Number(rest) } : undefined;
    case 'entry':
    case 'preview':
      return { kind };
    default:
      return undefined;
  }
}

function saidBy(of: Concerns): { value?: string } {
  const said = Object.entries(of).filter(([, value]) => value !== null);
  return said.length === 0 ? {} : { value: JSON.stringify(Object.fromEntries(said)) };
}

/** A subject that is too long for an id stands with what it concerns. */
function readIds(subject: string, of: Concerns): Ids {
  const action_id = `read:${subject}`;
  if (action_id.length <= limits.actionId) return { action_id, ...saidBy(of) };
  return fitting({ action_id: 'read:', value: JSON.stringify({ ...of, subject }) });
}

function longSubject(value: string | null | undefined): string {
  try {
    return z.object({ subject: z.string() }).parse(JSON.parse(value ?? '')).subject;
  } catch {
    return '';
  }
}

const said = z.string().nullable().default(null);
const concernsSchema = z.object({ room: said, letter: said, words: said });

/** What isn’t ours says nothing: then the channel does. */
function concerns(value: string | null | undefined): Concerns {
  try {
    return concernsSchema.parse(JSON.parse(value ?? ''));
  } catch {
    return asTheChannelSays;
  }
}

function partedAt(text: string): [before: string, after?: string] {
  const at = text.indexOf(':');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function fitting(ids: Ids): Ids {
  if (ids.action_id.length > limits.actionId || (ids.value?.length ?? 0) > limits.button.value)
    throw new RangeError(`no room for the id ${ids.action_id} ${ids.value ?? ''}`);
  return ids;
}
