// Discord shuts an address out that sends 10,000 invalid requests (401, 403, 429) within ten minutes: they are
// counted, and the service falls silent long before.

/** Milliseconds over which Discord counts. */
const window = 600_000;
const minute = 60_000;
/** Invalid requests in the window after which nothing leaves any more, and, where people wait, after which nothing answers. */
const atMost = 5_000;
const atMostAnswers = 9_000;

export interface InvalidRequests {
  /** Throws `HeldBack` where too many were refused. @param isAnswer whether somebody waits for it */
  mayCall(isAnswer: boolean): void;
  /** One more; answers how many there were in the window. */
  count(): number;
  /** Nothing leaves for these seconds. */
  hold(seconds: number): void;
}

/** The service holds a request back that Discord would punish. */
export class HeldBack extends Error {
  override name = 'HeldBack';
  readonly seconds: number;

  constructor(seconds: number) {
    super(`held back for ${seconds} seconds`);
    this.seconds = seconds;
  }
}

/** @param times monotonic milliseconds */
export function createInvalidRequests(times = () => performance.now()): InvalidRequests {
  /** By minute, oldest first. */
  let counts: { minute: number; count: number }[] = [];
  let heldUntil = Number.NEGATIVE_INFINITY;

  function inWindow(): number {
    const first = times() - window;
    counts = counts.filter((c) => (c.minute + 1) * minute > first);
    return counts.reduce((sum, { count }) => sum + count, 0);
  }

  return {
    mayCall(isAnswer) {
      const now = times();
      if (now < heldUntil) throw new HeldBack(Math.ceil((heldUntil - now) / 1_000));
      if (inWindow() < (isAnswer ? atMostAnswers : atMost)) return;
      const oldest = ((counts[0]?.minute ?? 0) + 1) * minute + window;
      throw new HeldBack(Math.max(1, Math.ceil((oldest - now) / 1_000)));
    },
    count() {
      const at = Math.floor(times() / minute);
      const last = counts.at(-1);
      if (last?.minute === at) last.count += 1;
      else counts.push({ minute: at, count: 1 });
      return inWindow();
    },
    hold(seconds) {
      heldUntil = Math.max(heldUntil, times() + seconds * 1_000);
    },
  };
}
