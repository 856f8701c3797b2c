// `npm run catalogue`: writes var/catalogue.html, everything that people read in three languages.

import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { en } from '../../src/ui/messages/en.ts';
import { fr } from '../../src/ui/messages/fr.ts';
import { nl } from '../../src/ui/messages/nl.ts';
import { collect } from './collected.ts';
import { cataloguePage } from './page.ts';

const file = new URL('../../var/catalogue.html', import.meta.url);
const page = await cataloguePage(await collect(), { fr, nl, en });
await mkdir(new URL('.', file), { recursive: true });
await writeFile(file, page);
process.stdout.write(`${fileURLToPath(file)}\n`);
