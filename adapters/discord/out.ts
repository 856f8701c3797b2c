// The way out to Discord, put together; and what people's taps change of it: who is written to in private, and who has
// read what waited for them.

import type { REST } from 'discord.js';
import type { Announcer } from '../../src/app/announcer.ts';
import type { QueuedLetter } from '../../src/app/letter.ts';
import type { Pace } from '../../src/app/pace.ts';
import type { Log, Store } from '../../src/app/ports.ts';
import { tellOfAside } from '../../src/app/unsent.ts';
import type { Lang } from '../../src/domain/people.ts';
import type { Card } from '../../src/ui/card.ts';
import { calendarOf } from '../../src/ui/convocation-file.ts';
import { translator } from '../../src/ui/translator.ts';
import { discordAnnouncer } from './announcer.ts';
import { mentionMessage, messageOf } from './components/message.ts';
import { asTheChannelSays } from './components/taps.ts';
import { type DiscordDirectory, discordDirectory } from './directory.ts';
import type { Installed } from './installed.ts';
import { discordPace } from './pace.ts';
import { lettersOf, type Mentioned, privateBook } from './private.ts';
import { privateWay } from './private-way.ts';
import { threadName, titleAt } from './threads.ts';

export interface DiscordOut {
  announcer: Announcer;
  directory: DiscordDirectory;
  letters: PrivateLetters;
}

/** What is for one person alone. A room is named as everywhere, `discord:GUILD:CHANNEL`; users by Discord's ids. */
export interface PrivateLetters {
  /** From now on what is for them alone comes to them in private; what waits in rooms stays there until it is read. */
  optIn(user: string, guild: string): Promise<void>;
  optOut(user: string, guild: string): Promise<void>;
  /** Whether they asked for it, and are reached so. */
  isIn(user: string, guild: string): Promise<boolean>;
  /** What waits for them in a room, oldest first. */
  unread(room: string, user: string): Promise<QueuedLetter[]>;
  /** The same, which from now on is read: the mention that said so is taken away. */
  read(room: string, user: string): Promise<QueuedLetter[]>;
}

/** What the buttons of a mention do, as `do` taps name it; their target is the user that they are for. */
export const mentionTaps = { read: 'private.read', optIn: 'private.opt-in' } as const;

export interface OutParts {
  rest: REST;
  installed: Pick<Installed, 'bot'>;
  store: Store;
  log: Log;
  /** The clock of the application. */
  now: () => string;
  pace?: Pace;
}

export function discordOut({ rest, installed, store, log, now, pace = discordPace() }: OutParts): DiscordOut {
  const app = { rest, pace, bot: installed.bot };
  const book = privateBook(store);
  const tell = (key: string, obstacle: Parameters<typeof tellOfAside>[2]) =>
    tellOfAside(store, key, obstacle, now());
  const mention = (user: string, lang: Lang) =>
    mentionMessage(user, mentionCard(user, lang), translator(lang), asTheChannelSays);
  const privately = privateWay({ app, store, book, mention, tell, now, log });
  const announcer = discordAnnouncer({
    app,
    render: (card, lang, of) => messageOf(card, translator(lang), of),
    noticeOf: (key) => calendarOf(store, key, now()),
    async threadName({ id, lang }, messageId) {
      const title = await titleAt(store, id, messageId, lang, now());
      return threadName(title ?? '', translator(lang)('discord.thread'));
    },
    privately,
    store,
    tell,
    now,
    log,
  });
  return {
    announcer,
    directory: discordDirectory(app),
    letters: {
      optIn: book.optIn,
      optOut: book.optOut,
      async isIn(user, guild) {
        const found = await book.privacy(user, guild);
        return found !== undefined && !found.blocked;
      },
      unread: async (room, user) => lettersOf(store, (await book.mention(mentionedIn(room, user))).keys),
      read: async (room, user) => lettersOf(store, await privately.read(mentionedIn(room, user))),
    },
  };
}

/** That something is there for them, and how to read it. */
function mentionCard(user: string, lang: Lang): Card {
  const t = translator(lang);
  return {
    subject: 'private',
    lang,
    title: '',
    status: null,
    blocks: [{ type: 'text', text: t('discord.private.waiting') }],
    buttons: [
      { action: mentionTaps.read, target: user, label: t('discord.private.read'), style: 'primary' },
      { action: mentionTaps.optIn, target: user, label: t('discord.private.opt-in'), style: 'plain' },
    ],
  };
}

function mentionedIn(room: string, user: string): Mentioned {
  const [, guild = '', channel = ''] = room.split(':');
  return { guild, channel, user };
}
