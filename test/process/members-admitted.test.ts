// People of the platform whom a coordinator picks to speak for an institution, several at once.

import { describe, expect, it } from 'vitest';
import { openConcertation } from './concertation.ts';

const admitting = { members: ['zoe', 'karim'], institution: 'I2' };

describe('people picked for an institution', () => {
  it('speak for it at once, are told so, and are left as they are when they are picked again', async () => {
    const c = await openConcertation('colignon-2024');
    await c.does('referente', 'members.admit', null, admitting);
    for (const person of ['zoe', 'karim']) {
      expect(await c.sent('mandate.confirmed', `@${person}`)).toHaveLength(1);
    }
    const confirmed = await c.events('MandateConfirmed');
    expect(confirmed.filter((e) => e.data.institution === 'I2')).toHaveLength(3);
    await c.does('referente', 'members.admit', null, admitting);
    expect(await c.events('MandateConfirmed')).toHaveLength(confirmed.length);
  });

  it('are picked by whoever coordinates alone, for an institution that takes part', async () => {
    const c = await openConcertation('colignon-2024');
    expect(await c.refused('farid', 'members.admit', null, admitting)).toBe('rights.coordinator-only');
    const elsewhere = { ...admitting, institution: 'I404' };
    expect(await c.refused('referente', 'members.admit', null, elsewhere)).toBe('institution.unknown');
    await c.does('referente', 'institution.leave', 'I2');
    expect(await c.refused('referente', 'members.admit', null, admitting)).toBe('institution.left');
  });

  it('may be herself among others: then a second coordinator confirms her', async () => {
    const c = await openConcertation('colignon-2024');
    const asked = async () => (await c.sent('mandate.to-confirm', '@suppleante')).length;
    const told = await asked();
    const before = (await c.events('MandateClaimed')).length;
    await c.does('referente', 'members.admit', null, { members: ['referente', 'zoe'], institution: 'I2' });
    expect((await c.events('MandateClaimed')).length).toBe(before + 1);
    expect(await asked()).toBe(told + 1);
  });
});
