// Drafts of Discord’s people: theirs in every server, and in private, where Discord names no server.

import type { Drafts } from '../../../src/app/drafts.ts';
import type { IdentityKey } from '../../../src/app/ports.ts';

export function ownDrafts(drafts: Drafts): Drafts {
  const anywhere = (who: IdentityKey): IdentityKey => ({ ...who, tenant: '' });
  return {
    forgetOld: drafts.forgetOld,
    of: (who, form) => drafts.of(anywhere(who), form),
    keep: (who, form, values, now) => drafts.keep(anywhere(who), form, values, now),
    remember: (who, form, values) => drafts.remember(anywhere(who), form, values),
    drop: (who, form) => drafts.drop(anywhere(who), form),
  };
}
