// The contract of what is written and read: nothing changes on the way, lists have one order, big batches fit.

import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import type { Engine } from './store.ts';
import { aggregate, changes, event, head, NOON, ONE, TWO } from './store-changes.ts';

export function keepingContract(engine: Engine): void {
  describe('keeps what it is given', () => {
    let store: Store;
    beforeEach(async () => {
      store = await engine.open(await engine.fresh());
    });
    const write = (some: Parameters<typeof changes>[0]) => store.transact((tx) => tx.write(changes(some)));

    it('gives back events, heads, aggregates and receipts as they were written, to the millisecond', async () => {
      const events = [
        event('a1', 1, { at: '2026-03-29T01:30:00.001Z' }),
        event('a1', 2, { at: '0099-01-01T00:00:00.999Z' }),
      ];
      const call = aggregate('call', 'C1', { doc: { title: '« Été »', a: [1, { b: null }] } });
      const receipt = {
        key: 'd1',
        assembly: 'a1',
        fingerprint: 'f',
        result: '{"refs":["O1"]}',
        at: '2026-12-31T23:59:59.999Z',
      };
      await write({ heads: [head('a1', 2)], events, aggregates: [call], receipts: [receipt] });

      expect(await store.events('a1', 0, 10)).toEqual(events);
      expect(await store.head('a1')).toEqual(head('a1', 2));
      const { assembly: _, ...kept } = call;
      expect(await store.aggregate('a1', 'call', 'C1')).toEqual(kept);
      expect(await store.receipts(['d1', 'unknown'])).toEqual([receipt]);
    });

    it('answers undefined or nothing for what was never written', async () => {
      expect(await store.head('a1')).toBeUndefined();
      expect(await store.aggregate('a1', 'call', 'C1')).toBeUndefined();
      expect(await store.person('p1')).toBeUndefined();
      expect(await store.identity('slack', 'T1', 'U1')).toBeUndefined();
      expect(await store.timer('a1', 'close')).toBeUndefined();
      expect((await store.posts([{ room: 'r1', subject: 'card:P1' }]))[0]).toBeUndefined();
      expect(await store.setting('k')).toBeUndefined();
      expect(await store.roomOwner('r1')).toBeUndefined();
      expect(await store.receipts([])).toEqual([]);
      expect(await store.aggregates('a1', 'call', { ids: [] })).toEqual([]);
    });

    it('keeps emoji, Arabic, quotes, line ends, emptiness and what looks like SQL', async () => {
      const texts = [
        '👩‍👧‍👦 🏳️‍🌈',
        'مرحبا بالعالم',
        'l’été d\'ici "oui"',
        'a\r\nb\t\\',
        '',
        '\'); DROP TABLE "Event"; --',
        '?1 $1 :x',
        'é'.repeat(40_000),
      ];
      const contents = texts.map((text, index) => ({
        id: `c${index}`,
        assembly: 'a1',
        author: 'p1',
        salt: 's',
        text,
      }));
      await write({ contents });
      expect(
        (await store.contents(contents.map((content) => content.id))).map((content) => content.text),
      ).toEqual(texts);
    });

    it('replaces half a character, which no text can hold, and keeps the rest', async () => {
      const content = { id: 'c1', assembly: 'a1', author: 'p1', salt: 's', text: 'avant \ud83d après' };
      await write({ contents: [content] });
      expect((await store.contents(['c1']))[0]?.text).toBe('avant \ufffd après');
    });

    it('forgets a text when it is erased, and keeps its row', async () => {
      const content = { id: 'c1', assembly: 'a1', author: 'p1', salt: 's', text: 'Trop cher' };
      await write({ contents: [content] });
      await write({ contents: [{ ...content, author: null, salt: null, text: null }] });
      expect(await store.contents(['c1'])).toEqual([{ ...content, author: null, salt: null, text: null }]);
    });

    it('replaces an aggregate by its assembly, type and id, and the last one of a batch stays', async () => {
      const proposal = (assembly: string, status: string) =>
        aggregate('proposal', 'P1', { assembly, status, doc: { status } });
      await write({ aggregates: [proposal('a1', 'open'), proposal('a2', 'open')] });
      await write({ aggregates: [proposal('a1', 'contested'), proposal('a1', 'validated')] });
      expect((await store.aggregate('a1', 'proposal', 'P1'))?.doc).toEqual({ status: 'validated' });
      expect((await store.aggregate('a2', 'proposal', 'P1'))?.doc).toEqual({ status: 'open' });
    });

    it('lists aggregates by parent, status and ids, in the order of their numbers', async () => {
      const proposal = (id: string, parent: string, status: string) =>
        aggregate('proposal', id, { parent, status });
      await write({
        aggregates: [
          proposal('P10', 'C1', 'open'),
          proposal('P2', 'C1', 'open'),
          proposal('P1', 'C2', 'open'),
          proposal('P3', 'C1', 'draft'),
        ],
      });
      const ids = async (where?: object) =>
        (await store.aggregates('a1', 'proposal', where)).map(({ id }) => id);
      expect(await ids()).toEqual(['P1', 'P2', 'P3', 'P10']);
      expect(await ids({ parent: 'C1', status: 'open' })).toEqual(['P2', 'P10']);
      expect(await ids({ ids: ['P10', 'P1', 'P99'] })).toEqual(['P1', 'P10']);
      expect(await ids({ parents: ['C1', 'C9'], status: 'open' })).toEqual(['P2', 'P10']);
      expect(await ids({ begins: 'P1' })).toEqual(['P1', 'P10']);
      expect(await ids({ begins: 'P1', status: 'draft' })).toEqual([]);
    });

    it('finds aggregates of any assembly and type by id and by parent, each once', async () => {
      const concern = (id: string, parent: string, assembly = 'a1') =>
        aggregate('concern', id, { assembly, parent, doc: { said: id } });
      const call = aggregate('call', 'C1');
      const own = [concern('R1', 'P1'), concern('R2', 'P1'), concern('R3', 'P2')];
      await write({ aggregates: [call, ...own, concern('R1', 'P1', 'a2'), concern('R2', 'P9', 'a2')] });
      const found = await store.aggregatesOf(
        [
          { assembly: 'a1', type: 'call', id: 'C1' },
          { assembly: 'a1', type: 'concern', id: 'R2' },
          { assembly: 'a2', type: 'concern', id: 'R9' },
        ],
        [
          { assembly: 'a1', type: 'concern', parent: 'P1' },
          { assembly: 'a2', type: 'concern', parent: 'P9' },
          { assembly: 'a2', type: 'call', parent: 'P9' },
        ],
      );
      const names = found.map(({ assembly, type, id }) => `${assembly} ${type} ${id}`).sort();
      expect(names).toEqual(['a1 call C1', 'a1 concern R1', 'a1 concern R2', 'a2 concern R2']);
      expect(found.find((row) => row.id === 'R1')?.doc).toEqual({ said: 'R1' });
      expect(await store.aggregatesOf([])).toEqual([]);
    });

    it('lists in the same order on every engine, whatever the letters', async () => {
      const persons = ['b', 'B', 'a', 'é', 'e', '_', 'Z'].map((id) => ({ id, name: null, lang: null }));
      await write({ persons });
      const listed = await store.persons(persons.map(({ id }) => id));
      expect(listed.map(({ id }) => id)).toEqual(['B', 'Z', '_', 'a', 'b', 'e', 'é']);
    });

    it('knows people by their identities, and takes a new name for the same person', async () => {
      const identity = { platform: 'slack', tenant: 'T1', externalId: 'U1', person: 'p1', linkedAt: NOON };
      await write({ persons: [{ id: 'p1', name: 'Aïcha', lang: 'fr' }], identities: [identity] });
      await write({
        persons: [{ id: 'p1', name: 'Aïcha B.', lang: 'nl' }],
        identities: [{ ...identity, externalId: 'U0' }],
      });
      expect(await store.person('p1')).toEqual({ id: 'p1', name: 'Aïcha B.', lang: 'nl' });
      expect(await store.identity('slack', 'T1', 'U1')).toEqual(identity);
      expect((await store.identitiesOf(['p1'])).map(({ externalId }) => externalId)).toEqual(['U0', 'U1']);
    });

    it('knows two people as one once they are joined, by whichever id; the one that goes keeps no name', async () => {
      const identity = { platform: 'slack', tenant: 'T1', externalId: 'U1', person: 'p1', linkedAt: NOON };
      const other = { ...identity, platform: 'sandbox', person: 'p2' };
      const persons = [
        { id: 'p1', name: 'Aïcha', lang: 'fr' },
        { id: 'p2', name: 'Aïcha B.', lang: 'nl' },
        { id: 'p3', name: 'Tom', lang: 'fr' },
      ];
      const content = { id: 't1', assembly: 'a1', author: 'p1', salt: 's', text: 'Trop cher' };
      await write({ persons, identities: [identity, other], contents: [content] });
      await write({ joined: [{ from: 'p1', into: 'p2' }] });
      expect(await store.identity('slack', 'T1', 'U1')).toEqual({ ...identity, person: 'p2' });
      expect(await store.persons(['p1', 'p2'])).toEqual([
        { id: 'p1', name: 'Aïcha B.', lang: 'nl' },
        { id: 'p2', name: 'Aïcha B.', lang: 'nl' },
      ]);
      const known = await store.identitiesOf(['p1', 'p2']);
      expect(known.map(({ platform, person }) => [platform, person]).toSorted()).toEqual([
        ['sandbox', 'p1'],
        ['sandbox', 'p2'],
        ['slack', 'p1'],
        ['slack', 'p2'],
      ]);
      expect((await store.contents(['t1']))[0]?.author).toBe('p2');

      await write({ joined: [{ from: 'p2', into: 'p3' }] });
      expect((await store.person('p1'))?.name).toBe('Tom');
      expect(await store.identitiesOf(['p1'])).toHaveLength(2);
    });

    it('finds everything that names somebody, assembly by assembly', async () => {
      await write({
        aggregates: [
          aggregate('call', 'C1', { doc: { by: { person: 'person-1' } } }),
          aggregate('proposal', 'P1', { doc: { holds: [{ author: 'person-1' }] } }),
          aggregate('proposal', 'P2', { doc: { holds: [{ author: 'person-2' }] } }),
          aggregate('call', 'C1', { assembly: 'a2', doc: { by: { person: 'person-1' } } }),
        ],
      });
      const found = await store.naming('person-1', 'a1');
      expect(found.map(({ type, id }) => `${type} ${id}`).toSorted()).toEqual(['call C1', 'proposal P1']);
      expect(await store.assembliesNaming('person-1')).toEqual(['a1', 'a2']);
      expect(await store.assembliesNaming('nobody')).toEqual([]);
    });

    it('finds the assembly of a room', async () => {
      await write({
        aggregates: [aggregate('room', 'slack:T1:C9', { assembly: 'a2' }), aggregate('call', 'C1')],
      });
      expect(await store.roomOwner('slack:T1:C9')).toBe('a2');
      expect(await store.roomOwner('C1')).toBeUndefined();
    });

    it('tells in one question before which assembly somebody stands, and who they are', async () => {
      const identity = { platform: 'slack', tenant: 'T1', externalId: 'U1', person: 'p1', linkedAt: NOON };
      const person = { id: 'p1', name: 'Aïcha', lang: 'fr' };
      await write({
        heads: [head('a1', 3), head('a2', 7)],
        aggregates: [
          aggregate('room', 'slack:T1:C9', { assembly: 'a2' }),
          aggregate('call', 'slack:T1:C8', { assembly: 'a1' }),
        ],
        persons: [person],
        identities: [identity, { ...identity, externalId: 'U3', person: 'p3' }],
      });
      const standing = (room: string, externalId: string) =>
        store.presence(room, { platform: 'slack', tenant: 'T1', externalId });
      expect(await standing('slack:T1:C9', 'U1')).toEqual({ head: head('a2', 7), person });
      expect(await standing('slack:T1:C9', 'U2')).toEqual({ head: head('a2', 7), person: null });
      const nameless = { id: 'p3', name: null, lang: null };
      expect(await standing('slack:T1:C9', 'U3')).toEqual({ head: head('a2', 7), person: nameless });
      expect(await standing('slack:T1:C8', 'U1')).toBeUndefined();
    });

    it('reads events after a number, in order, up to a limit, of one assembly only', async () => {
      const events = [3, 1, 2, 4].map((seq) => event('a1', seq));
      await write({ events: [...events, event('a2', 1)] });
      const seqs = async (after: number, limit: number) =>
        (await store.events('a1', after, limit)).map(({ seq }) => seq);
      expect(await seqs(0, 10)).toEqual([1, 2, 3, 4]);
      expect(await seqs(1, 2)).toEqual([2, 3]);
    });

    it('refuses a number of history or a delivery that is taken', async () => {
      const receipt = { key: 'd1', assembly: 'a1', fingerprint: 'f', result: '{}', at: NOON };
      await write({ events: [event('a1', 1)], receipts: [receipt] });
      await expect(write({ events: [event('a1', 1, { name: 'Other' })] })).rejects.toThrow();
      await expect(write({ receipts: [receipt] })).rejects.toThrow();
      expect((await store.events('a1', 0, 10)).map(({ name }) => name)).toEqual(['ObjectionRaised']);
    });

    it('takes 5,000 rows of every kind in one write', async () => {
      const many = Array.from({ length: 5_000 }, (_, index) => index + 1);
      await write({
        events: many.map((seq) => event('a1', seq)),
        aggregates: many.map((n) => aggregate('mandate', `M${n}`, { doc: { n } })),
        persons: many.map((n) => ({ id: `p${n}`, name: null, lang: null })),
        timersSet: many.map((n) => ({
          assembly: 'a1',
          key: `t${n}`,
          kind: 'close',
          target: 'P1',
          dueAt: NOON,
        })),
      });
      expect(await store.counts()).toEqual({ events: 5_000, letters: 0, timers: 5_000 });
      expect((await store.aggregates('a1', 'mandate')).at(-1)?.doc).toEqual({ n: 5_000 });
      expect(await store.persons(many.map((n) => `p${n}`))).toHaveLength(5_000);
    });

    it('remembers outages, and answers with those that touch a period', async () => {
      await store.recordOutage({ edge: 'service', from: NOON, to: ONE });
      await store.recordOutage({ edge: 'slack:T1', from: NOON, to: TWO });
      await store.recordOutage({ edge: 'service', from: NOON, to: ONE });
      const edges = async (from: string, to: string) =>
        (await store.outages(from, to)).map(({ edge }) => edge);
      expect(await edges(NOON, TWO)).toEqual(['service', 'slack:T1']);
      expect(await edges(ONE, TWO)).toEqual(['slack:T1']);
      expect(await edges('2026-03-03T11:00:00.000Z', NOON)).toEqual([]);
    });

    it('lets only one of two change the same setting', async () => {
      expect(
        await Promise.all([store.swapSetting('k', null, 'v1'), store.swapSetting('k', null, 'v2')]),
      ).toEqual(expect.arrayContaining([true, false]));
      const first = (await store.setting('k')) ?? '';
      expect(await store.swapSetting('k', 'another', 'v3')).toBe(false);
      expect(await store.setting('k')).toBe(first);
      const ends = await Promise.all(['v3', 'v4'].map((value) => store.swapSetting('k', first, value)));
      expect(ends.filter((end) => end)).toHaveLength(1);
      const now = (await store.setting('k')) ?? '';
      expect(await store.swapSetting('k', first, null)).toBe(false);
      expect(await store.swapSetting('k', now, null)).toBe(true);
      expect(await store.setting('k')).toBeUndefined();
      expect(await store.swapSetting('k', now, 'v5')).toBe(false);
    });

    it('lists the settings whose key begins so, and no others', async () => {
      for (const key of ['setup:b', 'setup:a', 'setup', 'sandbox']) await store.setSetting(key, key);
      expect(await store.settingsUnder('setup:')).toEqual([
        { key: 'setup:a', value: 'setup:a' },
        { key: 'setup:b', value: 'setup:b' },
      ]);
    });

    it('remembers settings, signs of life, and forgets everything when wiped', async () => {
      await store.setSetting('k', 'v1');
      await store.setSetting('k', 'v2');
      expect(await store.setting('k')).toBe('v2');
      expect(await store.beat('service', NOON)).toBeUndefined();
      expect(await store.beat('service', ONE)).toBe(NOON);
      await write({ heads: [head('a1', 1)], events: [event('a1', 1)] });

      await store.wipe();

      expect(await store.heads()).toEqual([]);
      expect(await store.setting('k')).toBeUndefined();
      expect(await store.beat('service', TWO)).toBeUndefined();
      await write({ heads: [head('a1', 1)], events: [event('a1', 1)] });
      expect(await store.events('a1', 0, 10)).toHaveLength(1);
    });

    it('is still there after closing and opening again', async () => {
      const url = await engine.fresh();
      const first = await engine.open(url);
      await first.transact((tx) => tx.write(changes({ heads: [head('a1', 7)] })));
      await first.close();
      expect((await (await engine.open(url)).head('a1'))?.seq).toBe(7);
    });
  });
}
