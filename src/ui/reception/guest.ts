// Somebody who does something on a platform, before what the service knows of them and of where they do it.

import type { Application } from '../../app/application.ts';
import type { Drafts } from '../../app/drafts.ts';
import type { IdentityKey } from '../../app/ports.ts';
import { roomOf, type SettingUp } from '../../app/setting-up.ts';
import { within } from '../../app/within.ts';
import type { Lang } from '../../domain/people.ts';
import type { TypedBefore } from '../command-table.ts';
import { type Translator, translator } from '../translator.ts';
import { langOf, type Visit, visitOf } from '../visit.ts';

/** What a platform’s people are answered with. */
export interface Host {
  app: Application;
  settingUp: SettingUp;
  drafts: Drafts;
  typedBefore: TypedBefore;
}

/** One thing that somebody did on a platform. */
export interface Guest {
  /** `name`: as the platform shows them where it says so; their profile says it better. */
  who: IdentityKey & { name: string | null };
  /** Where the service is installed there: they may be of elsewhere. */
  team: string;
  /** Null in private, and in what opens over the conversation. */
  channel: string | null;
  /** UTC, by the clock of the service: the instant that counts. */
  receivedAt: string;
  /** The language in which the platform reports them with what they do; null where it doesn’t. */
  speaks: Lang | null;
}

/** Milliseconds that somebody unknown may keep others waiting for their name and language. */
const introduction = 300;

/** Asks ahead who it is; waits for it a moment, so that already the first answer is in their language. */
export async function met({ app }: Host, { who }: Guest): Promise<void> {
  if (app.acquaintance.known(who)) return;
  await within(app.acquaintance.meet(who), introduction);
}

/** A channel of where they are, as a room. */
export function roomHere({ who, team }: Guest, channel: string): string {
  return roomOf({ platform: who.platform, tenant: team, channel });
}

/** @param room undefined: the channel in which it was done */
export async function visit(host: Host, guest: Guest, room?: string | null): Promise<Visit | undefined> {
  const where = room ?? (guest.channel === null ? null : roomHere(guest, guest.channel));
  if (where === null) return undefined;
  await met(host, guest);
  return visitOf(host.app, guest.who, where, guest.speaks);
}

/** For what isn’t about any assembly. */
export async function ownTongue(host: Host, guest: Guest): Promise<Translator> {
  await met(host, guest);
  return translator((await langOf(host.app, guest.who)) ?? guest.speaks ?? 'fr');
}

/** As far as it is known without the store. */
export function tongueAtHand({ app }: Host, { who, speaks }: Guest): Translator {
  return translator(app.acquaintance.known(who)?.lang ?? speaks ?? 'fr');
}
