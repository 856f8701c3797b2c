// How long a transaction may take, waiting for its turn included; and which failures may pass.

import { StoreUnavailable } from '../../src/app/ports.ts';

/** A transaction was given up and rolled back because its time was over. */
export class StoreTimeout extends StoreUnavailable {
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

/** Prisma's codes for a database that can't be reached, is too busy, or has closed the connection. */
const passingCodes = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'];
/** The same as the drivers name them, which is all that a raw query's error says. */
const passingKinds = [
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
];
const passingNetwork = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|57P0|53|08|40001|40P01)/;

/** An error that may pass, as `StoreUnavailable`; any other comes back as it is. */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof StoreUnavailable || !mayPass(error)) return error;
  return new StoreUnavailable((error as Error).message, { cause: error });
}

function mayPass(error: unknown): boolean {
  for (let e = error; typeof e === 'object' && e !== null; e = causeOf(e)) {
    if ('code' in e && typeof e.code === 'string') {
      if (passingCodes.includes(e.code) || passingNetwork.test(e.code)) return true;
    }
    if ('kind' in e && typeof e.kind === 'string' && passingKinds.includes(e.kind)) return true;
  }
  return false;
}

function causeOf(error: object): unknown {
  if ('cause' in error && error.cause) return error.cause;
  const { meta } = error as { meta?: { driverAdapterError?: unknown } };
  return meta?.driverAdapterError;
}
