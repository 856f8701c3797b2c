import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Engine, freshDatabase, scratchFolder } from '../support/databases.ts';
import { monday } from '../support/local.ts';
import { runProgram, startService } from '../support/service.ts';

const essai = { charter: 'essai-2026', data: 'colignon', now: monday };
const objection = (deliveryId: string, reason = 'Le mercredi est déjà couvert.') => ({
  deliveryId,
  as: { person: 'farid', institution: 'I2' },
  action: 'objection.raise',
  target: 'P1',
  values: { reason },
});

describe.each<Engine>(['sqlite', 'postgresql'])('le service, sur %s', (engine) => {
  it('keeps an objection through a kill, and answers its repeated delivery as before', async () => {
    const DATABASE_URL = await freshDatabase(engine);
    const env = { DATABASE_URL, INSTANCE: 'one' };
    const first = await startService(env);
    await first.post('/reset', essai);
    const answered = await first.post('/actions', objection('d1'));
    expect(answered).toMatchObject({ result: 'accepted', refs: { objection: 'O1' }, replayed: false });
    await first.kill();

    const second = await startService(env);
    expect(await second.post('/actions', objection('d1'))).toEqual({ ...answered, replayed: true });
    expect(await second.get('/dev/v1/state/proposal/P1')).toMatchObject({ status: 'contested' });
    await second.post('/clock', { by: 'PT1S' });
    const sent = (await second.get('/dev/v1/sent?after=0')) as { kind: string; key: string; text: string }[];
    const posts = sent.filter((s) => s.kind !== 'edit').map((s) => s.key);
    expect(new Set(posts).size).toBe(posts.length);
    expect(sent.findLast((s) => s.key.endsWith('card:P1'))?.text).toContain('en attente de plénière');
    expect(await second.stop()).toBe(0);
  });
});

describe('le service', () => {
  it('refuses a second service on the same file with a sentence, and lets it in after a kill', async () => {
    const env = { DATABASE_URL: await freshDatabase('sqlite') };
    const first = await startService(env);
    const refused = await runProgram(['src/main.ts'], { ...env, PORT: '0' });
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(env.DATABASE_URL.slice('file:'.length));
    expect(refused.err.trim().split('\n')).toHaveLength(1);
    await first.kill();
    expect(await (await startService(env)).stop()).toBe(0);
  });

  it('finishes what it has accepted before it stops', async () => {
    const DATABASE_URL = await freshDatabase('sqlite');
    const service = await startService({ DATABASE_URL });
    await service.post('/reset', essai);
    const people = Array.from({ length: 30 }, (_, n) => `person-${n}`);
    const answers = Promise.all(
      people.map((person) =>
        service
          .post('/actions', { ...objection(`d-${person}`), as: { person, institution: 'I3' } })
          .catch(() => ({ result: 'no answer' })),
      ),
    );
    const code = await service.stop();
    expect(code).toBe(0);
    const accepted = (await answers).filter((a) => a.result === 'accepted').length;
    const again = await startService({ DATABASE_URL });
    const events = (await again.get('/dev/v1/events?after=0')) as { name: string }[];
    expect(events.filter((e) => e.name === 'ObjectionRaised').length).toBeGreaterThanOrEqual(accepted);
  });

  it('says the same dates whatever time zone the computer is in', async () => {
    const views = await Promise.all(
      ['Pacific/Auckland', 'America/Los_Angeles'].map(async (TZ) => {
        const service = await startService({ DATABASE_URL: await freshDatabase('sqlite'), TZ });
        await service.post('/reset', essai);
        await service.post('/actions', objection('d1'));
        return service.get('/dev/v1/view');
      }),
    );
    expect(views[0]).toEqual(views[1]);
    expect(JSON.stringify(views[0])).toContain('lundi 7 décembre 2026 à 23');
  });

  it('writes nothing personal into its log, even at its most talkative', async () => {
    const service = await startService({ DATABASE_URL: await freshDatabase('sqlite'), LOG_LEVEL: 'debug' });
    await service.post('/reset', essai);
    await service.post('/actions', objection('d1', 'TEXTE-INTIME'));
    await service.post('/actions', { ...objection('d2'), as: { person: 'zebulon', institution: 'I9' } });
    await service.stop();
    const log = service.log.join('\n');
    expect(log).toContain('objection.raise');
    expect(log).not.toMatch(/TEXTE-INTIME|Nadia|zebulon|Tilleuls/);
  });

  it('says that its port is taken, ends, and lets go of its file', async () => {
    const first = await startService({ DATABASE_URL: await freshDatabase('sqlite') });
    const env = { DATABASE_URL: await freshDatabase('sqlite') };
    const refused = await runProgram(['src/main.ts'], { ...env, PORT: new URL(first.url).port });
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/^Port \d+ of 127\.0\.0\.1 is taken\..*\n$/);
    expect(await (await startService(env)).stop()).toBe(0);
  });

  it('keeps nobody waiting for a request of which only half has arrived, not even at its end', async () => {
    const service = await startService({ DATABASE_URL: await freshDatabase('sqlite') });
    await service.post('/reset', essai);
    const half = connect(Number(new URL(service.url).port), '127.0.0.1');
    half.on('error', () => undefined);
    half.write(
      'POST /dev/v1/actions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"del',
    );
    await once(half, 'connect');
    expect(await service.post('/actions', objection('d1'))).toMatchObject({ result: 'accepted' });
    expect(await service.post('/clock', { by: 'PT1H' })).toMatchObject({ timers: 0 });
    expect(await service.stop()).toBe(0);
    half.destroy();
  });

  it('says in a sentence that it can’t use a file that is no database, or one in no folder', async () => {
    const folder = await scratchFolder();
    const text = join(folder, 'text.db');
    await writeFile(text, 'This is no database. '.repeat(100));
    for (const file of [text, join(text, 'store.db')]) {
      const refused = await runProgram(['src/main.ts'], { DATABASE_URL: `file:${file}`, PORT: '0' });
      expect([refused.code, refused.err.trim().split('\n').length], refused.err).toEqual([1, 1]);
      expect(refused.err).toContain(file);
    }
  });

  it('says which setting is wrong and what it should be', async () => {
    const refused = await runProgram(['src/main.ts'], { PORT: 'abc', HOST: '0.0.0.0' });
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('PORT');
    const exposed = await runProgram(['src/main.ts'], { HOST: '0.0.0.0' });
    expect(exposed.err).toContain('HOST must be 127.0.0.1');
  });
});
