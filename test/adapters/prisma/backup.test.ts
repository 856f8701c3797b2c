// Backup and restore together: what was committed at one instant comes back whole, on either engine.

import { access, cp, open, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages } from '../../../adapters/prisma/copy-tables.ts';
import type { PrismaStore } from '../../../adapters/prisma/prisma-store.ts';
import { RestoreRefused, restore } from '../../../adapters/prisma/restore.ts';
import { SandboxDeliveries } from '../../../adapters/prisma/sandbox-deliveries.ts';
import { openStore } from '../../../adapters/prisma/store.ts';
import { tables } from '../../../adapters/prisma/tables.ts';
import {
  aggregate,
  card,
  changes,
  claimLetter,
  event,
  head,
  NOON,
  ONE,
  post,
  settleLetter,
  timer,
} from '../../contracts/store-changes.ts';
import { appendOne } from '../../contracts/store-transactions.ts';
import {
  blankDatabase,
  type Engine,
  freshDatabase,
  openForTest,
  scratchFolder,
} from '../../support/databases.ts';
import { silentLog } from '../../support/logs.ts';

const engines: Engine[] = ['sqlite', 'postgresql'];

/** Something in every table, and more than one page of events. */
async function fill(store: PrismaStore): Promise<void> {
  await store.transact((tx) =>
    tx.write(
      changes({
        heads: [head('a1', 2_500)],
        events: Array.from({ length: 2_500 }, (_, index) =>
          event('a1', index + 1, { at: '2026-03-29T00:59:59.999Z' }),
        ),
        contents: [{ id: 'c1', assembly: 'a1', author: 'p1', salt: null, text: 'é 👩‍👧‍👦 مرحبا' }],
        receipts: [{ key: 'd1', assembly: 'a1', fingerprint: 'f', result: '{}', at: NOON }],
        aggregates: [aggregate('call', 'C1', { doc: { a: 1 } })],
        persons: [{ id: 'p1', name: null, lang: 'fr' }],
        identities: [{ platform: 'slack', tenant: 'T1', externalId: 'U1', person: 'p1', linkedAt: NOON }],
        timersSet: [timer('close', ONE)],
        letters: [post('m1'), card('P1', { notBefore: ONE })],
      }),
    ),
  );
  const [letter] = await store.sendableLetters(NOON, NOON, 1);
  await claimLetter(store, letter?.id ?? 0, 'me', NOON);
  const where = { room: 'r1', subject: 's', messageId: 'm', rendered: 'x', at: NOON };
  await settleLetter(store, letter?.id ?? 0, 1, { status: 'sent', post: where, at: NOON, deliveredAt: NOON });
  await store.beat('service', NOON);
  await store.recordOutage({ edge: 'service', from: NOON, to: ONE });
  await store.takeLease('gateway', 'me', NOON, ONE);
  await store.setSetting('k', 'v');
  await new SandboxDeliveries(store).appendAll([
    {
      at: NOON,
      kind: 'post',
      to: 'r1',
      messageId: 'm',
      under: null,
      key: 'k',
      lang: 'fr',
      text: 't',
      card: '{}',
    },
  ]);
}

/** Every row of every table. */
async function contentsOf(store: PrismaStore): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const { name, key } of tables) {
    const rows = [];
    for await (const page of pages(store.db, store.engine, name, key)) rows.push(...page);
    all[name] = rows;
  }
  return all;
}

const backupFile = async () => join(await scratchFolder(), 'backup.db');

describe.each(engines)('a backup of %s', (engine) => {
  it.each(engines)('comes back whole on %s, and the counting goes on', async (target) => {
    const store = await openForTest(await freshDatabase(engine));
    await fill(store);
    const file = await backupFile();
    await store.backup(file);
    const url = await blankDatabase(target);
    await restore(file, url, silentLog);

    const restored = await openForTest(url);
    const rows = await contentsOf(restored);
    expect(rows).toEqual(await contentsOf(store));
    expect(Object.entries(rows).filter(([, some]) => some.length === 0)).toEqual([]);
    await restored.transact((tx) => tx.write(changes({ letters: [post('after')] })));
    await restored.recordOutage({ edge: 'service', from: ONE, to: ONE });
    expect((await restored.letters({}, 10)).map(({ key }) => key)).toEqual(['m1', 'card:r1:P1', 'after']);
  });

  it('is of one instant, although writing goes on', async () => {
    const store = await openForTest(await freshDatabase(engine));
    await fill(store);
    const file = await backupFile();
    let copying = true;
    const backup = store.backup(file).finally(() => {
      copying = false;
    });
    let written = 0;
    while (copying) {
      await appendOne(store);
      written += 1;
    }
    await backup;
    expect(written).toBeGreaterThan(0);

    const copy = await openStore(`file:${file}`, silentLog, { readOnly: true });
    try {
      const seq = (await copy.head('a1'))?.seq ?? 0;
      expect((await copy.counts()).events).toBe(seq);
      expect((await copy.events('a1', seq - 1, 10)).map((last) => last.seq)).toEqual([seq]);
    } finally {
      await copy.close();
    }
  });

  it('never overwrites a file, and leaves nothing else beside it', async () => {
    const store = await openForTest(await freshDatabase(engine));
    const file = await backupFile();
    await store.backup(file);
    await expect(store.backup(file)).rejects.toThrow('exists already');
    expect(await readdir(dirname(file))).toEqual(['backup.db']);
  });

  it('is not restored into a database that has rows', async () => {
    const store = await openForTest(await freshDatabase(engine));
    const file = await backupFile();
    await store.backup(file);
    const url = await freshDatabase(engine);
    const used = await openForTest(url);
    await used.transact((tx) => tx.write(changes({ heads: [head('a9', 1)] })));
    await used.close();
    await expect(restore(file, url, silentLog)).rejects.toThrow(
      'The database is not empty (there are rows in Assembly)',
    );
    expect((await (await openForTest(url)).heads()).map(({ assembly }) => assembly)).toEqual(['a9']);
  });
});

describe('restoring', () => {
  const refused = async (file: string) => {
    const url = await blankDatabase('sqlite');
    const attempt = restore(file, url, silentLog);
    await expect(attempt).rejects.toBeInstanceOf(RestoreRefused);
    await expect(access(url.slice('file:'.length))).rejects.toThrow();
    return attempt.catch((error: Error) => error.message);
  };

  it('refuses a file that is missing, foreign or damaged, and makes no database', async () => {
    const file = await backupFile();
    expect(await refused(file)).toContain('There is no backup at');
    await writeFile(file, 'this is a letter, not a database, and it is long enough to be read as one');
    expect(await refused(file)).toContain('is not a backup of this program');

    const store = await openForTest(await freshDatabase('sqlite'));
    await fill(store);
    const damaged = await backupFile();
    await store.backup(damaged);
    const handle = await open(damaged, 'r+');
    await handle.write(Buffer.alloc(30_000, 0x5a), 0, 30_000, 40_960);
    await handle.close();
    expect(await refused(damaged)).toMatch(/damaged|not a backup/);
  });

  it('leaves the backup as it was', async () => {
    const store = await openForTest(await freshDatabase('sqlite'));
    const file = await backupFile();
    await store.backup(file);
    await cp(file, `${file}.before`);
    await restore(file, await blankDatabase('sqlite'), silentLog);
    const [now, before] = await Promise.all(
      [file, `${file}.before`].map((name) =>
        open(name).then(async (handle) => {
          const bytes = await handle.readFile();
          await handle.close();
          return bytes;
        }),
      ),
    );
    expect(now?.equals(before ?? Buffer.alloc(0))).toBe(true);
    expect((await readdir(dirname(file))).sort()).toEqual(['backup.db', 'backup.db.before']);
  });
});
