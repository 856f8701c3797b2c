// A reaction under a card: it brings the button that opens the form, and is never the answer itself.

import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/ui/card.ts';
import { defaultReactions } from '../../src/ui/emojis.ts';
import { type Local, openLocal } from '../support/local.ts';

async function react(local: Local, emoji: string, more: Record<string, unknown> = {}) {
  return local.post('/reactions', { as: 'farid', subject: 'card:P1', emoji, ...more });
}

async function read(local: Local, emoji: string, more: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await react(local, emoji, more);
  expect(status).toBe(200);
  return plainText(body).replaceAll(/[\u00a0\u202f]/g, ' ');
}

const offered = async (local: Local, emoji: string) => {
  const { body } = await react(local, emoji);
  return body.buttons.map((b: { action: string; target: string }) => `${b.action} ${b.target}`);
};

describe('a reaction to a proposal’s card', () => {
  it.each([
    ['👍', 'consent.give'],
    ['👍🏽', 'consent.give'],
    [':thumbsup:', 'consent.give'],
    ['+1::skin-tone-3', 'consent.give'],
    ['✋', 'objection.raise'],
    ['raised_hand', 'objection.raise'],
    ['❓', 'question.ask'],
    ['question', 'question.ask'],
    ['🤝', 'interest.show'],
    ['raised_hands', 'interest.show'],
  ])('%s brings the button of %s', async (emoji, action) => {
    const local = await openLocal();
    expect(await offered(local, emoji)).toEqual([`${action} P1`]);
  });

  it.each(['fr', 'nl', 'en'])(
    'says in %s that nothing is recorded yet, and until when one can answer',
    async (lang) => {
      const local = await openLocal();
      const said = await read(local, '✋', { lang });
      expect(said).toContain(
        {
          fr: 'Rien n’est encore enregistré',
          nl: 'Er is nog niets geregistreerd',
          en: 'Nothing has been recorded yet',
        }[lang],
      );
      expect(said).toMatch(/2026/);
    },
  );

  it('leaves no trace: no event, no message, no answer', async () => {
    const local = await openLocal();
    const traces = async () => [
      (await local.get('/events')).body.length,
      (await local.get('/sent')).body.length,
      (await local.get('/state/proposal/P1')).body,
    ];
    const before = await traces();
    for (const emoji of defaultReactions.keys()) await react(local, emoji);
    await local.settled();
    expect(await traces()).toEqual(before);
  });

  it('with another emoji, or to something else than a proposal, brings nothing', async () => {
    const local = await openLocal();
    expect(await react(local, '🎉')).toEqual({ status: 200, body: null });
    expect(await react(local, 'constructor')).toEqual({ status: 200, body: null });
    expect(await react(local, '👍', { subject: 'card:C1' })).toEqual({ status: 200, body: null });
    expect(await react(local, '👍', { subject: 'card:P404' })).toEqual({ status: 200, body: null });
  });

  it('to a draft brings nothing, not even to whoever wrote it', async () => {
    const local = await openLocal();
    const { body } = await local.act('farid', 'proposal.draft', 'C1', {
      title: 'Un secret',
      summary: 'Rien',
    });
    const subject = `card:${body.refs.proposal}`;
    expect((await react(local, '👍', { subject })).body).toBeNull();
    expect((await react(local, '👍', { subject, as: 'lise' })).body).toBeNull();
  });

  it('that comes too late is told so, and what is still possible', async () => {
    const local = await openLocal();
    await local.act('lise', 'objection.raise', 'P1');
    const { closesAt } = (await local.get('/state/call/C1')).body;
    await local.post('/clock', { to: closesAt });
    expect(await read(local, '👍')).toContain('Le délai d’objection a pris fin le');
    expect(await offered(local, '👍')).toEqual(['question.ask P1']);
    expect(await offered(local, '🤝')).toEqual(['interest.show P1']);

    await local.act('nadia', 'proposal.withdraw', 'P1');
    expect(await read(local, '🤝')).toContain('Plus aucune réponse n’est attendue');
    expect(await offered(local, '❓')).toEqual(['question.ask P1']);
  });
});

describe('the message that somebody reacted to', () => {
  it('may be named by its id, whichever version’s card it is', async () => {
    const local = await openLocal();
    const revised = { title: 'Permanence', summary: 'Le jeudi aussi.', kind: 'substantive' };
    await local.act('nadia', 'proposal.revise', 'P1', revised);
    await local.settled();
    const sent = (await local.get('/sent')).body as { key: string; messageId: string; kind: string }[];
    const ids = sent.filter((s) => s.kind === 'post' && s.key.includes('card:P1')).map((s) => s.messageId);
    expect(ids).toHaveLength(2);
    for (const messageId of ids) {
      const { body } = await local.post('/reactions', { as: 'farid', messageId, emoji: '👍' });
      expect(body.buttons[0].target).toBe('P1');
    }
    const unknown = await local.post('/reactions', { as: 'farid', messageId: 'nowhere', emoji: '👍' });
    expect(unknown.status).toBe(404);
    const malformed = await local.post('/reactions', { as: 'farid', emoji: '👍' });
    expect(malformed.status).toBe(400);
  });
});
