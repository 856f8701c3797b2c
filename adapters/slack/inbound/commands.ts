// What somebody types after /concertation.

import type { App, types } from '@slack/bolt';
import { within } from '../../../src/app/within.ts';
import { met, tongueAtHand, visit } from '../../../src/ui/reception/guest.ts';
import { setupIn, typedHere } from '../../../src/ui/reception/reading.ts';
import { refusalText } from '../../../src/ui/refusals.ts';
import { visitsOf } from '../../../src/ui/visit.ts';
import { noteMessage, refusalMessage, type SlackMessage } from '../blocks/message.ts';
import { viewOf } from '../blocks/reading.ts';
import { isPrivate, roomIn } from '../who.ts';
import { formView } from './form-taps.ts';
import { FailedInView, openView, patience } from './opening.ts';
import { awaitingIn, drawn, excuse, noteView } from './reading.ts';
import {
  answeredWithin,
  aside,
  type Deed,
  deedOf,
  failure,
  heard,
  isRepeated,
  type Reception,
} from './reception.ts';

export const commandName = '/concertation';

export function commands(bolt: App, at: Reception): void {
  bolt.command(commandName, async (args) => {
    const { body, ack } = args;
    const { user_id: id, user_name: name, team_id } = body;
    const deed = deedOf(args, { id, name, team_id }, body.channel_id);
    const working = typed(at, deed, body.text.trim(), body.trigger_id).catch((error: unknown) =>
      failedCommand(at, deed, error),
    );
    const left = answeredWithin - (performance.now() - deed.arrivedMs);
    const said = await within(working, left);
    const isHeard = await heard(at, () =>
      said ? ack({ response_type: 'ephemeral', ...said.message }) : ack(),
    );
    const late = await working;
    if (late && !(said && isHeard)) await aside(at, deed, late.words);
  });
}

/** What is said beside the command; null where a view says it. */
type Said = { message: SlackMessage; words: string } | null;

async function failedCommand(at: Reception, deed: Deed, error: unknown): Promise<Said> {
  if (error instanceof FailedInView || isRepeated(error)) {
    await excuse(at, deed, error, '', false);
    return null;
  }
  const words = failure(at, deed, error);
  return { message: noteMessage([words], tongueAtHand(at, deed)), words };
}

async function typed(at: Reception, deed: Deed, text: string, trigger: string): Promise<Said> {
  const whole = answerTo(at, deed, text);
  const early = await within(whole, patience);
  if (early?.said) return early.said;
  const waiting = () => noteView(tongueAtHand(at, deed), [tongueAtHand(at, deed)('chat.wait')]);
  await openView(
    { client: deed.client, trigger, over: false },
    whole.then(({ view }) => view),
    waiting,
  );
  return null;
}

interface CommandAnswer {
  view: types.ModalView;
  /** Where it needs no view. */
  said: Said;
}

async function answerTo(at: Reception, deed: Deed, text: string): Promise<CommandAnswer> {
  const room = await roomFor(at, deed);
  const there = room === undefined ? undefined : await visit(at, deed, room);
  if (!there) {
    const channel = deed.channel ?? '';
    const view = await (isPrivate(channel) ? mine(at, deed) : setupView(at, deed, channel));
    return { view, said: null };
  }
  const { t, zone } = there;
  const answer = await typedHere(at, there, text);
  switch (answer.kind) {
    case 'refused': {
      const refusal = refusalText(t, answer.refusal, zone);
      const words = [refusal.text, refusal.next].filter((line) => line !== '');
      const said = { message: refusalMessage(refusal, t), words: words.join('\n') };
      return { view: noteView(t, words), said };
    }
    case 'form': {
      const { action, target, values } = answer;
      const wanted = { action, target, room: there.room, over: null };
      return { view: await formView(at, deed, wanted, crypto.randomUUID(), { values }), said: null };
    }
    case 'cards': {
      const reading = { shows: 'typed', text: text.slice(0, mostKept), room: there.room } as const;
      return { view: drawn(answer.cards, t, reading, there.room), said: null };
    }
  }
}

/** Characters of what was typed that come back with its view, where Slack has room for 3000 as JSON. */
const mostKept = 400;

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
  const { sections, t } = await awaitingIn(at, deed);
  return viewOf(sections, t, 0, { shows: 'mine' });
}

async function setupView(at: Reception, deed: Deed, channel: string) {
  const { cards, t } = await setupIn(at, deed, channel);
  return drawn(cards, t, { shows: 'setup', channel }, roomIn(deed.team, channel));
}
