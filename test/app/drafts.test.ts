// What was said on the first pages of a form, until it is sent, and for as long as Slack may bring it again.

import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../adapters/prisma/store.ts';
import { createDrafts, type Drafts } from '../../src/app/drafts.ts';
import type { Store } from '../../src/app/ports.ts';
import { type InACall, inACall } from '../adapters/slack/inbound/in-a-call.ts';
import { freshDatabase } from '../support/databases.ts';
import { silentLog } from '../support/logs.ts';
import { slackService } from '../support/slack/service.ts';

const farid = { platform: 'slack', tenant: 'T1', externalId: 'U1', name: null };
const nadia = { ...farid, externalId: 'U2' };
const now = '2026-11-23T09:00:00.000Z';
let store: Store;
let drafts: Drafts;

beforeEach(async () => {
  store = await openStore(await freshDatabase('sqlite'), silentLog);
  drafts = createDrafts(store, 'slack');
  return () => store.close();
});

describe('a form of several pages', () => {
  it('keeps each page, for its author alone, over a restart', async () => {
    await drafts.keep(farid, 'F1', { title: 'Un jardin' }, now);
    await drafts.keep(farid, 'F1', { summary: 'Des légumes' }, now);
    const after = createDrafts(store, 'slack');
    expect(await after.of(farid, 'F1')).toEqual({ title: 'Un jardin', summary: 'Des légumes' });
    expect(await after.of(nadia, 'F1')).toEqual({});
    expect(await after.of(farid, 'F2')).toEqual({});
  });

  it('that was sent leaves nothing on disk, and says the same when Slack brings it again', async () => {
    await drafts.keep(farid, 'F1', { title: 'Un jardin' }, now);
    await drafts.drop(farid, 'F1');
    expect(await store.settingsUnder('draft:')).toEqual([]);
    expect(await drafts.of(farid, 'F1')).toEqual({ title: 'Un jardin' });
    await drafts.drop(farid, 'F1');
    expect(await drafts.of(farid, 'F1')).toEqual({ title: 'Un jardin' });
  });

  it('that nobody sends is forgotten after a day', async () => {
    await drafts.keep(farid, 'F1', { title: 'Un jardin' }, now);
    await drafts.keep(nadia, 'F2', { title: 'Une cave' }, '2026-11-24T10:00:00.000Z');
    expect(await drafts.of(farid, 'F1')).toEqual({});
  });

  it('that nobody sends leaves the disk though nobody begins another: at the next form, or at the next start', async () => {
    const kept = async ({ app }: InACall) => JSON.stringify(await app.store.settingsUnder('draft:'));
    const service = await inACall();
    const begun = { 'draft:slack:T1:U1:F1': 'Un jardin', 'draft:slack:T1:U2:F2': 'Une cave' };
    const write = async ({ app }: InACall) => {
      for (const [key, title] of Object.entries(begun))
        await app.store.setSetting(key, JSON.stringify({ at: now, values: { title } }));
    };
    await write(service);
    await service.moveTo('2026-11-24T09:30:00.000Z');
    await service.farid.taps('Laisser une remarque', { under: 'Un jardin' });
    await service.farid.fills({ 'Votre remarque': 'À relire' }).sends();
    await service.line.settled();
    expect(await kept(service)).toBe('[]');

    await write(service);
    await service.close();
    const { slack, url, channel } = service;
    const next = await slackService({ again: { slack, url, channel }, now: '2026-11-24T09:30:00.000Z' });
    expect(await next.app.store.settingsUnder('draft:')).toEqual([]);
  });
});
