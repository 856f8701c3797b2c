// What every store promises (src/app/ports.ts), whatever its engine: run by one test file per engine.

import { describe } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import { keepingContract } from './store-keeping.ts';
import { outboxContract } from './store-outbox.ts';
import { timeContract } from './store-time.ts';
import { transactionContract } from './store-transactions.ts';

/** How a test gets at the engine it runs on. Stores are closed after each test. */
export interface Engine {
  /** The DATABASE_URL of a new, empty database. */
  fresh(): Promise<string>;
  /** Opens it. PostgreSQL may be opened several times at once, as several processes do. */
  open(url: string): Promise<Store>;
}

export function storeContract(name: string, engine: Engine): void {
  describe(`store on ${name}`, () => {
    keepingContract(engine);
    transactionContract(engine);
    timeContract(engine);
    outboxContract(engine);
  });
}
