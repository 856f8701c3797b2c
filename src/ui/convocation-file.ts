// What a letter about a plenary says to a calendar: that it takes place, when and where, or that it doesn't on
// that date any more. A platform keeps it as a file, or as an entry of its own.

import { eventOf } from '../app/addresses.ts';
import type { RenderReads } from '../app/announcer.ts';
import type { Letter } from '../app/letter.ts';
import { pageReads } from '../app/page-reads.ts';
import type { Store } from '../app/ports.ts';
import { type Lang, langs, type Room } from '../domain/people.ts';
import { icsOf } from './calendar-file.ts';
import { plainText } from './card.ts';
import { agenda, meetingViews } from './letters/meetings.ts';
import { Telling } from './letters/telling.ts';
import { Scene } from './scene.ts';
import { translator } from './translator.ts';
import { shown } from './views/words.ts';

/** One notice about one meeting. */
export interface MeetingNotice {
  /** The meeting's: 'M1'; and its assembly's id. */
  meeting: string;
  assembly: string;
  /** Whether the meeting takes place then. */
  on: boolean;
  /** Later notices of the same meeting have higher numbers. */
  sequence: number;
  title: string;
  /** UTC. */
  startsAt: string;
  endsAt: string;
  zone: string;
  /** Null while it is to follow. */
  place: string | null;
  /** The agenda, or why it isn't held then; plain text. */
  description: string;
}

export interface ConvocationFile {
  /** Of this notice alone: 'convocation-M1-214.ics'. */
  name: string;
  title: string;
  /** iCalendar; `text/calendar` in UTF-8. */
  content: string;
}

/** Assumption: no charter says how long a meeting lasts, and a calendar has to show something. */
const assumedHours = 2;

/** Which of a meeting's notices a calendar is told of, and whether they say that the meeting takes place. */
const notices: Readonly<Record<string, 'on' | 'off'>> = {
  'meeting.convened': 'on',
  'meeting.convocation': 'on',
  'meeting.place': 'on',
  'meeting.revoked': 'off',
  'meeting.cancelled': 'off',
};

/**
 * What this letter says to a calendar, in the language of whoever reads it, as of `now` (UTC). Null for
 * every other letter, where nothing is left to say, and where a meeting is cancelled of which no date was
 * announced.
 */
export async function meetingNotice(
  reads: RenderReads,
  letter: Letter,
  lang: Lang,
  now: string,
): Promise<MeetingNotice | null> {
  const notice = notices[letter.view];
  if (notice === undefined) return null;
  const sequence = eventOf(letter);
  if (sequence === null) throw new Error(`no event brought ${letter.key}`);
  const head = await reads.head(letter.assembly);
  if (!head) throw new Error(`assembly ${letter.assembly} is missing`);
  const t = translator(lang);
  const x = new Telling(new Scene(reads, head.doc), letter, t, now);
  const card = await meetingViews[letter.view]?.(x);
  const { meeting, charter } = await x.meeting();
  const startsAt = x.maybe('startsAt') ?? meeting.startsAt;
  if (!card || startsAt === null) return null;
  const told = [await agenda(x, meeting), t('meeting.file.length', { hours: assumedHours })];
  return {
    meeting: meeting.id,
    assembly: letter.assembly,
    on: notice === 'on',
    sequence,
    title: t('meeting.file', { meeting: meeting.id }),
    startsAt,
    endsAt: Temporal.Instant.from(startsAt).add({ hours: assumedHours }).toString(),
    zone: charter.zone,
    place: meeting.place && shown(t, await x.scene.words(meeting.place)),
    description: plainText(notice === 'on' ? x.note('', told) : card),
  };
}

/**
 * The file of a notice. All about one meeting are about one entry of their calendar; a later one takes the
 * place of an earlier one. It is published to whoever reads it: it invites nobody by name, and asks for no
 * answer.
 *
 * @param now UTC
 */
export function fileOfNotice(notice: MeetingNotice, lang: Lang, now: string): ConvocationFile {
  const { meeting, assembly, on, sequence, startsAt, endsAt, zone, title, place, description } = notice;
  const content = icsOf({
    uid: `${meeting}.${assembly}@sans-objection`,
    sequence,
    method: on ? 'PUBLISH' : 'CANCEL',
    stampedAt: now,
    startsAt,
    endsAt,
    zone,
    title,
    place,
    description,
    organizer: null,
    attendees: [],
  });
  return {
    name: `convocation-${meeting}-${sequence}.ics`,
    title: translator(lang)(`meeting.file.${on ? 'on' : 'off'}`, { meeting }),
    content,
  };
}

/** What the letter of this key says to a calendar, and the file that goes with it, in the language of whoever gets it. */
export async function calendarOf(
  store: Store,
  key: string,
  now: string,
): Promise<{ notice: MeetingNotice; file: ConvocationFile } | null> {
  const [letter] = await store.letters({ key }, 1);
  if (!letter) return null;
  const reads = pageReads(store);
  const told = letter.kind === 'private' ? (await reads.person(letter.room))?.lang : undefined;
  const room = await reads.aggregate(letter.assembly, 'room', letter.room);
  const lang = langs.find((l) => l === told) ?? (room?.doc as Room | undefined)?.lang ?? 'fr';
  const notice = await meetingNotice(reads, letter, lang, now);
  return notice && { notice, file: fileOfNotice(notice, lang, now) };
}
