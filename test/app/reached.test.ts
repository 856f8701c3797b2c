// To whom a call has come, and since when: from what was delivered, what a room shows, and who is known there.

import { describe, expect, it } from 'vitest';
import { rollFrom, type ToldReads } from '../../src/app/reached.ts';
import { call, institution, mandate, opensAt } from '../support/given.ts';

const morning = '2026-11-24T08:00:00.000Z';
const noon = '2026-11-24T11:00:00.000Z';
const evening = '2026-11-24T18:00:00.000Z';
const room = 'slack:T1:C9';

/** Farid speaks for I2 and is known on slack, where the room is. */
const since = async (delivered: [string, string][], linkedAt: string | null = opensAt, tenant = 'T1') => {
  const reads: ToldReads = {
    assembly: { id: 'a1', rooms: [room] },
    institutions: [institution('I2')],
    mandates: [mandate('farid', 'I2')],
    delivered: async (keys) => new Map(delivered.filter(([key]) => keys.includes(key))),
    identitiesOf: async (persons) =>
      persons.map((person) => ({ platform: 'slack', tenant, externalId: 'U1', person, linkedAt })),
  };
  return (await rollFrom(reads, call())).invited.get('farid');
};
const invitation: [string, string] = ['a1:farid:invited:C1', noon];
const card = (at: string): [string, string] => [`a1:${room}:card:C1`, at];

describe('à qui l’appel est parvenu, et depuis quand', () => {
  it('by an invitation, since it was delivered; by nothing, never', async () => {
    expect(await since([invitation])).toBe(noon);
    expect(await since([])).toBeUndefined();
  });

  it('in a room, since its card stands and they are known there, whichever came last', async () => {
    expect(await since([card(morning)])).toBe(morning);
    expect(await since([card(morning)], evening)).toBe(evening);
    expect(await since([card(morning)], null)).toBe(morning);
    expect(await since([card(morning)], opensAt, 'T2')).toBeUndefined();
  });

  it('by both, since the first', async () => {
    expect(await since([invitation, card(morning)])).toBe(morning);
    expect(await since([invitation, card(morning)], evening)).toBe(noon);
  });
});
