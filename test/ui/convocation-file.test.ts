// The calendar file of a plenary: whoever opens it has the meeting in their calendar, and whoever opens the
// next one has it as it stands then.

import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { Letter } from '../../src/app/letter.ts';
import type { Lang } from '../../src/domain/people.ts';
import { type ConvocationFile, fileOfNotice, meetingNotice } from '../../src/ui/convocation-file.ts';
import { openTold, type Told } from '../support/told.ts';

const salon = 'sandbox:local:salon';
const first = '2026-12-08T08:00:00.000Z';

async function contested(): Promise<Told> {
  const told = await openTold({ charter: 'colignon-2024' });
  await told.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu.' });
  return told;
}

/** The letters of this view that were written to a room or a person, oldest first. */
async function written({ local, person }: Told, view: string, to = salon): Promise<Letter[]> {
  const reader = await person(to);
  const all = await local.store.letters({}, 1_000);
  return all.filter((letter) => letter.view === view && letter.room === reader);
}

/** The file that goes with the last of them. */
async function file(
  told: Told,
  view: string,
  to = salon,
  lang: Lang = 'fr',
): Promise<ConvocationFile | null> {
  const last = (await written(told, view, to)).at(-1);
  if (!last) throw new Error(`nobody wrote ${view} to ${to}`);
  const now = told.local.app.clock.now();
  const notice = await meetingNotice(told.local.store, last, lang, now);
  return notice && fileOfNotice(notice, lang, now);
}

/** As a calendar reads it. */
function entry(found: ConvocationFile | null) {
  if (!found) throw new Error('there is no file');
  const calendar = new ICAL.Component(ICAL.parse(found.content));
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  return {
    method: calendar.getFirstPropertyValue('method'),
    zone: calendar.getFirstPropertyValue('x-wr-timezone'),
    status: event.component.getFirstPropertyValue('status'),
    uid: event.uid,
    sequence: event.sequence,
    title: event.summary,
    starts: event.startDate.toJSDate().toISOString(),
    ends: event.endDate.toJSDate().toISOString(),
    place: event.location,
    description: event.description.replaceAll(/[\u00a0\u202f]/g, ' '),
    organizer: event.organizer,
    attendees: event.attendees.length,
  };
}

test('the convocation brings the meeting into the calendar: when, what for, and for how long is assumed', async () => {
  const told = await contested();
  await told.act('referente', 'meeting.confirm', 'M1');
  const found = await file(told, 'meeting.convocation', 'lise');
  expect(entry(found)).toEqual({
    method: 'PUBLISH',
    zone: 'Europe/Brussels',
    status: 'CONFIRMED',
    uid: 'M1.concertation@sans-objection',
    sequence: (await told.last('ConvocationSent')).seq,
    title: 'Concertation extraordinaire en plénière M1',
    starts: first,
    ends: '2026-12-08T10:00:00.000Z',
    place: null,
    description:
      'À l’ordre du jour :\n– « Permanence sociale du mercredi » (P1) : une objection\n' +
      'La charte ne dit pas combien de temps dure une réunion : 2 heures sont prévues ici.',
    organizer: null,
    attendees: 0,
  });
  expect(found?.title.replaceAll('\u00a0', ' ')).toBe('Pour votre agenda : plénière extraordinaire M1');
  expect(entry(await file(told, 'meeting.convened'))).toEqual(entry(found));
});

test('each reads it in their language', async () => {
  const told = await contested();
  await told.act('referente', 'meeting.confirm', 'M1');
  const dutch = await file(told, 'meeting.convocation', 'lise', 'nl');
  expect(dutch?.title).toBe('Voor uw agenda: buitengewoon plenair overleg M1');
  expect(entry(dutch)).toMatchObject({
    title: 'Buitengewoon plenair overleg M1',
    description: expect.stringMatching(
      /^Op de agenda:\n– “Permanence sociale du mercredi” \(P1\): één bezwaar\n/,
    ),
  });
  expect(entry(await file(told, 'meeting.convened', salon, 'en')).title).toBe('Extraordinary plenary M1');
});

test('a place, another date and a cancellation reach the same entry, each later than the one before', async () => {
  const told = await contested();
  await told.act('referente', 'meeting.confirm', 'M1');
  const sent = await file(told, 'meeting.convened');
  await told.act('referente', 'meeting.place', 'M1', { place: 'rue du Moulin 4; au fond,\nà gauche' });
  const placed = await file(told, 'meeting.place', 'lise');
  await told.act('referente', 'meeting.confirm', 'M1', { startsAt: '2026-12-09T14:00' });
  const moved = await file(told, 'meeting.convened');
  await told.act('referente', 'call.prolong', 'C1', { closesAt: '2026-12-10T23:59', reason: 'La grève.' });
  const revoked = await file(told, 'meeting.revoked', 'lise');
  await told.act('referente', 'meeting.confirm', 'M1');
  const again = await file(told, 'meeting.convened');
  await told.act('farid', 'objection.withdraw', 'O1');
  const cancelled = await file(told, 'meeting.cancelled');

  const files = [sent, placed, moved, revoked, again, cancelled];
  const entries = files.map(entry);
  expect(entries.map(({ method, status, starts }) => [method, status, starts])).toEqual([
    ['PUBLISH', 'CONFIRMED', first],
    ['PUBLISH', 'CONFIRMED', first],
    ['PUBLISH', 'CONFIRMED', '2026-12-09T13:00:00.000Z'],
    ['CANCEL', 'CANCELLED', '2026-12-09T13:00:00.000Z'],
    ['PUBLISH', 'CONFIRMED', '2026-12-11T08:00:00.000Z'],
    ['CANCEL', 'CANCELLED', '2026-12-11T08:00:00.000Z'],
  ]);
  expect(new Set(entries.map(({ uid }) => uid)).size).toBe(1);
  const sequences = entries.map(({ sequence }) => sequence);
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
  expect(new Set(files.map((f) => f?.name)).size).toBe(files.length);
  expect(files.map((f) => f?.name)).toEqual(sequences.map((n) => `convocation-M1-${n}.ics`));
  expect(entries.slice(1, 3).map(({ place }) => place)).toEqual(
    Array(2).fill('rue du Moulin 4; au fond, à gauche'),
  );
  expect(entries[3]?.description).toMatch(
    /^La plénière extraordinaire M1 n’aura pas lieu le mercredi 9 décembre/,
  );
  expect(entries[5]?.description).toMatch(
    /^La plénière extraordinaire M1 est annulée : plus rien ne suspend/,
  );
  expect(cancelled?.title.replaceAll('\u00a0', ' ')).toBe(
    'Pour votre agenda : la plénière extraordinaire M1 n’a pas lieu à cette date',
  );
});

test('one notice has one file for everybody who reads it in the same language, at each attempt', async () => {
  const told = await contested();
  await told.act('referente', 'meeting.confirm', 'M1');
  const files = [
    await file(told, 'meeting.convocation', 'lise'),
    await file(told, 'meeting.convocation', 'nadia'),
  ];
  await told.at('2026-11-24T09:00:00.000Z');
  files.push(await file(told, 'meeting.convocation', 'lise'));
  expect(new Set(files.map((f) => f?.name)).size).toBe(1);
  expect(files.map(entry)).toEqual(files.map(() => entry(files[0] ?? null)));
});

test('a meeting that nobody was convened to leaves no trace in a calendar, nor do other letters', async () => {
  const told = await contested();
  expect(await file(told, 'meeting.prepared')).toBeNull();
  expect(await file(told, 'meeting.to-confirm', 'referente')).toBeNull();
  await told.act('farid', 'objection.withdraw', 'O1');
  expect(await file(told, 'meeting.cancelled')).toBeNull();
});

test('a notice that no longer holds when it leaves brings no file', async () => {
  const told = await contested();
  await told.act('referente', 'meeting.confirm', 'M1');
  await told.act('farid', 'objection.withdraw', 'O1');
  expect(await file(told, 'meeting.convocation', 'lise')).toBeNull();
  expect(entry(await file(told, 'meeting.cancelled', 'lise')).method).toBe('CANCEL');
});
