// How long a transaction may take, waiting for its turn included.

/** A transaction was given up and rolled back because its time was over. */
export class StoreTimeout extends Error {
  override name = 'StoreTimeout';

  constructor(ms: number, options?: ErrorOptions) {
    super(`The store gave up after ${Math.round(ms)} ms; nothing of this transaction was kept.`, options);
  }
}

/** Runs `work`, but rejects with `StoreTimeout` once `ms` have passed, whatever the work still does. */
export async function giveUpAfter<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreTimeout(ms)), Math.max(0, ms));
  });
  try {
    return await Promise.race([work(), over]);
  } finally {
    clearTimeout(timer);
  }
}

/** Prisma's code for a transaction that never got its turn, or whose time is over. */
export function isStartTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2028';
}
