import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Engine, freshDatabase, scratchFolder } from '../support/databases.ts';
import { monday } from '../support/local.ts';
import { runProgram, startService } from '../support/service.ts';

describe.each<Engine>(['sqlite', 'postgresql'])('sauvegarde, restauration, export, sur %s', (engine) => {
  it('a backup of the living service, restored, has the same history', async () => {
    const folder = await scratchFolder();
    const DATABASE_URL = await freshDatabase(engine);
    const service = await startService({ DATABASE_URL });
    await service.post('/reset', { charter: 'essai-2026', data: 'colignon', now: monday });
    await service.post('/actions', {
      deliveryId: 'd1',
      as: { person: 'farid', institution: 'I2' },
      action: 'objection.raise',
      target: 'P1',
      values: { reason: 'Le mercredi est déjà couvert.' },
    });
    const backup = join(folder, 'backup.db');
    expect(await runProgram(['src/cli/backup.ts', backup], { DATABASE_URL })).toMatchObject({
      code: 0,
      err: '',
    });
    const direct = await runProgram(['src/cli/export.ts', 'concertation'], { DATABASE_URL });
    expect(direct).toMatchObject({ code: 0, err: '' });
    expect(await (await fetch(`${service.url}/dev/v1/export`)).text()).toBe(direct.out);
    await service.stop();

    const restored = await freshDatabase(engine);
    expect(await runProgram(['src/cli/restore.ts', backup], { DATABASE_URL: restored })).toMatchObject({
      code: 0,
    });
    const exported = await runProgram(['src/cli/export.ts', 'concertation'], { DATABASE_URL: restored });
    expect(exported.out).toBe(direct.out);

    const file = join(folder, 'export.ndjson');
    await writeFile(file, exported.out);
    const verified = await runProgram(['src/cli/verify.ts', file]);
    expect(verified).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^OK 16 events head [0-9a-f]{64}\n$/),
    });

    const altered = (await readFile(file, 'utf8')).replace('déjà couvert', 'deja couvert');
    await writeFile(file, altered);
    const refused = await runProgram(['src/cli/verify.ts', file]);
    expect(refused).toMatchObject({ code: 1, out: 'ALTERED line 15 seq 15 ObjectionRaised\n' });

    const twice = await runProgram(['src/cli/restore.ts', backup], { DATABASE_URL: restored });
    expect(twice.code).toBe(1);
    expect(twice.err.trim().split('\n')).toHaveLength(1);
  });
});

describe('les outils', () => {
  let url = '';
  beforeEach(async () => {
    url = await freshDatabase('sqlite');
  });

  it('`npm run db -- status` says that migrations and schema agree; without a word it says how to use it', async () => {
    const status = await runProgram(['prisma/db.ts', 'status']);
    expect(status.out).toBe('sqlite: migrations and schema agree\npostgresql: migrations and schema agree\n');
    expect(await runProgram(['prisma/db.ts'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Usage'),
    });
  });

  it.each([
    ['an assembly that isn’t there', ['src/cli/export.ts', 'nowhere'], 'There is no assembly nowhere'],
    ['a database that isn’t there', ['src/cli/backup.ts', '/tmp/never.db'], 'There is no database'],
  ])('say in one sentence that they can’t do it: %s', async (what, args, sentence) => {
    const service = what.includes('assembly') ? await startService({ DATABASE_URL: url }) : undefined;
    const { code, err } = await runProgram(args, {
      DATABASE_URL: service ? url : 'file:/tmp/never/store.db',
    });
    expect([code, err.trim().split('\n').length]).toEqual([1, 1]);
    expect(err).toContain(sentence);
  });
});
