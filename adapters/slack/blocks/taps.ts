// What a tap on a message or view means, by the id of its button: written here, read here.

import { limits } from './limits.ts';

export type Tap =
  /** Opens the form of an action on its target; '' where it stands alone. */
  | { kind: 'do'; action: string; target: string }
  /** Opens the whole card of a subject. */
  | { kind: 'read'; subject: string }
  /** Shows another page of what is open, from 0. */
  | { kind: 'page'; page: number }
  /** Adds to the form in hand whom it is entered for. */
  | { kind: 'entry' };

interface Ids {
  action_id: string;
  value?: string;
}

/** Throws where Slack has no room for the ids: it would be a bug. */
export function idsOf(tap: Tap): Ids {
  switch (tap.kind) {
    case 'do':
      return fitting({ action_id: `do:${tap.action}:${tap.target}` });
    case 'read': {
      const action_id = `read:${tap.subject}`;
      if (action_id.length <= limits.actionId) return { action_id };
      return fitting({ action_id: 'read:', value: tap.subject });
    }
    case 'page':
      return { action_id: `page:${tap.page}` };
    case 'entry':
      return { action_id: 'entry' };
  }
}

/** Undefined for what isn’t a tap of ours. */
export function tapOf(actionId: string, value?: string | null): Tap | undefined {
  const [kind, rest = ''] = partedAt(actionId);
  switch (kind) {
    case 'do': {
      const [action, target] = partedAt(rest);
      return target === undefined ? undefined : { kind, action, target };
    }
    case 'read':
      return { kind, subject: rest || (value ?? '') };
    case 'page':
      return /^\d{1,6}$/.test(rest) ? { kind, page: Number(rest) } : undefined;
    case 'entry':
      return { kind };
    default:
      return undefined;
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
