// `npm run -s export -- ASSEMBLY`: one assembly's history on standard output, while the service lives.

import { once } from 'node:events';
import { openStore } from '../../adapters/prisma/store.ts';
import { exportLines } from '../ledger/export-format.ts';
import { tool } from './tool.ts';

await tool(
  'Say which assembly to export: npm run -s export -- ASSEMBLY > FILE',
  1,
  async ([id = ''], url, log) => {
    const store = await openStore(url, log, { readOnly: true });
    try {
      for await (const line of exportLines(store, id)) {
        if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
      }
    } finally {
      await store.close();
    }
  },
);
