// One service per SQLite file: the second is told so, tools may look, and a killed one leaves no lock behind.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, sqlitePath } from '../../../adapters/prisma/store.ts';
import { StoreInUse } from '../../../src/app/ports.ts';
import { changes, head } from '../../contracts/store-changes.ts';
import { freshDatabase, openForTest } from '../../support/databases.ts';
import { silentLog } from '../../support/logs.ts';

describe('a second service on one SQLite file', () => {
  let url: string;
  let service: ChildProcess | undefined;
  beforeEach(async () => {
    url = await freshDatabase('sqlite');
  });
  afterEach(() => {
    service?.kill('SIGKILL');
    service = undefined;
  });
  const startService = async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'hold-store.ts'), url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    service = child;
    await once(child.stdout, 'data');
    return child;
  };

  it('is refused with a sentence that names the file and what to do', async () => {
    await startService();
    const refusal = openForTest(url);
    await expect(refusal).rejects.toBeInstanceOf(StoreInUse);
    await expect(refusal).rejects.toThrow(
      `Another service is already running on ${sqlitePath(url)}. Only one`,
    );
    await expect(refusal).rejects.toThrow('DATABASE_URL');
  });

  it('is refused within one process too, and under another name of the file', async () => {
    await openForTest(url);
    await expect(openForTest(url)).rejects.toBeInstanceOf(StoreInUse);
    const other = join(dirname(sqlitePath(url)), 'link.db');
    await symlink(sqlitePath(url), other);
    await expect(openForTest(`file:${other}`)).rejects.toBeInstanceOf(StoreInUse);
  });

  it('is accepted after the first was killed, and finds what the first wrote', async () => {
    const first = await startService();
    first.kill('SIGKILL');
    await once(first, 'close');
    expect((await (await openForTest(url)).head('a1'))?.seq).toBe(1);
  });

  it('is accepted after the first has closed', async () => {
    await (await openForTest(url)).close();
    expect(await (await openForTest(url)).heads()).toEqual([]);
  });

  it('does not keep a tool from reading, which can write nothing', async () => {
    await startService();
    const tool = await openStore(url, silentLog, { readOnly: true });
    try {
      expect((await tool.heads()).map(({ seq }) => seq)).toEqual([1]);
      await expect(tool.transact((tx) => tx.write(changes({ heads: [head('a1', 2)] })))).rejects.toThrow();
      expect((await tool.head('a1'))?.seq).toBe(1);
    } finally {
      await tool.close();
    }
  });

  it('reads nothing where there is no file, and makes none', async () => {
    await expect(openStore(url, silentLog, { readOnly: true })).rejects.toThrow('There is no database at');
    await expect(openStore(url, silentLog, { readOnly: true })).rejects.toThrow('There is no database at');
  });

  it('names the setting when the address is of another kind', async () => {
    await expect(openStore('mysql://x', silentLog)).rejects.toThrow('DATABASE_URL must begin with file:');
  });
});
