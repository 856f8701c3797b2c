// What is for one person alone: told in private to whoever asked for it; and the taps by which they ask, and read what
// waits for them.

import { type REST, type RESTPostAPICurrentUserCreateDMChannelResult, Routes } from 'discord.js';
import type { IdentityKey, Log, Store } from '../../../src/app/ports.ts';
import type { Card } from '../../../src/ui/card.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import type { DiscordMessage } from '../components/message.ts';
import { type PrivateBook, unread } from '../private.ts';
import type { PrivateWay } from '../private-way.ts';
import { plainError } from '../rest.ts';

/** Reads what waits for whoever taps. */
export const lettersRead = 'letters.read';
/** From now on they are told in private; and not any more. */
export const privateOn = 'letters.private';
export const privateOff = 'letters.public';

export interface Privately {
  /** False for whoever hasn’t asked for it, or lets nobody in. */
  tell(who: IdentityKey, message: DiscordMessage): Promise<boolean>;
  optIn(who: IdentityKey): Promise<void>;
  optOut(who: IdentityKey): Promise<void>;
  isIn(who: IdentityKey): Promise<boolean>;
  /** The keys of the letters that wait for them in a channel, oldest first. */
  waiting(who: IdentityKey, channel: string): Promise<string[]>;
  /** They have read them: the mention that says so goes. */
  read(who: IdentityKey, channel: string): Promise<void>;
}

/** That something is there for somebody; which says nothing of what it is to whoever else reads the room. */
export function mentionCard(t: Translator): Card {
  return {
    subject: 'letters',
    lang: t.lang,
    title: '',
    status: null,
    blocks: [{ type: 'text', text: t('discord.letters') }],
    buttons: [
      { action: lettersRead, target: '', label: t('discord.letters.read'), style: 'primary' },
      { action: privateOn, target: '', label: t('discord.letters.private'), style: 'plain' },
    ],
  };
}

export function privately(parts: {
  rest: REST;
  book: PrivateBook;
  way: PrivateWay;
  store: Store;
  log: Log;
}): Privately {
  const { rest, book, way, store, log } = parts;
  return {
    async tell({ tenant, externalId }, message) {
      const privacy = await book.privacy(externalId, tenant);
      if (!privacy || privacy.blocked) return false;
      try {
        const channel = privacy.channel ?? (await opened(rest, externalId));
        await rest.post(Routes.channelMessages(channel), { body: message });
        await book.opened(externalId, tenant, channel);
        return true;
      } catch (error) {
        log.warn({ err: plainError(error) }, 'somebody could not be told in private');
        return false;
      }
    },
    optIn: ({ externalId, tenant }) => book.optIn(externalId, tenant),
    optOut: ({ externalId, tenant }) => book.optOut(externalId, tenant),
    isIn: async ({ externalId, tenant }) => (await book.privacy(externalId, tenant)) !== undefined,
    async waiting({ externalId: user, tenant: guild }, channel) {
      const letters = await unread(book, store, { guild, user, channel });
      return letters.map(({ key }) => key);
    },
    read: ({ externalId: user, tenant: guild }, channel) => way.read({ guild, user, channel }),
  };
}

async function opened(rest: REST, user: string): Promise<string> {
  const body = { recipient_id: user };
  const answer = await rest.post(Routes.userChannels(), { body });
  return (answer as RESTPostAPICurrentUserCreateDMChannelResult).id;
}
