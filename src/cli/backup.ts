// `npm run -s backup -- FILE`: a consistent copy of the living store that DATABASE_URL names.

import { openStore } from '../../adapters/prisma/store.ts';
import { tool } from './tool.ts';

await tool('Say where the backup goes: npm run -s backup -- FILE', 1, async ([file = ''], url, log) => {
  const store = await openStore(url, log, { readOnly: true });
  try {
    await store.backup(file);
    console.log(`The backup is in ${file}.`);
  } finally {
    await store.close();
  }
});
