// A concertation in a channel of Slack in the middle of a call, for tests of bad weather: Claire coordinates, Nadia
// has submitted P1, Farid may answer it.

import { createSettingUp } from '../../../../src/app/setting-up.ts';
import { loadCharter } from '../../../../src/charters/presets.ts';
import { plusMilliseconds } from '../../../../src/domain/calendar.ts';
import { isRefusal } from '../../../../src/domain/refusal.ts';
import type { Person } from '../../../support/slack/person.ts';
import { type SlackService, type SlackServiceOptions, slackService } from '../../../support/slack/service.ts';

export const closesAt = '2026-12-07T22:59:00.000Z';

export interface InACall extends SlackService {
  url: string;
  room: string;
  assembly: string;
  claire: Person;
  nadia: Person;
  farid: Person;
  /** An act in the core, of somebody in Slack. */
  acts(who: Person, action: string, target: string | null, said?: Said): Promise<void>;
  /** What has happened in the assembly, by name. */
  events(): Promise<string[]>;
}

/** What somebody says, and for whom they say that they speak. */
export type Said = Record<string, unknown> & { for?: string };

export async function inACall(options: SlackServiceOptions = {}): Promise<InACall> {
  const service = await slackService(options);
  const { app, slack, channel } = service;
  const { team } = slack.workspace;
  const claire = service.joins('Claire');
  const nadia = service.joins('Nadia');
  const farid = service.joins('Farid');
  const room = `slack:${team}:${channel.id}`;
  const settingUp = createSettingUp(app, loadCharter);
  const at = { platform: 'slack', tenant: team, channel: channel.id };
  const by = { externalId: claire.user.id, name: 'Claire' };
  let n = 0;
  const setup = async (action: string, values: Record<string, unknown> = {}) => {
    const step = { deliveryId: `setup-${++n}`, receivedAt: service.now(), as: by, at, action, target: null };
    const end = await settingUp.submit({ ...step, values, lang: 'fr' });
    if (isRefusal(end)) throw new Error(`${action}: ${end.refused}`);
  };
  const acts: InACall['acts'] = async (who, action, target, { for: institution, ...values } = {}) => {
    const as = { platform: 'slack', tenant: who.user.team, externalId: who.user.id, name: who.user.name };
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
  };
}
