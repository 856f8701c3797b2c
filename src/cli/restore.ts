// `npm run -s restore -- FILE`: puts a backup into the empty store that DATABASE_URL names.

import { restore } from '../../adapters/prisma/restore.ts';
import { tool } from './tool.ts';

await tool('Say which backup to restore: npm run -s restore -- FILE', 1, async ([file = ''], url, log) => {
  await restore(file, url, log);
  console.log(`${file} is restored.`);
});
