// A store that can be watched or made to fail: everything passes to the real one but what a test takes over.

import type { Reads, Store, StoreTx } from '../../src/app/ports.ts';

type Taken<T> = { [M in keyof T]?: T[M] };

/** `real` with some of its methods taken over. They are looked up at each call, so they may change. */
export function taking<T extends Store | StoreTx | Reads>(real: T, over: Taken<T>): T {
  return new Proxy(real, {
    get(target, name) {
      const own = Reflect.get(over, name) as unknown;
      const value = own ?? Reflect.get(target, name, target);
      return typeof value === 'function' && !own ? value.bind(target) : value;
    },
  });
}

/** A transaction in which everything that is asked about `what` fails, as a bug would make it. */
export function failingOn(tx: StoreTx, what: string): StoreTx {
  return new Proxy(tx, {
    get(target, name) {
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (JSON.stringify(args).includes(what)) throw new Error('a bug in the service');
        return value.apply(target, args);
      };
    },
  });
}

/** A transaction that notes the name of each question that is put to it. */
export function askingInto(questions: string[], tx: StoreTx): StoreTx {
  return new Proxy(tx, {
    get(target, name) {
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        questions.push(String(name));
        return value.apply(target, args);
      };
    },
  });
}

export interface WatchedStore {
  /** For the option `around` of a local room. */
  around: (real: Store) => Store;
  /** Transactions begun since the last `forget`. */
  readonly transactions: number;
  forget(): void;
  /** Runs in place of each transaction; `run` is the real one. Undefined lets everything through. */
  instead: (<T>(run: () => Promise<T>) => Promise<T>) | undefined;
  /** Stands between the work of each transaction and what it reads and writes. */
  inside: ((tx: StoreTx) => StoreTx) | undefined;
  /** Methods of the store that are taken over. */
  over: Taken<Store>;
}

/** A store that counts its transactions and does what a test tells it. */
export function watchedStore(): WatchedStore {
  let transactions = 0;
  const watched: WatchedStore = {
    get transactions() {
      return transactions;
    },
    forget() {
      transactions = 0;
    },
    instead: undefined,
    inside: undefined,
    over: {},
    around: (real) => {
      watched.over.transact = <T>(work: (tx: StoreTx) => Promise<T>, timeoutMs?: number) => {
        transactions += 1;
        const run = () => real.transact((tx) => work(watched.inside?.(tx) ?? tx), timeoutMs);
        return watched.instead ? watched.instead(run) : run();
      };
      return taking(real, watched.over);
    },
  };
  return watched;
}

/** A door that stays shut until it is opened; `waited` resolves when somebody stands before it. */
export function gate(): { pass: () => Promise<void>; waited: Promise<void>; open: () => void } {
  const arrived = Promise.withResolvers<void>();
  const opening = Promise.withResolvers<void>();
  return {
    pass: () => {
      arrived.resolve();
      return opening.promise;
    },
    waited: arrived.promise,
    open: opening.resolve,
  };
}
