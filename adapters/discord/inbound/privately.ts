// What is for one person alone: told in private to whoever asked for it; and the taps by which they ask, and read what
// waits for them.

import { type RESTPostAPICurrentUserCreateDMChannelResult, Routes } from 'discord.js';
import type { IdentityKey } from '../../../src/app/ports.ts';
import { ownTongue } from '../../../src/ui/reception/guest.ts';
import { type DiscordMessage, messageOf } from '../components/message.ts';
import { plainError } from '../rest.ts';
import { toldCard } from './how-told.ts';
import { reading } from './readings.ts';
import { answered, type Deed, type Reception } from './reception.ts';
import { sentences } from './taps.ts';

/** False for whoever hasn’t asked for it, or lets nobody in. */
export async function told(
  { rest, letters, app }: Pick<Reception, 'rest' | 'letters' | 'app'>,
  { tenant, externalId }: IdentityKey,
  message: DiscordMessage,
): Promise<boolean> {
  if (!(await letters.isIn(externalId, tenant))) return false;
  try {
    const body = { recipient_id: externalId };
    const { id } = (await rest.post(Routes.userChannels(), {
      body,
    })) as RESTPostAPICurrentUserCreateDMChannelResult;
    await rest.post(Routes.channelMessages(id), { body: message });
    return true;
  } catch (error) {
    app.log.warn({ err: plainError(error) }, 'somebody could not be told in private');
    return false;
  }
}

/**
 * What waits for whoever taps, in the room where they were told so. It counts as read once they have it before them.
 *
 * @param user for whom the mention is
 */
export async function lettersRead(at: Reception, deed: Deed, room: string, user: string): Promise<void> {
  let isShown = false;
  const found = async () => {
    if (user !== deed.who.externalId) return sentences(at, deed, (t) => [t('discord.private.not-yours')]);
    const waiting = await at.letters.unread(room, user);
    if (waiting.length === 0) return sentences(at, deed, (t) => [t('discord.private.nothing')]);
    const keys = waiting.map(({ key }) => key);
    const message = await reading(at, deed, { shows: 'letters', keys, room });
    isShown = true;
    return message;
  };
  const isHeard = await answered(at, deed, found(), 'aside');
  if (isHeard && isShown) await at.letters.read(room, user);
}

/** From now on what is for them alone comes to them in private, or is read in the room again. */
export async function chosen(
  at: Reception,
  deed: Deed,
  isIn: boolean,
  { room, user }: { room: string; user: string },
): Promise<DiscordMessage> {
  const { externalId, tenant } = deed.who;
  if (user !== '' && user !== externalId) return sentences(at, deed, (t) => [t('discord.private.not-yours')]);
  if (isIn) await at.letters.optIn(externalId, tenant);
  else await at.letters.optOut(externalId, tenant);
  const t = await ownTongue(at, deed);
  const card = toldCard(t, isIn, t(isIn ? 'discord.private.is-in' : 'discord.private.is-out'));
  return messageOf(card, t, { room, words: null });
}
