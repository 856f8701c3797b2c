// A message and a convocation as files: any mail program and any calendar reads in them what was meant.

import fc from 'fast-check';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { type CalendarMeeting, icsOf } from '../../src/ui/calendar-file.ts';
import { emlOf, type Mail, oneLine } from '../../src/ui/mail.ts';

const mail: Mail = {
  from: { name: 'Concertation Colignon', address: 'referente@example.be' },
  to: [{ name: 'Maison médicale L’Orme', address: 'accueil@orme.example' }],
  subject: 'Convocation\u00a0: concertation extraordinaire en plénière, «\u00a0Permanence santé\u00a0»',
  text: 'Bonjour,\n\nLa plénière a lieu le mardi 2 mars 2027 à 18\u00a0h\u00a000\u00a0: «\u00a0P3\u00a0» est à l’ordre du jour.\n',
  date: '2026-11-23T09:00:00.000Z',
  messageId: 'M1.convocation.1@colignon.example',
  lang: 'fr',
};

const meeting: CalendarMeeting = {
  uid: 'M1.colignon@example.be',
  sequence: 0,
  method: 'REQUEST',
  stampedAt: '2026-11-23T09:00:00.000Z',
  startsAt: '2027-03-28T17:00:00.000Z',
  endsAt: '2027-03-28T19:00:00.000Z',
  zone: 'Europe/Brussels',
  title: 'Plénière extraordinaire\u00a0: «\u00a0Permanence santé\u00a0» (M1)',
  place: 'Maison de quartier, place Colignon 41 ; 1er étage',
  description: 'À l’ordre du jour :\n- P3 · Permanence « santé »\n- P4',
  organizer: { name: 'Concertation Colignon', address: 'referente@example.be' },
  attendees: [{ name: 'Maison médicale L’Orme', address: 'accueil@orme.example' }],
};

const worst: Record<string, [typed: string, read: string]> = {
  emoji: ['👩‍👧 Familles 🎉', '👩‍👧 Familles 🎉'],
  'right to left': ['بيت الصحة', 'بيت الصحة'],
  'quotes, commas and brackets': ['Dr "Bob", <chef>; (\\o/)', 'Dr "Bob", <chef>; (\\o/)'],
  'a line break and a header': ['Orme\r\nBcc: tous@example.be', 'Orme Bcc: tous@example.be'],
  'hidden marks of direction and controls': ['Or\u202eme\u0000\u2066 !', 'Orme !'],
  'half a character': ['Orme\ud83d', 'Orme'],
  '300 letters': ['é'.repeat(300), 'é'.repeat(300)],
  '300 letters without an accent': ['x'.repeat(300), 'x'.repeat(300)],
  'hidden marks, written in the code of headers': ['=?utf-8?Q?=E2=80=AEemrO?=', '= ?utf-8?Q?=E2=80=AEemrO?='],
  nothing: ['', ''],
};

/** The headers that the file holds, folded lines joined, nothing decoded. */
function headersOf(eml: string): [string, string][] {
  const head = eml.slice(0, eml.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]/g, ' ');
  return head.split('\r\n').map((line) => [line.split(':', 1)[0] ?? '', line.replace(/^[^:]*:\s*/, '')]);
}

const linesOf = (file: string) => file.split('\r\n');

describe('a mail', () => {
  test('is read as it was meant, French typography kept', async () => {
    const read = await PostalMime.parse(await emlOf(mail));
    expect(read.from).toEqual(mail.from);
    expect(read.to).toEqual(mail.to);
    expect(read.subject).toBe(mail.subject);
    expect(read.text?.trimEnd()).toBe(mail.text.trimEnd());
    expect(read.messageId).toBe('<M1.convocation.1@colignon.example>');
    expect(read.date).toBe('2026-11-23T09:00:00.000Z');
  });

  test('opens as a draft, in its language, dated in UTC wherever the computer stands', async () => {
    const headers = new Map(headersOf(await emlOf(mail)));
    expect(headers.get('X-Unsent')).toBe('1');
    expect(headers.get('Content-Language')).toBe('fr');
    expect(headers.get('Date')).toBe('Mon, 23 Nov 2026 09:00:00 +0000');
    expect(headers.get('MIME-Version')).toBe('1.0');
  });

  test('made twice has the same bytes, its attachments included', async () => {
    const attachments = [{ name: 'plénière.ics', type: 'text/calendar', content: icsOf(meeting) }];
    const once = await emlOf({ ...mail, attachments });
    expect(await emlOf({ ...mail, attachments })).toBe(once);
  });

  test('goes to everyone it names', async () => {
    const to = Array.from({ length: 60 }, (_, i) => ({
      name: `Équipe ${i}, CPAS`,
      address: `e${i}@cpas.example`,
    }));
    const read = await PostalMime.parse(await emlOf({ ...mail, to }));
    expect(read.to).toEqual(to);
  });

  describe.each(Object.entries(worst))('with %s as name, subject and file name', (_, [typed, read]) => {
    test('says it, and no more than it', async () => {
      const eml = await emlOf({
        ...mail,
        from: { address: 'referente@example.be', name: typed },
        to: [{ name: typed, address: 'accueil@orme.example' }],
        subject: typed,
        attachments: [{ name: typed || 'sans nom', type: 'text/plain', content: 'ça' }],
      });
      const message = await PostalMime.parse(eml);
      expect(message.from?.address).toBe('referente@example.be');
      expect(message.from?.name).toBe(read);
      expect(message.to).toEqual([{ name: read, address: 'accueil@orme.example' }]);
      expect(message.subject ?? '').toBe(read);
      expect(message.bcc ?? []).toEqual([]);
      expect(message.attachments.map((a) => a.filename)).toEqual([
        read.replaceAll(/[/\\]/g, '_') || 'sans nom',
      ]);
      expectWellFormed(eml);
    });
  });

  test('whatever a name and a subject hold, no header but those meant is there', async () => {
    const words = fc.string({ unit: 'binary', maxLength: 120 });
    const names = headersOf(await emlOf(mail)).map(([name]) => name);
    await fc.assert(
      fc.asyncProperty(words, words, words, async (name, subject, text) => {
        const to = [{ name, address: 'accueil@orme.example' }];
        const eml = await emlOf({ ...mail, to, subject: `S ${subject}`, text });
        expect(headersOf(eml).map(([header]) => header)).toEqual(names);
        expect((await PostalMime.parse(eml)).to).toMatchObject([{ address: 'accueil@orme.example' }]);
        expectWellFormed(eml);
      }),
    );
  });

  test.each([
    'a@b.be\r\nBcc: tous@example.be',
    'a@b.be, c@d.be',
    'Orme <a@b.be>',
    'sans arobase',
    '',
    'a@b@c.be',
  ])('is never made for an address that is none: %j', async (address) => {
    await expect(emlOf({ ...mail, to: [{ name: 'Orme', address }] })).rejects.toThrow('not a mail address');
  });

  test('a subject in any script and of any length comes back as it was', async () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(words, async (typed) => {
        const subject = oneLine(`S ${typed}.`);
        expect((await PostalMime.parse(await emlOf({ ...mail, subject }))).subject).toBe(subject);
      }),
    );
  });

  test('brings its attachments whole, text and bytes', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => i % 256);
    const ics = icsOf(meeting);
    const eml = await emlOf({
      ...mail,
      attachments: [
        { name: 'plénière.ics', type: 'text/calendar; charset=utf-8; method=REQUEST', content: ics },
        { name: 'synthèse du cadre.pdf', type: 'application/pdf', content: bytes },
      ],
    });
    const [calendar, document] = (await PostalMime.parse(eml)).attachments;
    expect(calendar).toMatchObject({
      filename: 'plénière.ics',
      mimeType: 'text/calendar',
      method: 'REQUEST',
    });
    expect(eml.replaceAll('\r\n', '')).toContain(Buffer.from(ics).toString('base64'));
    expect(document).toMatchObject({ filename: 'synthèse du cadre.pdf', mimeType: 'application/pdf' });
    expect(new Uint8Array(document?.content as ArrayBuffer)).toEqual(bytes);
    expectWellFormed(eml);
  });

  test('keeps a line of 5,000 letters, a lone dot and a line that begins with From', async () => {
    const text = `${'très '.repeat(1000)}fin\n.\nFrom là-bas\nfin`;
    const eml = await emlOf({ ...mail, text });
    expect((await PostalMime.parse(eml)).text?.trimEnd()).toBe(text);
    expectWellFormed(eml);
  });

  /** ASCII, CRLF alone, no line that a mail server may cut. */
  function expectWellFormed(eml: string): void {
    expect(eml).not.toMatch(/[^\r]\n|\r(?!\n)|[^\r\n\t -~]/);
    expect(Math.max(...linesOf(eml).map((line) => line.length))).toBeLessThanOrEqual(998);
  }
});

describe('a convocation in the calendar', () => {
  const read = (ics: string) => {
    const calendar = new ICAL.Component(ICAL.parse(ics));
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
    return { calendar, event };
  };

  test('stands at its hour, on the day the clocks change too', () => {
    const { event } = read(icsOf(meeting));
    expect(event.startDate.zone).toBe(ICAL.Timezone.utcTimezone);
    expect(event.startDate.toJSDate().toISOString()).toBe(meeting.startsAt);
    expect(event.endDate.toJSDate().toISOString()).toBe(meeting.endsAt);
  });

  test('says what, where, who invites and why, French typography kept', () => {
    const { calendar, event } = read(icsOf(meeting));
    expect(event.summary).toBe(meeting.title);
    expect(event.location).toBe(meeting.place);
    expect(event.description).toBe(meeting.description);
    expect(event.organizer).toBe('mailto:referente@example.be');
    expect(event.attendees.map((a) => [a.getFirstParameter('cn'), a.getFirstValue()])).toEqual([
      ['Maison médicale L’Orme', 'mailto:accueil@orme.example'],
    ]);
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(calendar.getFirstPropertyValue('x-wr-timezone')).toBe('Europe/Brussels');
  });

  test('a later notice replaces the earlier one; one that cancels says so', () => {
    const { calendar, event } = read(icsOf({ ...meeting, method: 'CANCEL', sequence: 2 }));
    expect([event.uid, event.sequence]).toEqual([meeting.uid, 2]);
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(event.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  test('published to all, it names no one invited; without a place, it holds none', () => {
    const ics = icsOf({ ...meeting, method: 'PUBLISH', place: null });
    expect(ics).not.toMatch(/ATTENDEE|LOCATION/);
  });

  test('published where nobody’s address is known, it names no one at all; nobody can’t invite', () => {
    expect(icsOf({ ...meeting, method: 'PUBLISH', organizer: null })).not.toMatch(/ORGANIZER|mailto/);
    expect(() => icsOf({ ...meeting, organizer: null })).toThrow('an invitation comes from somebody');
  });

  test.each(Object.entries(worst))('with %s as title, place and names', (_, [typed, expected]) => {
    const who = { name: typed, address: 'accueil@orme.example' };
    const ics = icsOf({ ...meeting, title: typed, place: typed, organizer: who, attendees: [who] });
    const { event } = read(ics);
    expect([event.summary, event.location]).toEqual([expected, expected]);
    expect(event.attendees[0]?.getFirstParameter('cn') ?? '').toBe(expected.replaceAll('"', '’'));
    expectWellFormed(ics);
  });

  test('whatever its texts hold, they come back, and no line is theirs', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom(...'\\;,:"n\né🎉 '), maxLength: 200 }),
    );
    const names = linesOf(icsOf(meeting)).filter((line) => !line.startsWith(' ')).length;
    fc.assert(
      fc.property(words, (text) => {
        const ics = icsOf({ ...meeting, description: text, title: text });
        expect(linesOf(ics).filter((line) => !line.startsWith(' '))).toHaveLength(names);
        expect(read(ics).event.description).toBe(text);
        expectWellFormed(ics);
      }),
    );
  });

  test('is never made for an address that is none', () => {
    const organizer = { name: 'Orme', address: 'a@b.be\r\nATTENDEE:mailto:c@d.be' };
    expect(() => icsOf({ ...meeting, organizer })).toThrow('not a mail address');
  });

  function expectWellFormed(ics: string): void {
    expect(ics).not.toMatch(/[^\r]\n|\r(?!\n)|\ufffd/);
    expect(Math.max(...linesOf(ics).map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  }
});
