// What the application asks of a platform about its people: what they are called, and in which language.

import type { Lang } from '../domain/people.ts';

/** Null where the platform doesn’t say, as of many guests. */
export interface Profile {
  name: string | null;
  lang: Lang | null;
  /** From another organisation, or let in to some channels alone. */
  isGuest: boolean;
  isBot: boolean;
  /** Of which organisation they are, where it is another than the one that was asked. */
  tenant?: string;
}

export interface Directory {
  /** Undefined for somebody whom the platform doesn’t know (any more). Throws when it can’t be asked now. */
  profile(platform: string, tenant: string, externalId: string): Promise<Profile | undefined>;
}
