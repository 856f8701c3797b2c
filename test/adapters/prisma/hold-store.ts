// Run by a test in a process of its own: a service that has opened its store, has written, and stays.

import { openStore } from '../../../adapters/prisma/store.ts';
import { changes, head } from '../../contracts/store-changes.ts';
import { silentLog } from '../../support/logs.ts';

const store = await openStore(process.argv[2] ?? '', silentLog);
await store.transact((tx) => tx.write(changes({ heads: [head('a1', 1)] })));
process.stdout.write('ready');
setInterval(() => undefined, 60_000);
