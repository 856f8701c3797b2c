// Who people are, as Slack knows them: their name and their language.

import type { Directory, Profile } from '../../src/app/directory.ts';
import { langs } from '../../src/domain/people.ts';
import { platformName } from './announcer.ts';
import type { SlackWorkspace } from './calls.ts';
import { troubleOf } from './trouble.ts';

/** Those of other organisations have thin profiles: often neither a language nor more than a name. */
export function slackDirectory(workspaceOf: (team: string) => SlackWorkspace | undefined): Directory {
  return {
    async profile(platform, tenant, externalId): Promise<Profile | undefined> {
      const workspace = platform === platformName ? workspaceOf(tenant) : undefined;
      if (!workspace) return undefined;
      try {
        const { user } = await workspace.client.users.info({ user: externalId, include_locale: true });
        if (!user || user.deleted) return undefined;
        const { display_name, real_name } = user.profile ?? {};
        const name = [display_name, real_name, user.real_name, user.name].find((n) => n?.trim());
        return {
          name: name?.trim() ?? null,
          lang: langs.find((lang) => lang === user.locale?.slice(0, 2)) ?? null,
          isGuest: Boolean(user.is_restricted || user.is_ultra_restricted || user.is_stranger),
          isBot: Boolean(user.is_bot),
          ...(user.team_id && user.team_id !== tenant && { tenant: user.team_id }),
        };
      } catch (error) {
        if (troubleOf(error).kind === 'person-gone') return undefined;
        throw error;
      }
    },
  };
}
