// What the référente enters for others, and whom she and the charter remind, under both charters.

import { beforeEach, describe, expect, it } from 'vitest';
import { rule } from '../support/rule.ts';
import { type Concertation, charters, later, monday, openConcertation } from './concertation.ts';

describe.each(charters)('ce que la référente fait pour les autres, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  let p: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call();
    p = await c.submit('nadia', call);
  });
  const fatima = { name: 'Fatima', institution: 'I2', mail: 'fatima@lune-basse.example', source: 'phone' };

  it('enters what somebody said who telephoned: in their name, its source noted, with a receipt', async () => {
    const { refs, events } = await c.does('referente', 'objection.raise', p, c.objection, { for: fatima });
    expect(events.map((e: { name: string }) => e.name)).toContain('EntryMade');
    expect(await c.state('objection', refs.objection)).toMatchObject({
      author: { institution: 'I2' },
      entered: { source: 'phone' },
      status: 'raised',
    });
    expect(await c.statusOf(p)).toBe('contested');
    const { author } = await c.state('objection', refs.objection);
    expect(await c.events('EntryMade')).toMatchObject([
      { data: { for: author, action: 'objection.raise', source: 'phone' } },
    ]);
    expect(await c.byHand()).toContainEqual({ view: 'entry.receipt', person: author.person });
  });

  it('enters nothing that lifts an objection, and only she enters', async () => {
    const { refs } = await c.does('referente', 'objection.raise', p, c.objection, { for: fatima });
    expect(await c.refused('referente', 'objection.lift', refs.objection, {}, { for: fatima })).toBe(
      'entry.impossible',
    );
    expect(await c.refused('referente', 'objection.lift', refs.objection)).toBe('objection.not-yours');
    expect(await c.refused('lise', 'consent.give', p, {}, { for: fatima })).toBe('rights.coordinator-only');
  });

  it('enters a proposal, and the same caller is the same person the next time', async () => {
    const content = { title: 'Un jardin', summary: 'Avec les voisin·e·s.' };
    const first = await c.does('referente', 'proposal.submit', call, content, { for: fatima });
    const second = await c.does('referente', 'interest.show', p, {}, { for: { ...fatima, mail: null } });
    const [{ submittedBy }, { author }] = [
      await c.state('proposal', first.refs.proposal),
      await c.state('stance', second.refs.stance),
    ];
    expect(author).toEqual(submittedBy);
  });

  it(
    rule('reminders', 'only those who owe an answer are reminded, in private, at the charter’s stages'),
    async () => {
      await c.does('farid', 'consent.give', p);
      const stages = c.rules.reminders.value.daysBefore.length;
      await c.expire(p);
      const reminded = await c.events('RemindersSent');
      expect(reminded).toHaveLength(stages);
      for (const { at, data } of reminded) {
        expect(data.institutions).toEqual(['I3', 'I4']);
        expect(quiet(c, at), at).toBe(false);
      }
      // A reminder is named after its day, so that one person gets one a day.
      const told = async (who: string) => (await c.sent('reminder', who)).length;
      expect(await told('@farid')).toBe(0);
      expect(await told('@nadia')).toBe(0);
      expect(await told('@lise')).toBe(stages);
    },
  );

  it('chases them in her own words, and can take it back until it leaves', async () => {
    await c.does('farid', 'consent.give', p);
    const { refs } = await c.does('referente', 'call.chase', call, { words: 'Votre avis compte.' });
    await c.does('referente', 'chase.undo', refs.chase);
    await c.until(later(monday, { minutes: 3 }));
    expect(await c.sent('chase', '@lise')).toEqual([]);
    const again = await c.does('referente', 'call.chase', call, { words: 'Votre avis compte beaucoup.' });
    expect(await c.sent('chase', '@lise')).toEqual([]);
    // Nobody is chased on a day off either.
    const works = c.rules.workingDays.value.includes(1);
    await c.until(later(monday, works ? { minutes: 6 } : { hours: 14, minutes: 6 }));
    expect(await c.sent('chase', '@lise')).toMatchObject([
      { text: expect.stringContaining('Votre avis compte beaucoup.') },
    ]);
    expect(await c.sent('chase', '@farid')).toEqual([]);
    expect(await c.refused('referente', 'chase.undo', again.refs.chase)).toBe('chase.gone');
    expect(await c.refused('farid', 'call.chase', call, { words: 'Vite.' })).toBe('rights.coordinator-only');
  });
});

function quiet(c: Concertation, at: string): boolean {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(c.charter.zone);
  const time = local.toPlainTime().toString().slice(0, 5);
  const { from, to } = c.rules.quietHours.value;
  const inside = from <= to ? from <= time && time < to : from <= time || time < to;
  return inside || !c.rules.workingDays.value.includes(local.dayOfWeek);
}
