// Getting to know people: what their platform says of them, asked ahead of their acts and remembered, so that
// nobody’s act waits for it. Whoever was met unknown is named a little later.

import { noChanges } from './batch.ts';
import type { Directory, Profile } from './directory.ts';
import { systemNow } from './execute.ts';
import type { Submission } from './inbound.ts';
import type { IdentityKey, Log, Person, Reads, Store } from './ports.ts';

/** A name or language that somebody changes is seen after an hour. */
const rememberedFor = 3_600_000;
/** Somebody of whom nothing could be learned is asked about again after a minute. */
const unknownFor = 60_000;
const mostRemembered = 20_000;
const longestAnswer = 5_000;

export interface Acquaintance {
  /** Asks ahead, where nothing is remembered. Undefined where nothing is to be learned now; never throws. */
  meet(key: IdentityKey): Promise<Profile | undefined>;
  /** What is remembered, at once. */
  known(key: IdentityKey): Profile | undefined;
  /** The act, with what is remembered of whoever does it: used where they are met for the first time. */
  introduced(submission: Submission): Submission;
  /** After an act, and in nobody’s way: names its person, if they were met without a name or language. */
  fillIn(key: IdentityKey): void;
  /** Waits for what is being learned. */
  idle(): Promise<void>;
  forget(): void;
}

export function createAcquaintance(parts: {
  store: Store;
  log: Log;
  directories: ReadonlyMap<string, Directory>;
}): Acquaintance {
  const { store, log, directories } = parts;
  const remembered = new Map<string, { profile: Profile | undefined; until: number }>();
  const asking = new Map<string, Promise<Profile | undefined>>();
  /** Whose name and language were found complete, or completed. */
  const filled = new Set<string>();
  const filling = new Set<Promise<void>>();

  function fresh(name: string) {
    const found = remembered.get(name);
    return found && found.until > performance.now() ? found : undefined;
  }

  async function ask(name: string, { platform, tenant, externalId }: IdentityKey) {
    const directory = directories.get(platform);
    if (!directory) return undefined;
    const asked = directory.profile(platform, tenant, externalId);
    const profile = await within(asked).catch((error: unknown) => {
      log.warn({ err: error as Error, platform }, 'a profile could not be read');
      return undefined;
    });
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(name, { profile, until: performance.now() + (profile ? rememberedFor : unknownFor) });
    return profile;
  }

  async function meet(key: IdentityKey): Promise<Profile | undefined> {
    const name = nameOf(key);
    const found = fresh(name);
    if (found) return found.profile;
    const asked = asking.get(name) ?? ask(name, key).finally(() => asking.delete(name));
    asking.set(name, asked);
    return asked;
  }

  /** Their person as the store has it, while something is missing of it. */
  async function lacking(
    reads: Reads,
    { platform, tenant, externalId }: IdentityKey,
  ): Promise<Person | undefined> {
    const identity = await reads.identity(platform, tenant, externalId);
    const person = identity && (await reads.person(identity.person));
    return person && (person.name === null || person.lang === null) ? person : undefined;
  }

  async function complete(key: IdentityKey): Promise<void> {
    if (await lacking(store, key)) {
      const profile = await meet(key);
      if (!profile) return;
      await store.transact(async (tx) => {
        const person = await lacking(tx, key);
        if (!person) return;
        const { id, name, lang } = person;
        const known = { id, name: name ?? profile.name, lang: lang ?? profile.lang };
        await tx.write({ ...noChanges(systemNow()), persons: [known] });
      });
    }
    if (filled.size >= mostRemembered) filled.clear();
    filled.add(nameOf(key));
  }

  return {
    meet,
    known: (key) => fresh(nameOf(key))?.profile,
    introduced(submission) {
      const profile = fresh(nameOf(submission.as))?.profile;
      if (!profile) return submission;
      const as = { ...submission.as, name: profile.name ?? submission.as.name };
      return { ...submission, as, lang: profile.lang ?? submission.lang };
    },
    fillIn(key) {
      if (!directories.has(key.platform) || filled.has(nameOf(key))) return;
      const work: Promise<void> = complete(key)
        .catch((error: unknown) => log.warn({ err: error as Error }, 'a name could not be filled in'))
        .finally(() => filling.delete(work));
      filling.add(work);
    },
    async idle() {
      while (filling.size > 0) await Promise.all(filling);
    },
    forget() {
      remembered.clear();
      filled.clear();
    },
  };
}

/** Whoever stops doesn’t wait for a platform that never answers. */
async function within<T>(asked: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = () => reject(new Error('the platform did not answer'));
  AbortSignal.timeout(longestAnswer).addEventListener('abort', late);
  return Promise.race([asked, promise]);
}

function nameOf({ platform, tenant, externalId }: IdentityKey): string {
  return JSON.stringify([platform, tenant, externalId]);
}
