// What the outbox asks of a platform, and of whoever renders: the way out, as adapters implement it.

import type { Lang, Room } from '../domain/people.ts';
import type { Card } from '../ui/card.ts';
import type { Letter } from './letter.ts';
import type { Identity, Instant, Reads, Store } from './ports.ts';

/** Where a message goes: a room of a platform, or a person by one of their identities there. */
export type Address = { kind: 'room'; room: Room } | { kind: 'person'; identity: Identity };

export interface Outgoing {
  card: Card;
  /** The same on every attempt; platforms that can, remember it. */
  key: string;
  lang: Lang;
  /** A room of the assembly that it is about: a private message stands in none. */
  room: string;
  /** The platform's id of the message under which it stands, null at the root. An edit moves nothing. */
  under: string | null;
}

/**
 * One platform's way out. Sends at most once per call, never repeats by itself, and cuts nothing off.
 * Failures are thrown as `SendFailure`; anything else counts as uncertain.
 */
export interface Announcer {
  readonly platform: string;
  /** Answers with the platform's id of the new message. Throws `gone` when it would stand under none. */
  post(to: Address, message: Outgoing): Promise<string>;
  edit(to: Address, messageId: string, message: Outgoing): Promise<void>;
  /** The message that an earlier attempt with this key left, if it arrived after all. */
  find(to: Address, key: string, attempted: Attempted): Promise<string | undefined>;
}

/** Where and since when an earlier attempt may have left a message: platforms without an index look there. */
export interface Attempted {
  /** As `Outgoing.under`; where that one is gone the message may stand at the root. */
  under: string | null;
  /** System time before which nothing was attempted. */
  since: Instant;
}

/** Why something can’t leave until somebody does something about it, as it can be told in any language. */
export interface Obstacle {
  /** Of the messages for people. */
  message: string;
  params: Readonly<Record<string, string | number>>;
  /** Whether it keeps from more than the one room or person: it is told once then. */
  everywhere: boolean;
}

export class SendFailure extends Error {
  override name = 'SendFailure';
  /**
   * `retry`: refused for now, surely not accepted. `uncertain`: may have been accepted, so it is looked
   * up before it is repeated. `gone`: the message to edit, or to stand under, exists no more. `permanent`: will never be
   * accepted. `blind`: it can't be looked up, so it is held and shown to people.
   */
  readonly kind: 'retry' | 'uncertain' | 'gone' | 'permanent' | 'blind';
  /** Seconds that the platform asked to wait. */
  readonly retryAfter: number | null;
  /** What whoever runs the process is shown of it; null where it passes by itself. */
  readonly obstacle: Obstacle | null;

  constructor(
    kind: SendFailure['kind'],
    message: string,
    retryAfter: number | null = null,
    obstacle: Obstacle | null = null,
  ) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.obstacle = obstacle;
  }
}

/**
 * Makes a letter readable in a language, from the state at the time it leaves; null when there is nothing
 * left to say (whoever was to be reminded has answered), and then it doesn’t leave.
 */
export type Render = (reads: RenderReads, letter: Letter, lang: Lang, now: string) => Promise<Card | null>;

/** What rendering may ask for. */
export type RenderReads = Pick<
  Reads,
  'head' | 'aggregate' | 'aggregates' | 'contents' | 'person' | 'delivered' | 'identitiesOf'
> &
  Pick<Store, 'letters'> & {
    /** Remembers what was worked out under a name, where the reads are those of one moment. */
    once?<T>(name: string, work: () => Promise<T>): Promise<T>;
  };
