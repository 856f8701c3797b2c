// Who people are, as Discord knows them: what they are called in a server, and in which language they use Discord,
// which it says with what they do alone.

import { type APIGuildMember, Routes } from 'discord.js';
import type { Directory, Profile } from '../../src/app/directory.ts';
import { type Lang, langs } from '../../src/domain/people.ts';
import type { DiscordApp } from './calls.ts';
import { troubleOf } from './trouble.ts';
import { platformName } from './who.ts';

export interface DiscordDirectory extends Directory {
  /** Something was done by somebody. @param locale as Discord says it: 'fr', 'nl', 'en-GB' */
  seen(user: string, locale: string): void;
}

const mostRemembered = 20_000;

export function discordDirectory({ rest }: Pick<DiscordApp, 'rest'>): DiscordDirectory {
  const spoken = new Map<string, Lang>();
  return {
    seen(user, locale) {
      const lang = langs.find((l) => l === locale.slice(0, 2));
      if (lang === undefined) return;
      if (spoken.size >= mostRemembered) spoken.clear();
      spoken.set(user, lang);
    },
    async profile(platform, guild, user): Promise<Profile | undefined> {
      if (platform !== platformName) return undefined;
      try {
        const member = (await rest.get(Routes.guildMember(guild, user))) as APIGuildMember;
        const { global_name, username, bot } = member.user;
        const name = [member.nick, global_name, username].find((n) => n?.trim());
        return {
          name: name?.trim() ?? null,
          lang: spoken.get(user) ?? null,
          isGuest: false,
          isBot: Boolean(bot),
        };
      } catch (error) {
        if (troubleOf(error).kind === 'person-gone') return undefined;
        throw error;
      }
    },
  };
}
