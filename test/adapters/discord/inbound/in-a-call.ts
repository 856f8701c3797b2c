// A concertation in a channel of Discord in the middle of a call.

import { PermissionFlagsBits } from 'discord.js';
import type { FaultPoint, Faults } from '../../../../src/app/faults.ts';
import type { DiscordChannel, DiscordMessage } from '../../../support/discord/guild.ts';
import type { Person } from '../../../support/discord/person.ts';
import { cardOf } from '../../../support/discord/rooms.ts';
import {
  type DiscordService,
  type DiscordServiceOptions,
  discordService,
} from '../../../support/discord/service.ts';
import { type InACallOf, inACallIn } from '../../../support/story/in-a-call.ts';

export interface InACall extends DiscordService, InACallOf<Person> {
  /** The message of a card in the channel: P1. */
  cardOf(ref: string): Promise<DiscordMessage>;
  /** The thread of a card. */
  threadOf(ref: string): Promise<DiscordChannel>;
  /** Resolves when the service has dealt with whatever has happened so far: Discord tells it in order. */
  heard(): Promise<void>;
}

export async function inACall(options: DiscordServiceOptions = {}): Promise<InACall> {
  const service = await discordService(options);
  const { guild, channel } = service;
  const at = { platform: 'discord', tenant: guild.id, channel: channel.id };
  const inCall = await inACallIn(
    service,
    at,
    (name, { coordinates }) =>
      service.joins(name, coordinates ? { permissions: PermissionFlagsBits.ManageEvents } : {}),
    { now: options.now },
  );
  return {
    ...service,
    ...inCall,
    cardOf: (ref) => cardOf(service, ref),
    async threadOf(ref) {
      const thread = service.discord.world.channels.get((await cardOf(service, ref)).thread ?? '');
      if (!thread) throw new Error(`${ref} has no thread`);
      return thread;
    },
    async heard() {
      await inCall.claire.types('/concertation aide', { in: channel });
    },
  };
}

/** Holds up each commit for so many milliseconds; lets everything through at first. */
export function slowed(): { faults: Faults; by: number } {
  const slow = {
    by: 0,
    async faults(point: FaultPoint) {
      if (point === 'execute.decided' && slow.by > 0) await new Promise((done) => setTimeout(done, slow.by));
    },
  };
  return slow;
}
