// What every platform's way out promises the outbox, whatever the platform: run on each of them.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Address, type Announcer, type Outgoing, SendFailure } from '../../src/app/announcer.ts';
import type { Card } from '../../src/ui/card.ts';

/** What goes wrong with the next post or edit. `busy`: to be tried again in 7 seconds. */
export type Mishap = 'answer-lost' | 'way-lost' | 'busy' | 'down';

export interface Standing {
  place: 'room' | 'person';
  messageId: string;
  under: string | null;
  text: string;
}

export interface Ground {
  announcer: Announcer;
  room: Address;
  person: Address;
  /** What people see now, oldest first. */
  standing(): Standing[];
  /** How many times the platform was asked to post or edit, in vain or not. */
  attempts(): number;
  /** Everything is deleted by people. */
  empty(): void;
  next(mishap: Mishap): void;
  close(): Promise<void>;
}

const noOne: Card = { subject: 's', lang: 'fr', title: '', status: null, blocks: [], buttons: [] };
const since = '2026-11-22T09:00:00.000Z';

export function letter(key: string, title: string, under: string | null = null): Outgoing {
  return { key, under, room: 'r1', lang: 'fr', card: { ...noOne, title } };
}

/** How an attempt failed, or what it brought. */
export async function endOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    return error.retryAfter === null ? error.kind : `${error.kind} in ${error.retryAfter} s`;
  }
}

/** @param open a fresh platform on which nothing stands, whose clock says `since` or later */
export function announcerContract(platform: string, open: () => Promise<Ground>): void {
  describe(`the way out to ${platform}`, () => {
    let ground: Ground;
    const texts = () => ground.standing().map((m) => m.text);
    const find = (key: string, under: string | null = null, to = ground.room) =>
      ground.announcer.find(to, key, { under, since });

    beforeEach(async () => {
      ground = await open();
    });
    afterEach(() => ground.close());

    it('posts in the room, in order, and to a person in private', async () => {
      const { announcer, room, person } = ground;
      const a = await announcer.post(room, letter('k1', 'Proposition P1'));
      const b = await announcer.post(room, letter('k2', 'Proposition P2'));
      const c = await announcer.post(person, letter('k3', 'Rappel'));
      expect(ground.standing()).toEqual([
        { place: 'room', messageId: a, under: null, text: 'Proposition P1' },
        { place: 'room', messageId: b, under: null, text: 'Proposition P2' },
        { place: 'person', messageId: c, under: null, text: 'Rappel' },
      ]);
    });

    it('posts under the message that it is given', async () => {
      const call = await ground.announcer.post(ground.room, letter('k1', 'Appel A1'));
      await ground.announcer.post(ground.room, letter('k2', 'Proposition P1', call));
      expect(ground.standing().map((m) => m.under)).toEqual([null, call]);
    });

    it('edits in place, without another message, and what stands under it stays there', async () => {
      const { announcer, room } = ground;
      const call = await announcer.post(room, letter('k1', 'Appel A1'));
      const card = await announcer.post(room, letter('k2', 'P1 ouverte', call));
      await announcer.post(room, letter('k3', 'Plus tard'));
      await announcer.edit(room, card, letter('k2', 'P1 validée'));
      expect(ground.standing().map(({ text, under }) => [text, under])).toEqual([
        ['Appel A1', null],
        ['P1 validée', call],
        ['Plus tard', null],
      ]);
    });

    it('edits a private message by its id', async () => {
      const id = await ground.announcer.post(ground.person, letter('k1', 'Avant'));
      await ground.announcer.edit(ground.person, id, letter('k1', 'Après'));
      expect(texts()).toEqual(['Après']);
    });

    it('finds what it posted by its key: in the room, in a thread, in private, and nothing else', async () => {
      const { announcer, room, person } = ground;
      const root = await announcer.post(room, letter('k1', 'Appel A1'));
      const reply = await announcer.post(room, letter('k2', 'Proposition', root));
      const note = await announcer.post(person, letter('k3', 'Rappel'));
      expect(await find('k1')).toBe(root);
      expect(await find('k2', root)).toBe(reply);
      expect(await find('k3', null, person)).toBe(note);
      expect(await find('k3')).toBeUndefined();
      expect(await find('k4')).toBeUndefined();
      expect(await find('k4', root)).toBeUndefined();
    });

    it('says that a message which somebody deleted is gone: to edit, or to stand under', async () => {
      const id = await ground.announcer.post(ground.room, letter('k1', 'Appel A1'));
      ground.empty();
      expect(await endOf(ground.announcer.edit(ground.room, id, letter('k1', 'x')))).toBe('gone');
      expect(await endOf(ground.announcer.post(ground.room, letter('k2', 'x', id)))).toBe('gone');
      expect(ground.standing()).toEqual([]);
    });

    it('doesn’t know whether it arrived when the answer is lost, asks once, and finds it', async () => {
      const root = await ground.announcer.post(ground.room, letter('k0', 'Appel A1'));
      for (const under of [null, root]) {
        const key = `k:${under}`;
        const before = ground.attempts();
        ground.next('answer-lost');
        expect(await endOf(ground.announcer.post(ground.room, letter(key, key, under)))).toBe('uncertain');
        expect(ground.attempts()).toBe(before + 1);
        const there = ground.standing().filter((m) => m.text === key);
        expect(there).toHaveLength(1);
        expect(await find(key, under)).toBe(there[0]?.messageId);
      }
    });

    it('doesn’t know when the line breaks on the way either, and then finds nothing', async () => {
      ground.next('way-lost');
      expect(await endOf(ground.announcer.post(ground.room, letter('k1', 'x')))).toBe('uncertain');
      expect(await find('k1')).toBeUndefined();
      expect(ground.attempts()).toBe(1);
    });

    it('doesn’t repeat what a failing server may have accepted', async () => {
      ground.next('down');
      expect(await endOf(ground.announcer.post(ground.room, letter('k1', 'x')))).toBe('uncertain');
      expect(ground.attempts()).toBe(1);
    });

    it('says how long the platform asked to wait, and has posted nothing', async () => {
      ground.next('busy');
      expect(await endOf(ground.announcer.post(ground.room, letter('k1', 'x')))).toBe('retry in 7 s');
      expect(ground.attempts()).toBe(1);
      expect(ground.standing()).toEqual([]);
    });
  });
}
