// The calendar file that goes with a letter about a plenary: that it takes place, where, or that it doesn't
// on that date any more.

import { eventOf } from '../app/addresses.ts';
import type { RenderReads } from '../app/announcer.ts';
import type { Letter } from '../app/letter.ts';
import type { Lang } from '../domain/people.ts';
import { icsOf } from './calendar-file.ts';
import { plainText } from './card.ts';
import { agenda, meetingViews } from './letters/meetings.ts';
import { Telling } from './letters/telling.ts';
import { Scene } from './scene.ts';
import { translator } from './translator.ts';
import { shown } from './views/words.ts';

export interface ConvocationFile {
  /** Of this notice alone: 'convocation-M1-214.ics'. */
  name: string;
  title: string;
  /** iCalendar; `text/calendar` in UTF-8. */
  content: string;
}

/** Assumption: no charter says how long a meeting lasts, and a calendar has to show something. */
const assumedHours = 2;

/** Which of a meeting's notices go with a file, and whether it says that the meeting takes place. */
const notices: Readonly<Record<string, 'on' | 'off'>> = {
  'meeting.convened': 'on',
  'meeting.convocation': 'on',
  'meeting.place': 'on',
  'meeting.revoked': 'off',
  'meeting.cancelled': 'off',
};

/**
 * The file for whoever reads this letter, in their language, as of `now` (UTC). Every notice about one
 * meeting is about one entry of their calendar; a later one takes the place of an earlier one. Null for
 * every other letter, where nothing is left to say, and where a meeting is cancelled of which no date was
 * announced. It is published to whoever reads it: it invites nobody by name, and asks for no answer.
 */
export async function convocationFile(
  reads: RenderReads,
  letter: Letter,
  lang: Lang,
  now: string,
): Promise<ConvocationFile | null> {
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
  const named = { meeting: meeting.id };
  const told = [await agenda(x, meeting), t('meeting.file.length', { hours: assumedHours })];
  const content = icsOf({
    uid: `${meeting.id}.${letter.assembly}@sans-objection`,
    sequence,
    method: notice === 'on' ? 'PUBLISH' : 'CANCEL',
    stampedAt: now,
    startsAt,
    endsAt: Temporal.Instant.from(startsAt).add({ hours: assumedHours }).toString(),
    zone: charter.zone,
    title: t('meeting.file', named),
    place: meeting.place && shown(t, await x.scene.words(meeting.place)),
    description: plainText(notice === 'on' ? x.note('', told) : card),
    organizer: null,
    attendees: [],
  });
  return {
    name: `convocation-${meeting.id}-${sequence}.ics`,
    title: t(`meeting.file.${notice}`, named),
    content,
  };
}
