// What is written under a card: a question is offered for the record, chat is left alone.

import { expect, it } from 'vitest';
import { type Cast, castOf } from '../../../support/slack/cast.ts';
import type { Person } from '../../../support/slack/person.ts';
import { cardOf } from '../../../support/slack/rooms.ts';
import { type SlackService, slackService, unhurried } from '../../../support/slack/service.ts';

async function underTheCard(): Promise<{ service: SlackService; cast: Cast; nadia: Person; farid: Person }> {
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  return { service, cast, nadia: cast.person('nadia'), farid: cast.person('farid') };
}

function inOrder({ slack }: SlackService, ...persons: Person[]): void {
  expect(slack.violations).toEqual([]);
  expect(persons.flatMap((p) => p.troubles)).toEqual([]);
}

it('puts a question on record with the words of whoever wrote it, people and addresses as they read', async () => {
  const { service, nadia, farid } = await underTheCard();
  const card = cardOf(service, 'P1');

  await farid.writes('@Nadia, qui vient le mercredi ? Voir https://trois-tilleuls.brussels/a?b=1', {
    inThreadOf: card,
  });
  expect(farid.notes()).toHaveLength(1);
  expect(farid.notes()[0]).toContain('Votre question n’est pas encore consignée');
  expect(nadia.notes()).toEqual([]);

  await farid.taps('Poser une question');
  expect(await farid.sends()).toContain('C’est enregistré');
  await service.settled();
  const asked = '@Nadia, qui vient le mercredi ? Voir https://trois-tilleuls.brussels/a?b=1';
  expect(await nadia.uses('Ouvrir la proposition', card)).toContain(`> ${asked}`);
  expect(nadia.inbox().at(-1)).toContain(asked);
  inOrder(service, nadia, farid);
});

it('leaves whoever chats alone, under a card and elsewhere', async () => {
  const { service, farid } = await underTheCard();
  const card = cardOf(service, 'P1');
  const called = service.slack.calls.length;

  await farid.writes('Très belle idée.', { inThreadOf: card });
  await farid.writes('À lire : https://trois-tilleuls.brussels/?page=2', { inThreadOf: card });
  await farid.writes('Qui vient manger à midi ?', { in: service.channel });
  const talk = await farid.writes('Une autre discussion', { in: service.channel });
  await farid.writes('On en parle quand ?', { inThreadOf: talk });

  expect(farid.notes()).toEqual([]);
  expect(service.slack.calls.slice(called).filter((c) => c.method.startsWith('chat.'))).toEqual([]);
  inOrder(service, farid);
});

it('keeps nothing of a message, neither question nor chat, before its author says so', async () => {
  const { service, farid } = await underTheCard();
  await farid.writes('Un secret du quartier ?', { inThreadOf: cardOf(service, 'P1') });
  const kept = await service.app.store.settingsUnder('');
  expect(JSON.stringify(kept)).not.toContain('secret');
  expect(service.log.lines.join('\n')).not.toContain('secret');
});

it('takes the words as they stand when the form opens, and an empty form where they were deleted', async () => {
  const { service, farid } = await underTheCard();
  const written = await farid.writes('Combien de placs ?', { inThreadOf: cardOf(service, 'P1') });
  written.text = 'Combien de places ?';
  await farid.taps('Poser une question');
  expect(farid.sees()).toContain('= Combien de places ?');
  await farid.closes({ all: true });

  service.slack.workspace.remove(written.channel, written.ts);
  await farid.taps('Poser une question');
  expect(farid.sees()).toContain('Votre question');
  expect(farid.sees()).not.toContain('Combien');
  inOrder(service, farid);
});

it('opens an empty form where Slack doesn’t hand over the words', async () => {
  const { service, farid } = await underTheCard();
  await farid.writes('Combien de places ?', { inThreadOf: cardOf(service, 'P1') });
  service.slack.faults.set('conversations.replies', { kind: 'rate', retryAfter: 30 });
  await farid.taps('Poser une question');
  expect(farid.sees()).toContain('Votre question');
  await farid.fills({ 'Votre question': 'Combien de places ?' });
  expect(await farid.sends()).toContain('C’est enregistré');
  inOrder(service, farid);
});

it.each(['thread_broadcast', 'file_share'])(
  'offers a question that is shown elsewhere too, or with a file (%s)',
  async (subtype) => {
    const { service, farid } = await underTheCard();
    const written = await farid.writes('Une photo du local', { inThreadOf: cardOf(service, 'P1') });
    written.text = 'Combien de places ?';
    const { channel, ts, threadTs: thread_ts, text } = written;
    await service.line.event({ type: 'message', subtype, user: farid.user.id, channel, ts, thread_ts, text });
    await service.line.settled();
    expect(farid.notes()).toHaveLength(1);
    await farid.taps('Poser une question');
    expect(farid.sees()).toContain('= Combien de places ?');
    inOrder(service, farid);
  },
);
