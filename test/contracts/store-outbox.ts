// The contract of the outbox: each message once, in its order, cards latest-wins, nothing lost on the way.

import { beforeEach, describe, expect, it } from 'vitest';
import type { Letter, QueuedLetter, Settlement } from '../../src/app/letter.ts';
import type { Store } from '../../src/app/ports.ts';
import type { Engine } from './store.ts';
import { card, changes, claimLetter, NOON, ONE, post, settleLetter, TWO } from './store-changes.ts';

export function outboxContract(engine: Engine): void {
  describe('sends each message once', () => {
    let store: Store;
    beforeEach(async () => {
      store = await engine.open(await engine.fresh());
    });
    const enqueue = (...letters: Letter[]) => store.transact((tx) => tx.write(changes({ letters })));
    const sendable = (now = ONE, limit = 10) => store.sendableLetters(now, now, limit);
    const keys = async (now = ONE, limit = 10) => (await sendable(now, limit)).map(({ key }) => key);
    const only = async (): Promise<QueuedLetter> => {
      const [letter, ...more] = await store.letters({}, 10);
      expect(more).toEqual([]);
      if (!letter) throw new Error('no letter');
      return letter;
    };
    const sent = (messageId = 'm1'): Settlement => ({
      status: 'sent',
      at: ONE,
      deliveredAt: ONE,
      post: { room: 'r1', subject: 'card:P1', messageId, rendered: 'digest', at: ONE },
    });
    const claimAndSettle = async (key: string, end: Settlement) => {
      const letter = (await store.letters({}, 100)).find((queued) => queued.key === key);
      if (!letter) throw new Error(`no letter ${key}`);
      expect(await claimLetter(store, letter.id, 'me', NOON)).toBe(true);
      await settleLetter(store, letter.id, letter.version, end);
    };

    it('hands out a letter as it was put in', async () => {
      await enqueue(post('m1', { params: { call: 'C1', text: '« é 👍 »' } }));
      const [letter] = await sendable();
      expect(letter).toEqual({
        ...post('m1', { params: { call: 'C1', text: '« é 👍 »' } }),
        id: letter?.id,
        version: 1,
        status: 'pending',
        attempts: 0,
        owner: null,
        createdAt: NOON,
        claimedAt: null,
        via: null,
        error: null,
      });
    });

    it('ignores a post or private message whose key has been there before, even when it has been sent', async () => {
      await enqueue(post('m1'), post('m1', { view: 'other' }));
      await enqueue(post('m1'), post('w1', { kind: 'private', room: 'p1', lane: 'p1' }));
      await claimAndSettle('m1', { status: 'sent', post: null, at: ONE, deliveredAt: ONE });
      await enqueue(post('m1'), post('w1', { kind: 'private', room: 'p1', lane: 'p1' }));
      expect(
        (await store.letters({}, 10)).map(({ key, status, version, view }) => [key, status, version, view]),
      ).toEqual([
        ['m1', 'sent', 1, 'announcement'],
        ['w1', 'pending', 1, 'announcement'],
      ]);
    });

    it('knows which letters were delivered, however many it is asked about', async () => {
      const many = Array.from({ length: 1_200 }, (_, i) => `never-${i}`);
      await enqueue(post('m1'), post('m2'), post('m3', { lane: 'other' }));
      await claimAndSettle('m1', { status: 'sent', post: null, at: ONE, deliveredAt: ONE });
      await claimAndSettle('m3', { status: 'dead', error: 'no', at: ONE });
      const delivered = new Map([['m1', ONE]]);
      expect(await store.delivered(['m3', 'm2', 'm1', ...many])).toEqual(delivered);
      expect(await store.transact((tx) => tx.delivered(['m1']))).toEqual(delivered);
    });

    it('knows since when a card has been shown, whatever has changed on it since', async () => {
      await enqueue(card('P1'));
      expect(await store.delivered(['card:r1:P1'])).toEqual(new Map());
      await claimAndSettle('card:r1:P1', sent());
      await enqueue(card('P1'));
      expect(await store.delivered(['card:r1:P1'])).toEqual(new Map([['card:r1:P1', ONE]]));
      await claimAndSettle('card:r1:P1', { ...sent(), at: TWO, deliveredAt: TWO } as Settlement);
      expect(await store.delivered(['card:r1:P1'])).toEqual(new Map([['card:r1:P1', ONE]]));
    });

    it('doesn’t take a letter that there was no reason left to send for a delivered one', async () => {
      await enqueue(post('m1'));
      await claimAndSettle('m1', { status: 'sent', post: null, at: ONE, deliveredAt: null });
      expect(await store.delivered(['m1'])).toEqual(new Map());
    });

    it('hands out letters by number, and those after one', async () => {
      await enqueue(post('m1'), post('m2'), post('m3'));
      const [first, second] = await store.letters({}, 2);
      const keysOf = async (where: Parameters<Store['letters']>[0]) =>
        (await store.letters(where, 10)).map(({ key }) => key);
      expect(await keysOf({ id: second?.id ?? 0 })).toEqual(['m2']);
      expect(await keysOf({ after: first?.id ?? 0 })).toEqual(['m2', 'm3']);
    });

    it('hands out the letter with a key, if there is one', async () => {
      await enqueue(post('m1'), post('m2', { view: 'meeting.convened' }));
      expect(await store.letters({ key: 'm2' }, 2)).toMatchObject([{ key: 'm2', view: 'meeting.convened' }]);
      expect(await store.letters({ key: 'm2', assembly: 'elsewhere' }, 2)).toEqual([]);
      expect(await store.letters({ key: 'm3' }, 2)).toEqual([]);
    });

    it('leaves to people what no platform can carry, and goes on with the lane', async () => {
      await enqueue(post('m1', { lane: 'p1' }), post('m2', { lane: 'p1' }));
      await claimAndSettle('m1', { status: 'by-hand', at: ONE });
      expect((await store.letters({ status: ['by-hand'] }, 10)).map((l) => l.key)).toEqual(['m1']);
      expect(await keys()).toEqual(['m2']);
      expect(await store.countLetters()).toMatchObject({ 'by-hand': 1, pending: 1, dead: 0 });
      expect(await store.delivered(['m1'])).toEqual(new Map());
    });

    it('makes one edit of ten changes to a card', async () => {
      for (let change = 0; change < 8; change += 1) await enqueue(card('P1'));
      await enqueue(card('P1'), card('P1'));
      expect(await only()).toMatchObject({ version: 10, status: 'pending' });
      expect(await keys()).toHaveLength(1);
    });

    it('changes nothing of a waiting card but its version', async () => {
      await enqueue(card('P1'));
      await claimAndSettle('card:r1:P1', { status: 'pending', error: 'http-503', retryAt: TWO });
      await enqueue(card('P1', { view: 'other', notBefore: TWO }));
      expect(await only()).toMatchObject({
        version: 2,
        attempts: 1,
        error: 'http-503',
        view: 'proposal',
        notBefore: null,
      });
      expect(await keys(ONE)).toEqual([]);
    });

    it('sends a card again when it changes after having been sent, with its attempts forgotten', async () => {
      await enqueue(card('P1'));
      await claimAndSettle('card:r1:P1', sent());
      expect(await keys()).toEqual([]);
      await enqueue(card('P1', { params: { call: 'C2' } }));
      expect(await only()).toMatchObject({
        version: 2,
        status: 'pending',
        attempts: 0,
        owner: null,
        params: { call: 'C2' },
      });
      expect(await keys()).toEqual(['card:r1:P1']);
    });

    it('gives a dead card a new life when it changes, remembering that it may have arrived', async () => {
      await enqueue(card('P1'));
      await claimAndSettle('card:r1:P1', { status: 'dead', error: 'not-in-channel', at: ONE });
      await enqueue(card('P1'));
      expect(await only()).toMatchObject({ version: 2, status: 'pending', attempts: 1, error: null });
    });

    it('knows since when a card may have arrived: since its first attempt that came to nothing', async () => {
      const renew = () => store.transact((tx) => tx.write(changes({ letters: [card('P1')], at: TWO })));
      await enqueue(card('P1'));
      await claimAndSettle('card:r1:P1', { status: 'dead', error: 'not-in-channel', at: ONE });
      await renew();
      expect(await only()).toMatchObject({ status: 'pending', createdAt: NOON });
      await claimAndSettle('card:r1:P1', sent());
      await renew();
      expect(await only()).toMatchObject({ status: 'pending', createdAt: TWO });
    });

    it('goes back to waiting when a card changed while it was being sent, and keeps where it stands', async () => {
      await enqueue(card('P1'));
      const letter = await only();
      await claimLetter(store, letter.id, 'me', NOON);
      await enqueue(card('P1'));
      expect(await only()).toMatchObject({ version: 2, status: 'sending' });
      expect(await keys()).toEqual([]);

      await settleLetter(store, letter.id, letter.version, sent());

      expect(await only()).toMatchObject({
        version: 2,
        status: 'pending',
        attempts: 0,
        owner: null,
        claimedAt: null,
      });
      expect((await store.posts([{ room: 'r1', subject: 'card:P1' }]))[0]).toMatchObject({
        messageId: 'm1',
        rendered: 'digest',
      });
      expect(await keys()).toEqual(['card:r1:P1']);
    });

    it('keeps a card held while nobody knows whether it stands in the room, although it changed', async () => {
      await enqueue(card('P1'));
      const letter = await only();
      await claimLetter(store, letter.id, 'me', NOON);
      await enqueue(card('P1'));
      await settleLetter(store, letter.id, letter.version, { status: 'held', error: 'uncertain', at: ONE });
      await enqueue(card('P1'));
      expect(await only()).toMatchObject({ version: 3, status: 'held', error: 'uncertain' });
      expect(await keys()).toEqual([]);
    });

    it('lets a letter be claimed once, whoever tries', async () => {
      await enqueue(post('m1'));
      const { id } = await only();
      const claims = await Promise.all(
        ['one', 'two', 'three'].map((owner) => claimLetter(store, id, owner, NOON)),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await claimLetter(store, id, 'late', NOON)).toBe(false);
      expect(await only()).toMatchObject({ status: 'sending', claimedAt: NOON });
    });

    it('ends an attempt once: who comes back late changes nothing', async () => {
      await enqueue(post('m1'));
      const { id } = await only();
      await claimAndSettle('m1', { status: 'sent', post: null, at: ONE, deliveredAt: ONE });
      await settleLetter(store, id, 1, { status: 'pending', error: 'timeout', retryAt: NOON });
      expect(await only()).toMatchObject({ status: 'sent', attempts: 1 });
    });

    it('keeps the order of a lane, and lets other lanes pass', async () => {
      await enqueue(post('m1'), post('m2'), post('m3'), post('n1', { lane: 'posts:r2' }), card('P1'));
      expect(await keys()).toEqual(['m1', 'n1', 'card:r1:P1']);
      await claimLetter(store, (await sendable())[0]?.id ?? 0, 'me', NOON);
      expect(await keys()).toEqual(['n1', 'card:r1:P1']);
      await settleLetter(store, (await store.letters({ status: ['sending'] }, 1))[0]?.id ?? 0, 1, {
        status: 'sent',
        post: null,
        at: ONE,
        deliveredAt: ONE,
      });
      expect(await keys()).toEqual(['m2', 'n1', 'card:r1:P1']);
    });

    it('holds a lane back while its first letter waits for another attempt', async () => {
      await enqueue(post('m1'), post('m2'));
      await claimAndSettle('m1', { status: 'pending', error: 'http-503', retryAt: TWO });
      expect(await keys(ONE)).toEqual([]);
      expect(await keys(TWO)).toEqual(['m1']);
      expect((await store.letters({}, 1))[0]).toMatchObject({ attempts: 1, owner: null });
    });

    it('releases the successors of a dead letter, and blocks those of a held one', async () => {
      await enqueue(post('m1'), post('m2'));
      await claimAndSettle('m1', { status: 'dead', error: 'channel-not-found', at: ONE });
      expect(await keys()).toEqual(['m2']);
      await claimAndSettle('m2', { status: 'held', error: 'uncertain', at: ONE });
      await enqueue(post('m3'));
      expect(await keys()).toEqual([]);
      await settleLetter(store, (await store.letters({ status: ['held'] }, 1))[0]?.id ?? 0, 1, {
        status: 'sent',
        post: null,
        at: ONE,
        deliveredAt: ONE,
      });
      expect(await keys()).toEqual(['m3']);
    });

    it('keeps a letter back until the quiet hours are over, by the clock of deadlines', async () => {
      await enqueue(post('m1', { notBefore: ONE }));
      expect(await store.sendableLetters(TWO, NOON, 10)).toEqual([]);
      expect(await store.sendableLetters(NOON, ONE, 10)).toHaveLength(1);
    });

    it('says when the next letter that is kept back may leave', async () => {
      await enqueue(
        post('m1'),
        post('m2', { notBefore: TWO }),
        post('m3', { notBefore: ONE, lane: 'other' }),
      );
      expect(await store.nextLetterAt(NOON)).toBe(ONE);
      expect(await store.nextLetterAt(ONE)).toBe(TWO);
      expect(await store.nextLetterAt(TWO)).toBeUndefined();
    });

    it('lets a letter wait, and its lane with it, for the card under which it is to stand', async () => {
      await enqueue(card('P1'), post('m1', { under: 'card:P1' }), post('m2'), post('n1', { lane: 'other' }));
      expect(await keys()).toEqual(['n1', 'card:r1:P1']);
      await claimAndSettle('card:r1:P1', { status: 'pending', error: 'http-503', retryAt: TWO });
      expect(await keys(ONE)).toEqual(['n1']);
      await claimAndSettle('card:r1:P1', sent());
      expect(await keys()).toEqual(['m1', 'n1']);
      expect(await sendable()).toMatchObject([{ under: 'card:P1', attempts: 0 }, { under: null }]);
    });

    it('lets nothing wait for a card that stands already, was given up, or never was', async () => {
      await enqueue(card('P1'));
      await claimAndSettle('card:r1:P1', sent());
      await enqueue(card('P1'), post('m1', { under: 'card:P1', lane: 'l1' }));
      expect(await keys()).toContain('m1');
      await enqueue(card('P2'), post('m2', { under: 'card:P2', lane: 'l2' }));
      expect(await keys()).not.toContain('m2');
      await claimAndSettle('card:r1:P2', { status: 'dead', error: 'not-in-channel', at: ONE });
      expect(await keys()).toContain('m2');
      await enqueue(post('m3', { under: 'card:P3', lane: 'l3' }));
      await enqueue(card('P4', { room: 'r2' }), post('m4', { under: 'card:P4', lane: 'l4' }));
      expect(await keys()).toEqual(expect.arrayContaining(['m3', 'm4']));
    });

    it('hands out the oldest first, up to a limit', async () => {
      await enqueue(...[1, 2, 3].map((n) => post(`m${n}`, { lane: `l${n}` })));
      expect(await keys(ONE, 2)).toEqual(['m1', 'm2']);
    });

    it('says which letters are under way, and whose they are', async () => {
      await enqueue(post('m1', { lane: 'l1' }), post('m2', { lane: 'l2' }), post('m3', { lane: 'l3' }));
      const [first, second] = await sendable();
      await claimLetter(store, first?.id ?? 0, 'alive', NOON);
      await claimLetter(store, second?.id ?? 0, 'gone', NOON);
      const underWay = await store.lettersUnderWay();
      expect(underWay.map(({ key, owner }) => [key, owner])).toEqual([
        ['m1', 'alive'],
        ['m2', 'gone'],
      ]);
    });

    it('counts and lists letters by assembly and status', async () => {
      await enqueue(post('m1'), post('m2', { lane: 'x' }), post('m3', { assembly: 'a2', lane: 'y' }));
      await claimAndSettle('m2', { status: 'dead', error: 'gone', at: ONE });
      expect(await store.countLetters()).toEqual({
        pending: 2,
        sending: 0,
        sent: 0,
        dead: 1,
        held: 0,
        'by-hand': 0,
      });
      expect(
        (await store.letters({ assembly: 'a1', status: ['pending', 'dead'] }, 10)).map(({ key }) => key),
      ).toEqual(['m1', 'm2']);
      expect(await store.letters({ assembly: 'a2', status: ['dead'] }, 10)).toEqual([]);
    });

    it('remembers where a card stands, moves it, and forgets it when asked', async () => {
      await enqueue(card('P1'));
      await claimAndSettle('card:r1:P1', sent('m1'));
      await enqueue(card('P1'));
      await claimAndSettle('card:r1:P1', sent('m2'));
      expect((await store.posts([{ room: 'r1', subject: 'card:P1' }]))[0]).toEqual({
        room: 'r1',
        subject: 'card:P1',
        messageId: 'm2',
        rendered: 'digest',
        at: ONE,
      });
      await store.forgetPost('r1', 'card:P1');
      expect((await store.posts([{ room: 'r1', subject: 'card:P1' }]))[0]).toBeUndefined();
    });
  });
}
