// One person on two platforms, and one assembly in rooms of both: a short code is asked for on one side and entered on
// the other, which proves that whoever does both stands on both.

import { coordinates } from '../domain/assembly.ts';
import { plusMilliseconds } from '../domain/calendar.ts';
import type { Lang } from '../domain/people.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { noChanges } from './batch.ts';
import { sha256 } from './chain.ts';
import { type Execution, type Executor, systemNow } from './execute.ts';
import { receiptKey } from './fetch-ahead.ts';
import type { Answer, Job, Who } from './job.ts';
import type { Ids, Store } from './ports.ts';

/** The view of the letter that tells somebody of it. */
export const linkedView = 'person.linked';

/** Milliseconds for which a code is good. */
const goodFor = 15 * 60_000;
/** So many codes may one person enter within so many milliseconds. */
const mostTries = 5;
const triesWithin = 3_600_000;
/** Signs that nobody takes for one another. */
const alphabet = 'ACDEFGHJKLMNPQRTUVWXY3479';
const length = 8;

export interface Linking {
  /** A code for whoever asks; the one they had is worth nothing any more. It is kept as its digest alone. */
  ask(job: Job): Promise<Answer>;
  /**
   * Makes whoever enters a code one person with whoever asked for it, who stays. Refuses `link.tries`, `link.unknown`
   * (wrong, used, or too old), `link.self`, and as the executor does.
   */
  enter(job: Job): Promise<Execution>;
  /**
   * The same, and the channel becomes a room of the assembly in which the code was asked for, if its asker runs that.
   * Refuses `rights.coordinator-only` besides, and `room.taken`.
   *
   * @param room `platform:tenant:channel`
   */
  addRoom(asked: RoomAsked): Promise<{ assembly: string; answer: Answer } | Refusal>;
}

interface RoomAsked {
  code: string;
  room: string;
  lang: Lang;
  who: Who;
  /** UTC. */
  at: string;
  delivery: string;
}

/** What is kept of a code, under its digest. */
interface Kept {
  person: string;
  assembly: string;
  /** UTC. */
  until: string;
  /** The delivery that used it. */
  usedBy: string | null;
}

/** The digest under which a code is kept, however it was typed: small letters, spaces and hyphens are nothing. */
export function codeDigest(typed: string): string {
  return sha256(`link:${typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`);
}

export function createLinking({
  store,
  ids,
  executor,
}: {
  store: Store;
  ids: Ids;
  executor: Pick<Executor, 'execute'>;
}): Linking {
  async function personOf({ platform, tenant, externalId, newPerson, name, lang }: Who, at: string) {
    return store.transact(async (tx) => {
      const known = await tx.identity(platform, tenant, externalId);
      if (known) return known.person;
      const identity = { platform, tenant, externalId, person: newPerson, linkedAt: at };
      const persons = [{ id: newPerson, name, lang }];
      await tx.write({ ...noChanges(systemNow()), persons, identities: [identity] });
      return newPerson;
    });
  }

  /** Forgets the codes that are too old, and those that this person had, who asks for another or is somebody else now. */
  async function sweep(person: string, now: string): Promise<void> {
    for (const { key, value } of await store.settingsUnder(codes)) {
      const kept = JSON.parse(value) as Kept;
      if (kept.until <= now || kept.person === person) await store.swapSetting(key, value, null);
    }
    for (const { key, value } of await store.settingsUnder(tries))
      if ((JSON.parse(value) as Tries).until <= now) await store.swapSetting(key, value, null);
  }

  /** Counts one more try; false when there were too many. */
  async function mayTry(who: Who, at: string): Promise<boolean> {
    const { platform, tenant, externalId } = who;
    const known = await store.identity(platform, tenant, externalId);
    const key = tries + (known?.person ?? sha256(JSON.stringify([platform, tenant, externalId])));
    for (;;) {
      const raw = (await store.setting(key)) ?? null;
      const former = raw === null ? null : (JSON.parse(raw) as Tries);
      const current =
        former && former.until > at ? former : { n: 0, until: plusMilliseconds(at, triesWithin) };
      if (current.n >= mostTries) return false;
      if (await store.swapSetting(key, raw, JSON.stringify({ ...current, n: current.n + 1 }))) return true;
    }
  }

  /** What a code stands for, from now on used by this delivery; `free` takes that back. */
  async function use(digest: string, who: Who, at: string, delivery: string) {
    if (!(await mayTry(who, at))) return refuse('link.tries', { field: 'code', params: { max: mostTries } });
    const key = codes + digest;
    const raw = await store.setting(key);
    const kept = raw === undefined ? undefined : (JSON.parse(raw) as Kept);
    const by = `${who.platform}:${delivery}`;
    const wrong = refuse('link.unknown', { field: 'code' });
    if (raw === undefined || !kept || kept.until <= at) return wrong;
    if (kept.usedBy !== null) return kept.usedBy === by ? { kept, free: async () => {} } : wrong;
    const used = JSON.stringify({ ...kept, usedBy: by });
    if (!(await store.swapSetting(key, raw, used))) return wrong;
    return {
      kept,
      free: async () => {
        await store.swapSetting(key, used, raw);
      },
    };
  }

  async function assembliesOf({ platform, tenant, externalId }: Who): Promise<string[]> {
    const known = await store.identity(platform, tenant, externalId);
    return known ? store.assembliesNaming(known.person) : [];
  }

  /** The answer that this delivery was given already is given by the executor, from its receipt. */
  async function isRepeated(assembly: string, who: Who, delivery: string): Promise<boolean> {
    return (await store.receipts([receiptKey(assembly, who, delivery)])).length > 0;
  }

  return {
    async ask(job) {
      const { who } = sourceOf(job);
      const person = await personOf(who, job.at);
      await sweep(person, job.at);
      const code = codeFrom(() => ids.salt());
      const until = plusMilliseconds(job.at, goodFor);
      const kept: Kept = { person, assembly: job.assembly, until, usedBy: null };
      await store.setSetting(codes + codeDigest(code), JSON.stringify(kept));
      const note = { note: 'link-code', params: { code: spaced(code), until } } as const;
      return { accepted: true, refs: {}, events: [], replayed: false, notes: [note] };
    },

    async enter(job) {
      const source = sourceOf(job);
      const { who } = source;
      if (await isRepeated(job.assembly, who, job.delivery)) return executor.execute(job);
      const [command] = job.commands;
      const digest = (command.type === 'JoinPersons' && command.code) || '';
      const used = await use(digest, who, job.at, job.delivery);
      if ('refused' in used) return used;
      const { kept, free } = used;
      const known = await store.identity(who.platform, who.tenant, who.externalId);
      if (known?.person === kept.person) {
        await free();
        return refuse('link.self', { field: 'code' });
      }
      const link = { into: kept.person, also: await assembliesOf(who) };
      const end = await executor.execute({ ...job, source: { ...source, link } });
      if ('refused' in end) await free();
      else if (known) await sweep(known.person, job.at);
      return end;
    },

    async addRoom({ code, room, lang, who, at, delivery }) {
      const used = await use(codeDigest(code), who, at, delivery);
      if ('refused' in used) return used;
      const { kept, free } = used;
      const { person, assembly } = kept;
      const head = await store.head(assembly);
      if (!head || !coordinates(head.doc, person, at)) {
        await free();
        return refuse('rights.coordinator-only');
      }
      const channel = room.split(':').slice(2).join(':');
      const known = await store.identity(who.platform, who.tenant, who.externalId);
      const link = { into: person, also: await assembliesOf(who) };
      const answer = await executor.execute({
        assembly,
        at,
        delivery,
        commands: [
          { type: 'JoinPersons', code: codeDigest(code) },
          { type: 'AddRoom', channel, lang },
        ],
        source: { kind: 'person', who, contents: [], ids, action: 'room.add', behalf: null, room, link },
      });
      if ('refused' in answer) {
        await free();
        return answer;
      }
      if (known && known.person !== person) await sweep(known.person, at);
      return { assembly, answer };
    },
  };
}

const codes = 'link-code:';
const tries = 'link-tries:';

interface Tries {
  n: number;
  /** UTC. */
  until: string;
}

function sourceOf({ source }: Job) {
  if (source.kind !== 'person') throw new Error('only people ask for codes');
  return source;
}

/** @param bits hexadecimal, other ones at each call; what would make some signs likelier than others is left out */
function codeFrom(bits: () => string): string {
  let code = '';
  while (code.length < length)
    for (const byte of Buffer.from(bits(), 'hex'))
      if (byte < 256 - (256 % alphabet.length) && code.length < length)
        code += alphabet[byte % alphabet.length];
  return code;
}

/** As it is read aloud: 'ACDE-3479'. */
function spaced(code: string): string {
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
}
