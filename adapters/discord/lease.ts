// Who of several processes on one database holds something that only one may hold.

import type { Log, Store } from '../../src/app/ports.ts';

export interface Lease {
  /** Takes it or renews it; false where another process holds it. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
}

/** Milliseconds for which it is held; whoever holds it looks every five seconds. */
const heldFor = 20_000;

/** @param system UTC milliseconds of the computer */
export function createLease(
  store: Store,
  { name, owner, system, log }: { name: string; owner: string; system: () => number; log: Log },
): Lease {
  // On a file there is one service, and nobody to wait for whom the last one left it to.
  if (store.engine === 'sqlite') return { hold: async () => true, release: async () => undefined };
  let until = 0;
  const instant = (ms: number) => new Date(ms).toISOString();
  return {
    async hold() {
      const now = system();
      try {
        const isHeld = await store.takeLease(name, owner, instant(now), instant(now + heldFor));
        until = isHeld ? now + heldFor : 0;
      } catch (error) {
        log.warn({ err: error as Error, lease: name }, 'who holds the line can’t be asked of the database');
      }
      return system() < until;
    },
    async release() {
      if (until === 0) return;
      until = 0;
      await store.releaseLease(name, owner).catch(() => undefined);
    },
  };
}
