// What a platform tells of its own accord: once, and not lost where a service stops.

import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../adapters/prisma/store.ts';
import { createNews, type Happening } from '../../src/app/news.ts';
import type { Store } from '../../src/app/ports.ts';
import { plusMilliseconds } from '../../src/domain/calendar.ts';
import { freshDatabase } from '../support/databases.ts';
import { taking } from '../support/failing-store.ts';
import { rememberingLog } from '../support/logs.ts';

const now = '2026-11-23T09:00:00.000Z';
const hour = 3_600_000;
const reaction: Happening = { kind: 'reaction', user: 'U1' };
let store: Store;
let log: ReturnType<typeof rememberingLog>;
let dealt: Happening[];
const how = async (happening: Happening) => void dealt.push(happening);
const kept = () => store.settingsUnder('news:slack:');

beforeEach(async () => {
  log = rememberingLog();
  dealt = [];
  store = await openStore(await freshDatabase('sqlite'), log);
  return () => store.close();
});

describe('what a platform tells', () => {
  it('is new once, however often it is told, even at the same instant', async () => {
    const news = createNews(store, log, 'slack');
    const told = await Promise.all(Array.from({ length: 5 }, () => news.take('Ev1', reaction, now)));
    expect(told.filter(Boolean)).toHaveLength(1);
    await news.deal('Ev1', reaction, how);
    expect(await news.take('Ev1', reaction, now)).toBe(false);
  });

  it('holds nothing any more of what happened once it is dealt with', async () => {
    const news = createNews(store, log, 'slack');
    await news.take('Ev1', reaction, now);
    expect((await kept())[0]?.value).toContain('U1');
    await news.deal('Ev1', reaction, how);
    expect((await kept())[0]?.value).not.toContain('U1');
  });

  it('is dealt with by the next service where one stopped before it had', async () => {
    await createNews(store, log, 'slack').take('Ev1', reaction, now);
    const next = createNews(store, log, 'slack');
    await next.resume(how, plusMilliseconds(now, 60_000));
    await next.resume(how, plusMilliseconds(now, 60_000));
    expect(dealt).toEqual([reaction]);
  });

  it('is dropped by the next service where nobody waits for it any more', async () => {
    await createNews(store, log, 'slack').take('Ev1', reaction, now);
    await createNews(store, log, 'slack').resume(how, plusMilliseconds(now, 2 * hour));
    expect(dealt).toEqual([]);
    expect((await kept())[0]?.value).toContain('"happening":null');
  });

  it('of another platform is left to it', async () => {
    await createNews(store, log, 'discord').take('Ev1', reaction, now);
    const news = createNews(store, log, 'slack');
    await news.resume(how, now);
    expect(dealt).toEqual([]);
    expect(await news.take('Ev1', reaction, now)).toBe(true);
  });

  it('and can’t be dealt with is logged, and stops nothing else', async () => {
    const news = createNews(store, log, 'slack');
    await news.take('Ev1', reaction, now);
    await news.take('Ev2', { kind: 'home' }, now);
    await news.resume(async (h) => {
      if (h.kind === 'reaction') throw new Error('no');
      await how(h);
    }, now);
    expect(dealt).toEqual([{ kind: 'home' }]);
    expect(log.lines.filter((l) => l.startsWith('error what a platform told'))).toHaveLength(1);
  });

  it('is forgotten a day after it was dealt with', async () => {
    const news = createNews(store, log, 'slack');
    await news.take('Ev1', reaction, now);
    await news.deal('Ev1', reaction, how);
    await news.take('Ev2', reaction, plusMilliseconds(now, 23 * hour));
    expect(await kept()).toHaveLength(2);
    await news.take('Ev3', reaction, plusMilliseconds(now, 25 * hour));
    expect((await kept()).map(({ key }) => key)).toEqual(['news:slack:Ev2', 'news:slack:Ev3']);
  });

  it('is kept even where what is old can’t be forgotten', async () => {
    const failing = taking(store, {
      settingsUnder: async () => {
        throw new Error('the disk is slow');
      },
    });
    const news = createNews(failing, log, 'slack');
    expect(await news.take('Ev1', reaction, now)).toBe(true);
  });

  it('and can’t be kept is told so to whoever delivers it', async () => {
    const failing = taking(store, {
      swapSetting: async () => {
        throw new Error('the disk is full');
      },
    });
    const news = createNews(failing, log, 'slack');
    await expect(news.take('Ev1', reaction, now)).rejects.toThrow('the disk is full');
    expect(await createNews(store, log, 'slack').take('Ev1', reaction, now)).toBe(true);
  });
});
