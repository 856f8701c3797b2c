// A concertation in a channel in the middle of a call, for tests of bad weather: Claire coordinates, Nadia has
// submitted P1, Farid may answer it.

import type { Application } from '../../../src/app/application.ts';
import { createSettingUp } from '../../../src/app/setting-up.ts';
import { loadCharter } from '../../../src/charters/presets.ts';
import { plusMilliseconds } from '../../../src/domain/calendar.ts';
import { isRefusal } from '../../../src/domain/refusal.ts';
import type { Figure, Place } from './cast.ts';

export const closesAt = '2026-12-07T22:59:00.000Z';

export interface InACallOf<P extends Figure> {
  /** `PLATFORM:TENANT:CHANNEL` */
  room: string;
  assembly: string;
  claire: P;
  nadia: P;
  farid: P;
  /** An act in the core, of somebody on the platform. */
  acts(who: P, action: string, target: string | null, said?: Said): Promise<void>;
  /** What has happened in the assembly, by name. */
  events(): Promise<string[]>;
}

/** What somebody says, and for whom they say that they speak. */
export type Said = Record<string, unknown> & { for?: string };

/** @param now where the call doesn’t run until `closesAt`, but for twenty days from then */
export async function inACallIn<P extends Figure>(
  service: { app: Application; now(): string; settled(): Promise<void> },
  at: Place,
  joins: (name: string, joining: { coordinates: boolean }) => P,
  { tenantOf = () => at.tenant, now }: { tenantOf?: (who: P) => string; now?: string | undefined } = {},
): Promise<InACallOf<P>> {
  const { app } = service;
  const claire = joins('Claire', { coordinates: true });
  const nadia = joins('Nadia', { coordinates: false });
  const farid = joins('Farid', { coordinates: false });
  const room = `${at.platform}:${at.tenant}:${at.channel}`;
  const settingUp = createSettingUp(app, loadCharter);
  const by = { externalId: claire.user.id, name: 'Claire' };
  let n = 0;
  const setup = async (action: string, values: Record<string, unknown> = {}) => {
    const step = { deliveryId: `setup-${++n}`, receivedAt: service.now(), as: by, at, action, target: null };
    const end = await settingUp.submit({ ...step, values, lang: 'fr' });
    if (isRefusal(end)) throw new Error(`${action}: ${end.refused}`);
  };
  const acts: InACallOf<P>['acts'] = async (who, action, target, { for: institution, ...values } = {}) => {
    const { id: externalId, name, globalName } = who.user;
    const as = { platform: at.platform, tenant: tenantOf(who), externalId, name: globalName ?? name };
    const said = { receivedAt: service.now(), as, room, action, target, values, institution };
    const end = await app.submit({ ...said, deliveryId: `act-${++n}`, lang: 'fr' });
    if (isRefusal(end)) throw new Error(`${action}: ${JSON.stringify(end)}`);
  };
  const deadline = now ? plusMilliseconds(now, 20 * 86_400_000) : closesAt;
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
