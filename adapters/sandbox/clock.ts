// The local room's clock: the computer's, moved ahead, or standing still until it is moved.

import type { Clock, Store } from '../../src/app/ports.ts';
import { millisecondsBetween, plusMilliseconds } from '../../src/domain/calendar.ts';

type State = { mode: 'running'; aheadMs: number } | { mode: 'standing'; at: string };
export const clockSetting = 'sandbox.clock';

export interface SandboxClock extends Clock {
  /** Stands still at an instant from now on. */
  stand(at: string): Promise<void>;
  /** Runs with the computer's clock from now on. */
  run(): Promise<void>;
  /** Moves to a later instant; a running clock runs on from there. Survives a restart. */
  moveTo(at: string): Promise<void>;
}

export async function openSandboxClock(
  store: Pick<Store, 'setting' | 'setSetting'>,
  system: () => string,
): Promise<SandboxClock> {
  const kept = await store.setting(clockSetting);
  let state: State = kept ? (JSON.parse(kept) as State) : { mode: 'running', aheadMs: 0 };

  async function keep(next: State): Promise<void> {
    await store.setSetting(clockSetting, JSON.stringify(next));
    state = next;
  }

  return {
    now: () => (state.mode === 'standing' ? state.at : plusMilliseconds(system(), state.aheadMs)),
    stand: (at) => keep({ mode: 'standing', at }),
    run: () => keep({ mode: 'running', aheadMs: 0 }),
    moveTo: (at) =>
      keep(
        state.mode === 'standing'
          ? { mode: 'standing', at }
          : { mode: 'running', aheadMs: millisecondsBetween(system(), at) },
      ),
  };
}
