// The store's contract on SQLite.

import { freshDatabase, openForTest } from '../support/databases.ts';
import { storeContract } from './store.ts';

storeContract('SQLite', { fresh: () => freshDatabase('sqlite'), open: openForTest });
