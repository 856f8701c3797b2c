import { describe, expect, it } from 'vitest';
import { SendFailure } from '../../src/app/announcer.ts';
import { anotherProposal, anotherRoom, arrivals, letters, openScene, retry, salon } from './letters.ts';

const later = new SendFailure('retry', 'not now');
const newsOf = (keys: string[]) => keys.flatMap((k) => k.match(/meeting\.[a-z-]+/)?.[0] ?? []);

describe('news of one room', () => {
  it('leave in the order in which they happened, even if the first has to be sent again', async () => {
    const scene = await openScene();
    await anotherProposal(scene);
    const { local, platform } = scene;
    platform.script('meeting.prepared', later);
    await local.act('farid', 'objection.raise', 'P1');
    await local.act('tom', 'objection.raise', 'P2');
    await local.act('farid', 'objection.lift', 'O1');
    await local.settled();
    expect(newsOf(platform.received.map((r) => r.key))).not.toContain('meeting.item-added');

    platform.calm();
    await retry(scene);

    const posts = platform.received.filter((r) => r.to === salon && r.how === 'post');
    expect(newsOf(posts.map((r) => r.key))).toEqual([
      'meeting.prepared',
      'meeting.item-added',
      'meeting.item-removed',
    ]);
  });

  it('don’t hold up another room, nor the cards, nor private messages', async () => {
    const scene = await openScene();
    const bureau = await anotherRoom(scene, 'bureau', 'nl');
    const { local, platform } = scene;
    platform.script(`${salon}:`, later);
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu' });
    await local.settled();

    expect(platform.received.filter((r) => r.to === salon)).toEqual([]);
    const shown = platform.standing(bureau).sort();
    expect(shown).toEqual([
      expect.stringMatching(/^C1 .*wacht op een plenair overleg/s),
      expect.stringMatching(/^P1 .*Reden: Le lieu/s),
      expect.stringMatching(/^Tegen .*M1/),
    ]);
    expect(platform.received.map((r) => r.to)).toContain('farid');
  });

  it('leave although a card of the same room can’t', async () => {
    const scene = await openScene();
    scene.platform.script('card:', later);
    await scene.local.act('farid', 'objection.raise', 'P1');
    await scene.local.settled();
    expect(newsOf(scene.platform.received.map((r) => r.key))).toContain('meeting.prepared');
  });
});

describe('the card of a proposal', () => {
  it('is changed once for ten objections that came while its room was out of reach, and shows all ten', async () => {
    const scene = await openScene();
    const { local, platform } = scene;
    platform.script('card:P1', later);
    const people = Array.from({ length: 10 }, (_, i) => `habitante-${i + 1}`);
    for (const person of people) {
      await local.act(person, 'objection.raise', 'P1', { reason: `Raison de ${person}.` });
      await local.settled();
    }

    platform.calm();
    await retry(scene);

    const changes = platform.received.filter((r) => r.key.endsWith('card:P1'));
    expect(changes).toMatchObject([{ how: 'edit', to: salon }]);
    expect(changes[0]?.text).toContain('10 objections suspendent la validation');
    for (const person of people) expect(changes[0]?.text).toContain(`Raison de ${person}.`);
    expect(await letters(scene, 'card:P1')).toMatchObject([{ status: 'sent' }]);
  });

  it('shows what happened while it was being sent as well', async () => {
    const scene = await openScene();
    const { local, platform } = scene;
    platform.script('card:P1', [
      async () => {
        await local.act('lise', 'objection.raise', 'P1', { reason: 'L’horaire' });
      },
    ]);
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu' });
    await local.settled();

    const [card] = platform.standing(salon).filter((text) => text.startsWith('P1'));
    expect(card).toContain('2 objections');
    expect(card).toContain('L’horaire');
  });

  it('isn’t sent when it would show nothing new', async () => {
    const scene = await openScene();
    const { local, platform } = scene;
    await local.act('farid', 'objection.raise', 'P1');
    await local.settled();
    platform.forget();

    await local.act('lise', 'objection.raise', 'P1');
    await local.settled();

    // The proposal has one more objection; the call's list still says 'en attente de plénière'.
    expect(platform.attempts.filter((k) => k.endsWith('card:P1'))).toHaveLength(1);
    expect(platform.attempts.filter((k) => k.endsWith('card:C1'))).toEqual([]);
    expect(await letters(scene, 'card:C1')).toMatchObject([{ status: 'sent' }]);
  });

  it('that somebody deleted is posted again, once, and lives on from there', async () => {
    const scene = await openScene();
    const { local, platform } = scene;
    const where = { room_subject: { room: salon, subject: 'card:P1' } };
    const former = await local.store.db.post.findUniqueOrThrow({ where });
    platform.remove(former.messageId);

    await local.act('farid', 'objection.raise', 'P1');
    await local.settled();
    await local.act('lise', 'objection.raise', 'P1');
    await local.settled();

    const sent = platform.received.filter((r) => r.key.endsWith('card:P1'));
    expect(sent.map((r) => r.how)).toEqual(['post', 'edit']);
    expect(new Set(sent.map((r) => r.messageId)).size).toBe(1);
    expect(sent[0]?.messageId).not.toBe(former.messageId);
    expect(platform.standing(salon).filter((text) => text.startsWith('P1'))).toHaveLength(1);
  });

  it('that somebody deleted is posted again where nothing can be looked up too', async () => {
    const scene = await openScene();
    const { local, platform } = scene;
    const where = { room_subject: { room: salon, subject: 'card:P1' } };
    platform.remove((await local.store.db.post.findUniqueOrThrow({ where })).messageId);
    platform.blind = true;
    await local.act('farid', 'objection.raise', 'P1');
    await local.settled();
    expect(await letters(scene, 'card:P1')).toMatchObject([{ status: 'sent' }]);
    expect(platform.standing(salon).filter((text) => text.startsWith('P1'))).toHaveLength(1);
  });

  it('that was posted again stands once, even if the answer to that was lost', async () => {
    const scene = await openScene();
    const { local, platform } = scene;
    const where = { room_subject: { room: salon, subject: 'card:P1' } };
    platform.remove((await local.store.db.post.findUniqueOrThrow({ where })).messageId);
    platform.script('card:P1', ['answer-lost']);

    await local.act('farid', 'objection.raise', 'P1');
    await local.settled();
    await retry(scene);

    expect(platform.standing(salon).filter((text) => text.startsWith('P1'))).toHaveLength(1);
    expect(arrivals(scene, 'objection.receipt')).toEqual([1]);
  });
});
