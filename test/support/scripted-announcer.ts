// A platform that does what a test tells it: accepts, refuses, loses its answer, keeps people waiting.

import { type Address, type Announcer, type Outgoing, SendFailure } from '../../src/app/announcer.ts';
import { plainText } from '../../src/ui/card.ts';

export interface Received {
  how: 'post' | 'edit';
  /** A room's id, or the platform's name of a person. */
  to: string;
  key: string;
  messageId: string;
  /** The message under which it stands, null at the root. */
  under: string | null;
  text: string;
}

/**
 * How one attempt goes. `arrives`: as usual. `answer-lost`: it arrives, but the sender can't know.
 * `way-lost`: it doesn't arrive, and the sender can't know. A function runs before it arrives.
 */
export type Course = 'arrives' | 'answer-lost' | 'way-lost' | SendFailure | (() => Promise<void>);

export interface ScriptedAnnouncer extends Announcer {
  /** What the platform has accepted, in order. */
  readonly received: Received[];
  /** The keys of every attempt to post or edit, accepted or not. */
  readonly attempts: string[];
  /** The keys that were looked up. */
  readonly lookups: string[];
  /** How each attempt goes whose key matches. An array is used up first to last. */
  script(key: string | RegExp, course: Course | Course[]): void;
  /** Everything goes through again. */
  calm(): void;
  /** From now on nothing can be looked up. */
  blind: boolean;
  /** Takes a message away, as somebody deleting it in the room would. */
  remove(messageId: string): void;
  /** Empties the lists of what was received, attempted and looked up; the messages stay. */
  forget(): void;
  /** A new platform: no message stands any more. */
  clear(): void;
  /** What stands in a room now, one text a message. */
  standing(to: string): string[];
}

export function scriptedAnnouncer(platform = 'sandbox'): ScriptedAnnouncer {
  const received: Received[] = [];
  const attempts: string[] = [];
  const lookups: string[] = [];
  const messages = new Map<string, Received>();
  const scripts = new Map<string | RegExp, Course | Course[]>();

  function courseOf(key: string): Course {
    for (const [part, course] of scripts) {
      if (key.search(part) < 0) continue;
      if (!Array.isArray(course)) return course;
      const [first, ...rest] = course;
      scripts.set(part, rest);
      if (first) return first;
    }
    return 'arrives';
  }

  async function attempt(arrival: Received): Promise<void> {
    attempts.push(arrival.key);
    const course = courseOf(arrival.key);
    if (course instanceof SendFailure) throw course;
    if (course === 'way-lost') throw new SendFailure('uncertain', 'the connection broke');
    if (typeof course === 'function') await course();
    received.push(arrival);
    messages.set(arrival.messageId, arrival);
    if (course === 'answer-lost') throw new SendFailure('uncertain', 'the answer was lost');
  }

  let posts = 0;
  const scripted: ScriptedAnnouncer = {
    platform,
    received,
    attempts,
    lookups,
    blind: false,
    script: (part, course) => void scripts.set(part, course),
    calm: () => scripts.clear(),
    remove: (messageId) => void messages.delete(messageId),
    forget() {
      received.length = 0;
      attempts.length = 0;
      lookups.length = 0;
    },
    clear: () => messages.clear(),
    standing: (to) => [...messages.values()].filter((m) => m.to === to).map((m) => m.text),
    async post(to, outgoing) {
      const messageId = `m${++posts}`;
      if (outgoing.under !== null && !messages.has(outgoing.under))
        throw new SendFailure('gone', `message ${outgoing.under} is gone`);
      await attempt(arrivalOf('post', to, messageId, outgoing));
      return messageId;
    },
    async edit(to, messageId, outgoing) {
      if (!messages.has(messageId)) throw new SendFailure('gone', `message ${messageId} is gone`);
      const under = messages.get(messageId)?.under ?? null;
      await attempt(arrivalOf('edit', to, messageId, { ...outgoing, under }));
    },
    async find(to, key) {
      lookups.push(key);
      if (scripted.blind) throw new SendFailure('blind', 'nothing can be looked up here');
      const place = placeOf(to);
      return [...messages.values()].find((m) => m.to === place && m.key === key)?.messageId;
    },
  };
  return scripted;
}

function arrivalOf(
  how: Received['how'],
  to: Address,
  messageId: string,
  { card, key, under }: Outgoing,
): Received {
  return { how, to: placeOf(to), key, messageId, under, text: plainText(card) };
}

function placeOf(to: Address): string {
  return to.kind === 'room' ? to.room.id : to.identity.externalId;
}
