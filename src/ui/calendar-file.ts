// A meeting as a file that calendars read: the convocation, a change of it, or that it doesn't take place.
// Our own lines, because there are a dozen of them and nothing recurs; the libraries that write iCalendar
// bring time zones, recurrences and validators along.

import { addressOf, type Mailbox, oneLine, typedText } from './mail.ts';

export interface CalendarMeeting {
  /** The same for every notice about this meeting, for example 'M1.colignon@example.be'. */
  uid: string;
  /** Higher for each later notice about it. */
  sequence: number;
  /** Whether people are invited, told, or told that it doesn't take place. */
  method: 'REQUEST' | 'PUBLISH' | 'CANCEL';
  /** When this notice was made: an instant, like the two that follow. */
  stampedAt: string;
  startsAt: string;
  endsAt: string;
  /** The assembly’s, which calendars may show. */
  zone: string;
  title: string;
  /** Null while it isn't known. */
  place: string | null;
  description: string;
  /** Who invites; null where it is only published, and nobody's address is known. */
  organizer: Mailbox | null;
  /** Whom this notice goes to, who will see one another's addresses; not written when it is only published. */
  attendees: Mailbox[];
}

/**
 * The meeting in iCalendar (RFC 5545, its methods after RFC 5546): one event, times in UTC, lines of at most
 * 75 octets that end in CRLF. Names and texts can't write lines of their own. Throws for what isn't an
 * address, and for an invitation by nobody.
 */
export function icsOf(meeting: CalendarMeeting): string {
  const { method, place, organizer, attendees } = meeting;
  if (method === 'REQUEST' && organizer === null) throw new Error('an invitation comes from somebody');
  const cancelled = method === 'CANCEL';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sans Objection//Convocation//FR',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    `X-WR-TIMEZONE:${escaped(meeting.zone)}`,
    'BEGIN:VEVENT',
    `UID:${escaped(oneLine(meeting.uid))}`,
    `SEQUENCE:${meeting.sequence}`,
    `DTSTAMP:${utc(meeting.stampedAt)}`,
    `DTSTART:${utc(meeting.startsAt)}`,
    `DTEND:${utc(meeting.endsAt)}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${escaped(oneLine(meeting.title))}`,
    ...(place === null ? [] : [`LOCATION:${escaped(oneLine(place))}`]),
    `DESCRIPTION:${escaped(typedText(meeting.description))}`,
    ...(organizer === null ? [] : [`ORGANIZER${person(organizer)}`]),
    ...(method === 'PUBLISH' ? [] : attendees.map((a) => `ATTENDEE${person(a)}`)),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** '20270310T170000Z' */
function utc(instant: string): string {
  const text = Temporal.Instant.from(instant).toString({ smallestUnit: 'second' });
  return text.replaceAll(/[-:]/g, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

/** A parameter can hold no double quote at all. */
function person({ name, address }: Mailbox): string {
  const shown = oneLine(name).replaceAll('"', '’');
  return `${shown === '' ? '' : `;CN="${shown}"`}:mailto:${addressOf(address)}`;
}

/** Broken before the 76th octet, never inside a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (octets + size > 75) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += sign;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
