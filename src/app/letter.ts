// A letter: what is to be told somewhere, from when it is queued until it is settled, and where it then stands.

import type { Instant } from './ports.ts';

export type MessageKind = 'card' | 'post' | 'private';

/** A message to be sent. Holds ids only; its text is rendered from the state when it leaves. */
export interface Letter {
  assembly: string;
  kind: MessageKind;
  /** A room's id; for `private`, a person's id. */
  room: string;
  lane: string;
  subject: string;
  /**
   * The subject of the message in the same room under which it stands, null at the root. One that has yet
   * to leave is waited for; one that never will stands in nobody's way. A private message is under none.
   */
  under: string | null;
  /**
   * Unique. Enqueuing a `card` whose key is still waiting changes nothing but its `version`, so that
   * ten changes make one edit; a `post` or `private` whose key exists at all is ignored.
   */
  key: string;
  view: string;
  params: Record<string, string>;
  /** Domain instant before which it must not leave (quiet hours). */
  notBefore: Instant | null;
}

/** `by-hand`: whom it is for has no place in chat; a coordinator sends it by mail. */
export type LetterStatus = 'pending' | 'sending' | 'sent' | 'dead' | 'held' | 'by-hand';

export interface QueuedLetter extends Letter {
  id: number;
  version: number;
  status: LetterStatus;
  attempts: number;
  owner: string | null;
  /** System time since when it has been waiting: no attempt is older. */
  createdAt: Instant;
  claimedAt: Instant | null;
  /** Private: the platform and workspace (`slack:T1`) through which the last attempt may have arrived. */
  via: string | null;
  /** What went wrong last: see `unsent.ts`. */
  error: string | null;
}

/** Which letters; `id` and `after` are numbers of letters. */
export interface LetterQuery {
  assembly?: string;
  /** A room’s id, or a person’s. */
  room?: string;
  status?: LetterStatus[];
  id?: number;
  after?: number;
  key?: string;
}

/** Where a subject stands in a room. */
export interface Post {
  room: string;
  subject: string;
  messageId: string;
  /** Digest of the rendering last accepted by the platform; equal means no edit. */
  rendered: string;
  at: Instant;
}

/** How an attempt to send ended. Times but `deliveredAt` are system time, not the domain clock. */
export type Settlement =
  /** `deliveredAt`: the domain instant; null where there was nothing left to say, and nothing left. */
  | { status: 'sent'; post: Post | null; at: Instant; deliveredAt: Instant | null }
  /** `via` as in `QueuedLetter`. */
  | { status: 'pending'; error: string; retryAt: Instant; via?: string | null }
  | { status: 'dead'; error: string; at: Instant }
  | { status: 'held'; error: string; at: Instant }
  | { status: 'by-hand'; at: Instant };

export interface SettledLetter {
  id: number;
  /** The letter's version as it was claimed. */
  version: number;
  end: Settlement;
}
