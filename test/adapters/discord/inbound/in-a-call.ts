// A concertation in a channel of Discord in the middle of a call, for tests of bad weather: Claire coordinates, Nadia
// has submitted P1, Farid may answer it.

import type { FaultPoint, Faults } from '../../../../src/app/faults.ts';
import { createSettingUp } from '../../../../src/app/setting-up.ts';
import { loadCharter } from '../../../../src/charters/presets.ts';
import { plusMilliseconds } from '../../../../src/domain/calendar.ts';
import { isRefusal } from '../../../../src/domain/refusal.ts';
import type { DiscordMessage } from '../../../support/discord/guild.ts';
import type { Person } from '../../../support/discord/person.ts';
import {
  type DiscordService,
  type DiscordServiceOptions,
  discordService,
} from '../../../support/discord/service.ts';

export const closesAt = '2026-12-07T22:59:00.000Z';

export interface InACall extends DiscordService {
  room: string;
  assembly: string;
  claire: Person;
  nadia: Person;
  farid: Person;
  /** An act in the core, of somebody in Discord. */
  acts(who: Person, action: string, target: string | null, said?: Said): Promise<void>;
  /** What has happened in the assembly, by name. */
  events(): Promise<string[]>;
  /** Resolves when the service has dealt with whatever has happened so far: Discord tells it in order. */
  heard(): Promise<void>;
  /** The message of a card in the channel: P1. */
  cardOf(ref: string): Promise<DiscordMessage>;
}

/** What somebody says, and for whom they say that they speak. */
export type Said = Record<string, unknown> & { for?: string };

export async function inACall(options: DiscordServiceOptions = {}): Promise<InACall> {
  const service = await discordService(options);
  const { app, discord, guild, channel } = service;
  const claire = service.joins('Claire', { permissions: manageEvents });
  const nadia = service.joins('Nadia');
  const farid = service.joins('Farid');
  const room = `discord:${guild.id}:${channel.id}`;
  const settingUp = createSettingUp(app, loadCharter);
  const at = { platform: 'discord', tenant: guild.id, channel: channel.id };
  const by = { externalId: claire.user.id, name: 'Claire' };
  let n = 0;
  const setup = async (action: string, values: Record<string, unknown> = {}) => {
    const step = { deliveryId: `setup-${++n}`, receivedAt: service.now(), as: by, at, action, target: null };
    const end = await settingUp.submit({ ...step, values, lang: 'fr' });
    if (isRefusal(end)) throw new Error(`${action}: ${end.refused}`);
  };
  const acts: InACall['acts'] = async (who, action, target, { for: institution, ...values } = {}) => {
    const as = {
      platform: 'discord',
      tenant: guild.id,
      externalId: who.user.id,
      name: who.user.globalName ?? who.user.name,
    };
    const said = { receivedAt: service.now(), as, room, action, target, values, institution };
    const end = await app.submit({ ...said, deliveryId: `act-${++n}`, lang: 'fr' });
    if (isRefusal(end)) throw new Error(`${action}: ${JSON.stringify(end)}`);
  };
  const deadline = options.now ? plusMilliseconds(options.now, 20 * 86_400_000) : closesAt;
  await setup('setup.begin');
  await setup('setup.charter', { charter: 'essai-2026' });
  await setup('setup.people', { coordinators: [claire.user.id], deputies: [], helpers: [] });
  await setup('setup.open');
  await app.acquaintance.idle();
  await acts(claire, 'institution.register', null, { name: 'Maison des Jeunes' });
  await acts(claire, 'institution.register', null, { name: 'Le Relais' });
  await acts(claire, 'call.open', null, { title: 'Appel d’hiver', closesAt: deadline });
  await acts(farid, 'coordinator.ask', null, { question: 'Qui vient ?', for: 'I2' });
  const garden = { title: 'Un jardin', summary: 'Des légumes', amount: 12_500 };
  await acts(nadia, 'proposal.submit', 'C1', { ...garden, for: 'I1' });
  await service.settled();
  const [head] = await app.store.heads();
  const assembly = head?.assembly ?? '';

  return {
    ...service,
    room,
    assembly,
    claire,
    nadia,
    farid,
    acts,
    async events() {
      return (await app.store.events(assembly, 0, 1_000)).map(({ name }) => name);
    },
    async heard() {
      await claire.types('/concertation aide', { in: channel });
    },
    async cardOf(ref) {
      const [post] = await app.store.posts([{ room, subject: `card:${ref}` }]);
      const [where = '', id = ''] = (post?.messageId ?? '').split(':');
      const found = discord.world.message(where, id);
      if (!found) throw new Error(`${ref} has no card in the channel`);
      return found;
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

/** Discord offers /coordination to whoever may do this. */
const manageEvents = 1n << 33n;
