// The same call in a channel of Slack and in the local room at once: one tally, a card in each, and Slack cut off in
// the middle.

import { expect, it } from 'vitest';
import { type SlackBeside, slackBesideTheLocalRoom } from '../../../support/slack/beside.ts';
import { plainly } from '../../../support/slack/opened.ts';

/** The card of P1 as the channel shows it. */
function onSlack({ slack, channel }: SlackBeside): string {
  const cards = slack.workspace.messages.filter((m) => m.channel === channel.id);
  const card = cards.findLast((m) => JSON.stringify(m.blocks).includes('P1 · Permanence'));
  return plainly(JSON.stringify(card?.blocks ?? ''));
}

/** As the local room shows it. */
async function inTheRoom({ local }: SlackBeside): Promise<string> {
  const { body } = await local.get('/sent?after=0');
  const lines = (body as { key: string; text: string }[]).filter(({ key }) => key.endsWith('salon:card:P1'));
  return plainly(lines.at(-1)?.text ?? '');
}

async function retried({ local }: SlackBeside): Promise<void> {
  await local.store.db.outbox.updateMany({ where: { status: 'pending' }, data: { retryAt: new Date(0) } });
  await local.settled();
}

const codeIn = (said: string) => /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(said)?.[0] ?? '';

it('a code is asked for on either side and entered on the other: both accounts are one person', async () => {
  const scene = await slackBesideTheLocalRoom();
  const { local, slack, channel, joins } = scene;
  const [claire, farid, lise] = [joins('Claire'), joins('Farid'), joins('Lise')];
  const code = async (person: string) => codeIn((await local.act(person, 'person.link', null)).body.notes[0]);
  await claire.types('/concertation', { in: channel });
  await claire.taps('Rejoindre une concertation existante');
  await claire.fills({ Code: await code('referente'), 'Langue des annonces': 'en français' }).sends();
  await claire.closes({ all: true });

  await farid.types(`/concertation relier ${(await code('farid')).toLowerCase()}`, { in: channel });
  expect(await farid.sends()).toContain('C’est enregistré');
  await farid.closes({ all: true });

  await lise.types('/concertation relier', { in: channel });
  const told = await lise.sends();
  expect(told).toContain('Ne donnez ce code à personne');
  const entered = await local.act('lise', 'person.link', null, { code: codeIn(told) });
  expect(entered.body).toMatchObject({ result: 'accepted' });
  await lise.closes({ all: true });

  const same = async (person: string, user: string) => [
    (await local.store.identity('sandbox', 'local', person))?.person,
    (await local.store.identity('slack', slack.workspace.team, user))?.person,
  ];
  for (const [person, { user }] of [
    ['referente', claire],
    ['farid', farid],
    ['lise', lise],
  ] as const) {
    const [here, there] = await same(person, user.id);
    expect(here, person).toBe(there);
  }
  await local.settled();
  expect(slack.violations).toEqual([]);
}, 60_000);

it('one call in two rooms is one call, whatever becomes of one of them', async () => {
  const scene = await slackBesideTheLocalRoom();
  const { local, slack, channel, joins } = scene;
  const claire = joins('Claire');
  const farid = joins('Farid');

  // The référente asks for a code in the local room, and enters it in the channel.
  const asked = await local.act('referente', 'person.link', null);
  const code = codeIn(asked.body.notes[0]);
  await claire.types('/concertation', { in: channel });
  await claire.taps('Rejoindre une concertation existante');
  const joined = await claire.fills({ Code: code, 'Langue des annonces': 'en français' }).sends();
  expect(joined).toContain('Ce salon est rattaché à la concertation');
  await claire.closes({ all: true });
  await local.settled();
  expect(onSlack(scene)).toContain('Aucune institution sur 3');

  // Farid answers there, Pieter here.
  await farid.taps('Déposer une objection', { under: 'Permanence' });
  const institution = farid.choices('Pour qui parlez-vous ?').find((name) => name.includes('Pont-Levis'));
  await farid
    .fills({
      'Pour qui parlez-vous ?': institution ?? '',
      'Pourquoi vous y opposez-vous ?': 'Trop cher',
    })
    .sends();
  await farid.closes({ all: true });
  const known = await local.store.identity('slack', slack.workspace.team, farid.user.id);
  await local.act('referente', 'mandate.confirm', `${known?.person}~I3`);
  await local.act('pieter', 'consent.give', 'P1');
  await local.settled();
  for (const card of [onSlack(scene), await inTheRoom(scene)]) {
    expect(card).toContain('Trop cher');
    expect(card).toContain('2 institutions sur 3');
  }

  // Slack is cut off: the local room goes on as if nothing were.
  const { opened } = slack.socket;
  for (const method of ['chat.postMessage', 'chat.update', 'conversations.open', 'apps.connections.open'])
    slack.faults.set(method, { kind: 'status', status: 503 });
  slack.socket.cut();
  const before = onSlack(scene);
  expect((await local.act('lise', 'concern.raise', 'P1', { remark: 'Et le samedi ?' })).status).toBe(200);
  await local.settled();
  expect(await inTheRoom(scene)).toContain('Et le samedi ?');
  expect(onSlack(scene)).toBe(before);
  for (let attempt = 0; attempt < 12; attempt += 1) await retried(scene);

  // And it is back: nothing is missing there, and nothing stands there twice.
  slack.faults.calm();
  await expect.poll(() => slack.socket.opened, { timeout: 20_000 }).toBeGreaterThan(opened);
  await slack.socket.connected();
  await retried(scene);
  await retried(scene);
  expect(onSlack(scene)).toContain('Et le samedi ?');
  const keys = slack.workspace.messages.map((m) => `${m.channel} ${JSON.stringify(m.metadata)}`);
  expect(new Set(keys).size).toBe(keys.length);
  await farid.types('/concertation moi', { in: channel });
  expect(farid.sees()).not.toBe('');
  expect(farid.troubles).toEqual([]);
  expect(slack.violations).toEqual([]);
}, 60_000);
