// What somebody types after /concertation.

import type { App, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { openCommand } from '../../../src/ui/open-command.ts';
import { refusalText } from '../../../src/ui/refusals.ts';
import { visitsOf } from '../../../src/ui/visit.ts';
import { noteMessage, refusalMessage } from '../blocks/message.ts';
import { viewOf } from '../blocks/reading.ts';
import { isPrivate, roomIn } from '../who.ts';
import { openForm } from './form-taps.ts';
import { openView } from './opening.ts';
import { drawn, mineIn, noteView, setupIn, typedBefore } from './reading.ts';
import { type Deed, deedOf, failure, met, type Reception, tongueAtHand, visit } from './reception.ts';

export const commandName = '/concertation';

export function commands(bolt: App, at: Reception): void {
  bolt.command(commandName, async (args) => {
    const { body, ack } = args;
    const deed = deedOf(args, { id: body.user_id, name: body.user_name }, body.channel_id);
    try {
      await typed(at, deed, body.text.trim(), body.trigger_id, ack);
    } catch (error) {
      await ack({
        response_type: 'ephemeral',
        ...noteMessage([failure(at, deed, error)], tongueAtHand(at, deed)),
      });
    }
  });
}

type Ack = SlackCommandMiddlewareArgs['ack'];

async function typed(at: Reception, deed: Deed, text: string, trigger: string, ack: Ack): Promise<void> {
  const open = { client: deed.client, trigger, over: false };
  const waiting = () => noteView(tongueAtHand(at, deed), [tongueAtHand(at, deed)('slack.wait')]);
  const room = await roomFor(at, deed);
  const there = room === undefined ? undefined : await visit(at, deed, room);
  if (!there) {
    const channel = deed.channel ?? '';
    await openView(open, isPrivate(channel) ? mine(at, deed) : setupView(at, deed, channel), waiting);
    return void (await ack());
  }
  const { scene, reader, t, zone, now } = there;
  const answer = await openCommand(scene, reader, t, text, now, typedBefore);
  switch (answer.kind) {
    case 'refused':
      return void (await ack({
        response_type: 'ephemeral',
        ...refusalMessage(refusalText(t, answer.refusal, zone), t),
      }));
    case 'form': {
      const { action, target, values } = answer;
      const wanted = { action, target, room: there.room, over: null };
      await openForm(at, deed, wanted, open, { values });
      return void (await ack());
    }
    case 'cards': {
      const reading = { shows: 'typed', text, room: there.room } as const;
      await openView(open, Promise.resolve(drawn(answer.cards, t, reading, there.room)), waiting);
      return void (await ack());
    }
  }
}

/** The channel’s; in private, that of the one concertation in which they take part. */
async function roomFor(at: Reception, deed: Deed): Promise<string | undefined> {
  const channel = deed.channel ?? '';
  if (!isPrivate(channel)) return roomIn(deed.team, channel);
  await met(at, deed);
  const [only, ...others] = await visitsOf(at.app, deed.who, (room) =>
    room.startsWith(roomIn(deed.team, '')),
  );
  return others.length === 0 ? only?.room : undefined;
}

/** What awaits them in any concertation of the workspace. */
async function mine(at: Reception, deed: Deed) {
  const { sections, t } = await mineIn(at, deed);
  return viewOf(sections, t, 0, { shows: 'mine' });
}

async function setupView(at: Reception, deed: Deed, channel: string) {
  await met(at, deed);
  const { cards, t } = await setupIn(at, deed, channel);
  return drawn(cards, t, { shows: 'setup', channel }, roomIn(deed.team, channel));
}
