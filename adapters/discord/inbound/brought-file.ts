// Where Discord keeps files: what an address says of them is enough to fetch them.

import {
  type BroughtFile,
  broughtFile,
  type FileHost,
  fetchFile,
} from '../../../src/importing/brought-file.ts';
import type { FileIn } from '../../../src/ui/reception/imported.ts';
import { platformName } from '../who.ts';
import type { Reception } from './reception.ts';

const fileHosts = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

export function fileIn({ app, apiUrl }: Reception): FileIn {
  const own = apiUrl === null ? null : new URL(apiUrl).origin;
  const host: FileHost = {
    platform: platformName,
    headers: {},
    keeps: ({ origin }) => fileHosts.includes(origin) || origin === own,
  };
  return ({ file }) => {
    const brought: BroughtFile | undefined = broughtFile(file);
    return brought && { name: brought.name, bytes: () => fetchFile(brought, host, app.log) };
  };
}
