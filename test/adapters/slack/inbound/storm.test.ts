// The whole service in bad weather: Slack limits, fails, loses its answers and is slow, while people go on. In the end
// each message stands once, and the cards show how things are.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../support/slack/faults.ts';
import { type InACall, inACall } from './in-a-call.ts';

const tooDear = { 'Pourquoi vous y opposez-vous ?': 'Trop cher' };

/** The time of every retry has come, until nothing waits any more. */
async function settledAtLast({ app, settled }: InACall): Promise<void> {
  const { db } = app.store as unknown as {
    db: { outbox: { updateMany(q: object): Promise<{ count: number }> } };
  };
  for (let tries = 0; tries < 12; tries++) {
    await settled();
    const where = { status: 'pending', notBefore: null };
    const { count } = await db.outbox.updateMany({ where, data: { retryAt: new Date(0) } });
    if (count === 0) return;
  }
}

/** The key of every message of a letter, with its channel: each may stand there once. */
function standing({ slack }: InACall): string[] {
  return slack.workspace.messages.flatMap(({ channel, metadata }) =>
    metadata ? [`${channel} ${metadata.event_payload.key}`] : [],
  );
}

async function asItShouldBe(service: InACall): Promise<void> {
  const { slack, app } = service;
  await settledAtLast(service);
  const keys = standing(service);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  const left = await app.store.letters({ status: ['pending', 'sending', 'dead', 'held'] }, 100);
  expect(left.filter((l) => l.notBefore === null).map((l) => [l.key, l.status, l.error])).toEqual([]);
  const card = slack.workspace.messages.find((m) => m.text.includes('Institution porteuse'));
  expect(card?.text).toContain('Trop cher');
  expect(slack.violations).toEqual([]);
}

const rate = (retryAfter: number | null): Fault => ({ kind: 'rate', retryAfter });
const repeated = (fault: Fault) => [fault, fault, null, fault];
const methods = ['chat.postMessage', 'chat.update', 'conversations.open', 'conversations.history'];

describe('Slack in bad weather', () => {
  it.each<[string, (Fault | null)[]]>([
    ['limits how much is said, and for how long', repeated(rate(1))],
    ['limits how much is said without saying for how long', repeated(rate(null))],
    ['fails (503)', repeated({ kind: 'status', status: 503 })],
    ['fails in its own words', repeated({ kind: 'error', error: 'internal_error' })],
    ['loses what it is sent', repeated({ kind: 'way-lost' })],
    ['accepts and loses its answer', repeated({ kind: 'answer-lost' })],
  ])('%s: each message stands once, and people are answered meanwhile', async (_, faults) => {
    const service = await inACall();
    const { farid, nadia, slack } = service;
    for (const method of methods) slack.faults.set(method, faults);
    await farid.taps('Déposer une objection', { under: 'Institution porteuse' });
    expect(await farid.fills(tooDear).sends()).toContain('C’est enregistré');
    await nadia.taps('Poser une question', { under: 'Institution porteuse' });
    expect(await nadia.fills({ 'Votre question': 'Pour quand ?' }).sends()).toContain('C’est enregistré');
    await asItShouldBe(service);
    expect(farid.inbox().join()).toContain('Votre objection O1 est enregistrée');
    expect([...farid.troubles, ...nadia.troubles]).toEqual([]);
  });

  it('is slow: nobody who acts waits for it', async () => {
    const service = await inACall();
    const { farid, slack } = service;
    const slow = Promise.withResolvers<void>();
    slack.faults.set('chat.postMessage', [{ kind: 'slow', until: slow.promise }]);
    await farid.taps('Déposer une objection', { under: 'Institution porteuse' });
    expect(await farid.fills(tooDear).sends()).toContain('C’est enregistré');
    slow.resolve();
    await asItShouldBe(service);
  });
});

describe('whatever people write', () => {
  const hostile = fc
    .array(
      fc.constantFrom(
        '<!channel>',
        '<!here|x>',
        '<@U000000001>',
        '@everyone',
        '<https://mal.example|Charte>',
        '*gras*',
        '_x_',
        '`code`',
        '&lt;!channel&gt;',
        '>cité',
        ':tada:',
        '[Charte](https://mal.example)',
        'œuvre',
        ' ',
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => `x${parts.join('')}`);

  it('calls nobody, disguises no link and shows as it was written', async () => {
    const service = await inACall();
    const { farid, nadia, acts, settled, slack } = service;
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (question, title) => {
        await acts(farid, 'question.ask', 'P1', { question });
        await acts(nadia, 'proposal.revise', 'P1', { title, kind: 'editorial' });
        await settled();
        for (const { blocks, text } of slack.workspace.messages) {
          expect(JSON.stringify(blocks)).not.toMatch(/"type":"(mrkdwn|user|usergroup|broadcast|link)"/);
          expect(text).not.toMatch(/<[!@#]|<https?:[^>]*\|/);
        }
      }),
      { numRuns: 6 },
    );
    expect(slack.violations).toEqual([]);
  });
});
