// The session with Discord’s gateway, kept on disk: a service that starts again goes on where it was, and is told
// what it missed. What is kept stands before everything that isn’t dealt with yet.

import type { SessionInfo, Snowflake } from 'discord.js';
import type { Log, Store } from '../../src/app/ports.ts';

export interface KeptSession {
  /** As Discord’s gateway goes on with it; null where a new one is to begin. */
  readonly current: SessionInfo | null;
  /** The servers that the app is in, as far as is known. */
  readonly guilds: Set<Snowflake>;
  /** UTC, by the clock of the service: the last sign of life of it. Null where there never was one. */
  heardAt: string | null;
  load(): Promise<void>;
  /** The session that began, or the same one with a later number; null: it is over. */
  update(session: SessionInfo | null): void;
  /** Something came in; the answer is called when it is dealt with. @param sequence Discord’s number for it */
  taken(sequence: number): () => void;
  /** Writes it down, soon. */
  touch(): void;
  /** Writes it down; what can’t be written is logged and written with the next. */
  flush(): Promise<void>;
}

const setting = 'discord:session';
/** Milliseconds for which what changed isn’t on disk yet. */
const soon = 1_000;

export function keptSession(store: Store, log: Log): KeptSession {
  let current: SessionInfo | null = null;
  let open = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let last: number | null = null;

  const kept: KeptSession = {
    get current() {
      return current;
    },
    guilds: new Set(),
    heardAt: null,
    async load() {
      const raw = await store.setting(setting);
      if (raw === undefined) return;
      const { session, guilds, heardAt } = JSON.parse(raw) as Written;
      current = session;
      kept.heardAt = heardAt;
      last = session?.sequence ?? null;
      kept.guilds.clear();
      for (const guild of guilds) kept.guilds.add(guild);
    },
    update(session) {
      const isOther = session?.sessionId !== current?.sessionId;
      current = session;
      if (!isOther) return;
      open = new Set();
      last = session?.sequence ?? null;
      kept.touch();
    },
    taken(sequence) {
      const ofSession = open;
      ofSession.add(sequence);
      last = sequence;
      kept.touch();
      return () => {
        ofSession.delete(sequence);
        kept.touch();
      };
    },
    touch() {
      timer ??= setTimeout(() => void kept.flush(), soon);
    },
    flush() {
      clearTimeout(timer);
      timer = undefined;
      writing = writing.then(write);
      return writing;
    },
  };

  async function write(): Promise<void> {
    const { guilds, heardAt } = kept;
    const sequence = open.size > 0 ? Math.min(...open) - 1 : (last ?? current?.sequence ?? 0);
    const session = current && { ...current, sequence };
    const written: Written = { session, guilds: [...guilds], heardAt };
    try {
      await store.setSetting(setting, JSON.stringify(written));
    } catch (error) {
      log.warn({ err: error as Error }, 'the session with Discord could not be written down');
    }
  }

  return kept;
}

interface Written {
  session: SessionInfo | null;
  guilds: Snowflake[];
  heardAt: string | null;
}
