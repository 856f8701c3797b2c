// What is done to a message from its menu, where commands can’t be typed: read the proposal that it shows or stands
// under, or ask a question about it.

import type { App, MessageShortcut } from '@slack/bolt';
import { ownTongue, tongueAtHand, visit } from '../../../src/ui/reception/guest.ts';
import { isPrivate, roomIn } from '../who.ts';
import { openForm } from './form-taps.ts';
import { openView } from './opening.ts';
import { excuse, noteView, readingView } from './reading.ts';
import { acknowledged, type Deed, deedOf, type Reception } from './reception.ts';
import { messageId } from './words.ts';

export const answerShortcut = 'answer';
export const askShortcut = 'ask';

export function onMessages(bolt: App, at: Reception): void {
  for (const callback_id of [answerShortcut, askShortcut])
    bolt.shortcut<MessageShortcut>({ callback_id, type: 'message_action' }, async (args) => {
      const { shortcut, ack } = args;
      const deed = deedOf(args, shortcut.user, shortcut.channel.id);
      const trigger = { client: deed.client, trigger: shortcut.trigger_id, over: false };
      try {
        await acknowledged(at, deed, chosen(at, deed, shortcut, trigger), ack);
      } catch (error) {
        await excuse(at, deed, error, shortcut.trigger_id, false);
      }
    });
}

async function chosen(
  at: Reception,
  deed: Deed,
  { callback_id, channel, message }: MessageShortcut,
  trigger: Parameters<typeof openView>[0],
): Promise<void> {
  const waiting = () => noteView(tongueAtHand(at, deed), [tongueAtHand(at, deed)('chat.wait')]);
  const threadTs = threadOf(message);
  const ref = await proposalAt(at, deed, channel.id, [message.ts, threadTs]);
  const there = isPrivate(channel.id) ? undefined : await visit(at, deed);
  if (!there || ref === undefined) {
    const t = await ownTongue(at, deed);
    const view = noteView(t, [t(there ? 'slack.no-proposal' : 'slack.no-room')]);
    return openView(trigger, Promise.resolve(view), waiting);
  }
  if (callback_id === askShortcut) {
    const isTheirs = message.user !== undefined && message.user !== at.workspaceOf(deed.team)?.bot.user;
    const words = isTheirs ? messageId(channel.id, message.ts, threadTs) : null;
    const wanted = { action: 'question.ask', target: ref, room: there.room, over: null };
    return openForm(at, deed, wanted, trigger, { message: words });
  }
  const reading = { shows: 'card', subject: `card:${ref}`, room: there.room, letter: null } as const;
  const whole = readingView(at, deed, reading).then((view) => view ?? waiting());
  return openView(trigger, whole, waiting);
}

/** The proposal that stands at one of these messages: P1. */
export async function proposalAt(
  at: Reception,
  { team }: Deed,
  channel: string,
  messages: readonly string[],
): Promise<string | undefined> {
  for (const ts of messages) {
    const post = await at.app.store.postAt(roomIn(team, channel), `${channel}:${ts}`);
    const ref = post && /^card:(P\d+)/.exec(post.subject)?.[1];
    if (ref) return ref;
  }
  return undefined;
}

/** The message under which it stands; itself where it stands alone. */
function threadOf({ ts, thread_ts }: { ts: string; thread_ts?: string }): string {
  return thread_ts ?? ts;
}
