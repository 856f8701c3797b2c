// The local room and a second platform in one service: people of both act, and both do what a test tells them.

import { randomUUID } from 'node:crypto';
import type { Answer } from '../../src/app/job.ts';
import { createSettingUp, type SetupAnswer } from '../../src/app/setting-up.ts';
import { loadCharter } from '../../src/charters/presets.ts';
import { isRefusal, type Refusal } from '../../src/domain/refusal.ts';
import { type Local, openLocal } from './local.ts';
import { type ScriptedAnnouncer, scriptedAnnouncer } from './scripted-announcer.ts';

export const salon = 'sandbox:local:salon';
export const canal = 'slack:T1:C9';

/** Somebody on the second platform, by the name that it gives them. */
export interface Elsewhere {
  externalId: string;
  tenant?: string;
  institution?: string | null;
}

export interface TwoPlatforms {
  local: Local;
  /** The local room, and the other platform. */
  here: ScriptedAnnouncer;
  there: ScriptedAnnouncer;
  /** Which of them are out of reach: `slack:T1`, `sandbox:local`. */
  away: Set<string>;
  /** The code that somebody of the local room is given. */
  code(person: string): Promise<string>;
  /** An act on the second platform. */
  acts(
    who: Elsewhere,
    action: string,
    target: string | null,
    values?: Record<string, unknown>,
    more?: { room?: string; deliveryId?: string; at?: string },
  ): Promise<Answer | Refusal>;
  /** What is filled in in a channel that has no concertation. */
  joins(
    who: Elsewhere,
    code: string,
    more?: { channel?: string; deliveryId?: string },
  ): Promise<SetupAnswer | Refusal>;
  /** A concertation of its own in another channel of the second platform; answers with its id. */
  opens(who: Elsewhere, channel: string): Promise<string>;
  /** The room of the second platform, added by the référente, who is `UREF` there. */
  joined(): Promise<void>;
  /** The id of a person, by where they are known. */
  person(platform: string, externalId: string): Promise<string | undefined>;
  events(): Promise<string[]>;
}

export async function twoPlatforms(): Promise<TwoPlatforms> {
  const here = scriptedAnnouncer();
  const there = scriptedAnnouncer('slack');
  const away = new Set<string>();
  const edges = ['slack:T1', 'sandbox:local'].map((edge) => [edge, () => !away.has(edge)] as const);
  const local = await openLocal({
    announcer: () => here,
    others: [there],
    edges: new Map(edges),
  });
  const { app, store } = local;
  const settingUp = createSettingUp(app, loadCharter);
  await local.settled();
  here.forget();

  const scene: TwoPlatforms = {
    local,
    here,
    there,
    away,
    async code(person) {
      const { body } = await local.act(person, 'person.link', null, {}, { institution: null });
      const [said = ''] = body.notes ?? [];
      return /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(said)?.[0] ?? '';
    },
    async acts({ externalId, tenant = 'T1', institution = null }, action, target, values = {}, more = {}) {
      const { room = canal, deliveryId = randomUUID(), at = app.clock.now() } = more;
      const as = { platform: 'slack', tenant, externalId, name: externalId };
      return app.submit({
        ...{ deliveryId, receivedAt: at, as, institution, room, action, target, values, lang: 'fr' },
      });
    },
    async joins({ externalId }, code, { channel = 'C9', deliveryId = randomUUID() } = {}) {
      const at = { platform: 'slack', tenant: 'T1', channel };
      return settingUp.submit({
        deliveryId,
        receivedAt: app.clock.now(),
        as: { externalId, name: externalId },
        at,
        action: 'setup.join',
        target: null,
        values: { code, roomLang: 'nl' },
        lang: 'fr',
      });
    },
    async opens({ externalId }, channel) {
      const steps: [string, Record<string, unknown>][] = [
        ['setup.begin', {}],
        ['setup.charter', { charter: 'essai-2026' }],
        ['setup.people', { coordinators: externalId }],
        ['setup.open', {}],
      ];
      let opened = '';
      for (const [action, values] of steps) {
        const end = await settingUp.submit({
          ...{ deliveryId: randomUUID(), receivedAt: app.clock.now(), action, target: null, values },
          ...{
            as: { externalId, name: externalId },
            at: { platform: 'slack', tenant: 'T1', channel },
            lang: 'fr',
          },
        });
        if (isRefusal(end)) throw new Error(`${action}: ${end.refused}`);
        if (end.kind === 'opened') opened = end.assembly;
      }
      return opened;
    },
    async joined() {
      const end = await scene.joins({ externalId: 'UREF' }, await scene.code('referente'));
      if (isRefusal(end)) throw new Error(end.refused);
      await local.settled();
    },
    async person(platform, externalId) {
      const tenant = platform === 'slack' ? 'T1' : 'local';
      return (await store.identity(platform, tenant, externalId))?.person;
    },
    events: async () => (await store.events('concertation', 0, 1_000)).map(({ name }) => name),
  };
  return scene;
}
