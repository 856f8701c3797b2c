// What people are told of the extraordinary plenary: its preparation, the notice, its agenda (000 §4 b).

import { localDate } from '../../domain/calendar.ts';
import { articleOf, type Charter } from '../../domain/charter.ts';
import { isAhead, type Meeting } from '../../domain/meeting.ts';
import type { Block } from '../card.ts';
import { dayDate, listOf } from '../format.ts';
import type { MessageKey } from '../translator.ts';
import { ruleSentence } from '../views/charter-words.ts';
import { whyMeeting } from '../views/date-words.ts';
import { needLine } from '../views/needs-card.ts';
import { namedTogether, shown, sourceOf } from '../views/words.ts';
import type { Telling, Views } from './telling.ts';

export const meetingViews: Views = {
  async 'meeting.prepared'(x) {
    const { meeting, charter } = await x.meeting();
    const refs = x.need('proposals').split(' ');
    const { state } = await x.proposal(refs[0] ?? '');
    const hold = state.holds.at(-1);
    const cause = hold?.kind === 'competition' ? await competing(x, hold.id) : 'objection';
    const params = { ...(await counted(x, refs)), meeting: meeting.id };
    return x.news([x.t(`meeting.prepared.${cause}`, params), firstDate(x, meeting, charter)]);
  },

  async 'meeting.moved'(x) {
    const { meeting, charter } = await x.meeting();
    return x.news([x.t('meeting.moved', { meeting: meeting.id }), firstDate(x, meeting, charter)]);
  },

  /** To those who run the process; not once it is convened or cancelled. */
  async 'meeting.to-confirm'(x) {
    const { meeting, charter } = await x.meeting();
    if (meeting.status !== 'prepared') return null;
    const { sendAt } = meeting.waits;
    return x.note(
      x.t('meeting.to-confirm.title', { meeting: meeting.id }),
      [
        await agenda(x, meeting),
        firstDate(x, meeting, charter),
        x.t('meeting.to-confirm'),
        sendAt === null
          ? x.t('meeting.waits.forever')
          : x.t('meeting.waits', { at: x.date(sendAt, charter) }),
      ],
      [x.button('meeting.confirm', meeting.id, 'primary')],
    );
  },

  async 'meeting.convened'(x) {
    const { meeting, charter } = await x.meeting();
    if (meeting.status !== 'convened') return null;
    const items = namedTogether(x.t, await x.names(meeting.agenda));
    return x.news([
      x.t('meeting.convened', {
        meeting: meeting.id,
        at: x.date(meeting.startsAt ?? meeting.earliestAt, charter),
        place: await place(x, meeting, 'meeting.place.later'),
        agenda: items,
      }),
      replaced(x, charter),
      await unanswered(x, meeting),
    ]);
  },

  /** The dated notice, to every institution. */
  async 'meeting.convocation'(x) {
    const { meeting, charter } = await x.meeting();
    if (meeting.status !== 'convened') return null;
    const startsAt = meeting.startsAt ?? meeting.earliestAt;
    const { t } = x;
    const why = whyMeeting(t, charter, meeting.reckoning, 'sent');
    const chosen = localDate(startsAt, charter.zone).toString() !== meeting.reckoning.date;
    return x.note(t('meeting.convocation.title', { meeting: meeting.id }), [
      replaced(x, charter),
      { type: 'deadline', label: t('meeting.date'), at: startsAt, value: x.date(startsAt, charter) },
      { type: 'fact', label: t('meeting.place'), value: await place(x, meeting, 'meeting.place.unknown') },
      await agenda(x, meeting),
      await because(x, meeting, charter),
      await unanswered(x, meeting),
      decided(x, charter),
      await openNeeds(x, charter),
      t(chosen ? 'meeting.why.chosen' : 'meeting.why', { why }),
    ]);
  },

  async 'meeting.place'(x) {
    const { meeting, charter } = await x.meeting();
    if (meeting.status !== 'convened' || !meeting.place) return null;
    const at = x.date(meeting.startsAt ?? meeting.earliestAt, charter);
    const where = await place(x, meeting, 'meeting.place.unknown');
    return x.news([x.t('meeting.place.set', { meeting: meeting.id, at, place: where })]);
  },

  async 'meeting.revoked'(x) {
    const { meeting, charter } = await x.meeting();
    const startsAt = x.date(x.need('startsAt'), charter);
    const again = meeting.status === 'prepared' ? firstDate(x, meeting, charter) : null;
    return x.news([x.t('meeting.revoked', { meeting: meeting.id, startsAt }), again]);
  },

  async 'meeting.item-added'(x) {
    const params = { ...(await counted(x, x.need('proposals').split(' '))), meeting: x.need('meeting') };
    return x.news([x.t('meeting.item-added', params)]);
  },

  async 'meeting.item-removed'(x) {
    const meeting = x.need('meeting');
    const { free, gone } = await leaving(x);
    return x.news([
      free && x.t('meeting.item-removed', { ...free, meeting }),
      gone && x.t('meeting.item-removed.gone', { ...gone, meeting }),
    ]);
  },

  async 'meeting.cancelled'(x) {
    const meeting = x.need('meeting');
    const { free, gone } = await leaving(x);
    return x.news([
      free ? x.t('meeting.cancelled', { ...free, meeting }) : x.t('meeting.cancelled.empty', { meeting }),
      gone && x.t('meeting.item-removed.gone', { ...gone, meeting }),
    ]);
  },

  /** To the référente, while it is still to come and nobody knows where. */
  async 'meeting.place-wanted'(x) {
    const { meeting, charter } = await x.meeting();
    const { startsAt, place } = meeting;
    if (place !== null || startsAt === null || !isAhead(meeting, x.now)) return null;
    return x.note(
      x.t('meeting.place-wanted.title', { meeting: meeting.id }),
      [x.t('meeting.place-wanted', { meeting: meeting.id, at: x.until(startsAt, charter) })],
      [x.button('meeting.place', meeting.id, 'primary')],
    );
  },
};

/** Their names in one list, and how many. */
async function counted(x: Telling, refs: readonly string[]): Promise<{ proposals: string; n: number }> {
  return { proposals: namedTogether(x.t, await x.names(refs)), n: refs.length };
}

/** Of those that leave an agenda: the ones that nothing holds any more, and those that are gone themselves. */
async function leaving(x: Telling) {
  const refs = x.need('proposals').split(' ');
  const gone: string[] = [];
  for (const ref of refs) {
    const { status } = (await x.proposal(ref)).state;
    if (status === 'withdrawn' || status === 'merged') gone.push(ref);
  }
  const free = refs.filter((ref) => !gone.includes(ref));
  return {
    free: free.length > 0 ? await counted(x, free) : null,
    gone: gone.length > 0 ? await counted(x, gone) : null,
  };
}

/**
 * When a plenary in preparation can be held at the earliest, and why not sooner. Once the day on which its
 * notice was to leave is over, that date is no promise any more.
 */
function firstDate(x: Telling, { earliestAt, reckoning }: Meeting, charter: Charter): string {
  const earliest = x.date(earliestAt, charter);
  if (localDate(x.now, charter.zone).toString() > reckoning.sentOn) {
    return x.t('meeting.earliest.then', { sentOn: dayDate(x.t, reckoning.sentOn), earliest });
  }
  return x.t('meeting.earliest', { earliest, why: whyMeeting(x.t, charter, reckoning, 'to-send') });
}

/** @param missing how a place that is to follow is said there */
async function place(x: Telling, meeting: Meeting, missing: MessageKey): Promise<string> {
  return meeting.place ? shown(x.t, await x.scene.words(meeting.place)) : x.t(missing);
}

/** `detected` while the référente hasn't answered whether there is one. */
async function competing(x: Telling, id: string): Promise<'competition' | 'detected'> {
  const { status } = await x.scene.must('competition', id);
  return status === 'detected' ? 'detected' : 'competition';
}

/** What suspends the validations on the agenda; null when nothing does any more. */
async function because(x: Telling, { agenda }: Meeting, charter: Charter): Promise<string | null> {
  const told = await Promise.all(agenda.map((ref) => x.proposal(ref)));
  const holds = told.flatMap(({ state }) => state.holds);
  const n = holds.filter((h) => h.kind === 'objection').length;
  const competitions = holds.filter((h) => h.kind === 'competition');
  const source = sourceOf(x.t, articleOf(charter, 'onObjection'));
  if (competitions.length > 0) {
    const sure = competitions.some((h) => h.state !== 'detected') ? 'yes' : 'no';
    if (n > 0) return x.t('meeting.convocation.both', { n, source, sure });
    return x.t('meeting.convocation.competition', { source, sure });
  }
  return n > 0 ? x.t('meeting.convocation.objection', { n, items: agenda.length, source }) : null;
}

/** That the référente may still dismiss what was detected; null where nothing waits for her answer. */
async function unanswered(x: Telling, { agenda }: Meeting): Promise<string | null> {
  const told = await Promise.all(agenda.map((ref) => x.proposal(ref)));
  const open = told.some(({ state }) =>
    state.holds.some((h) => h.kind === 'competition' && h.state === 'detected'),
  );
  return open ? x.t('meeting.unanswered') : null;
}

function replaced(x: Telling, charter: Charter): string | null {
  const formerly = x.maybe('formerly');
  return formerly && x.t('meeting.replaces', { formerly: x.date(formerly, charter) });
}

/** The proposals to be taken up, each with what brought it there. */
export async function agenda(x: Telling, meeting: Meeting): Promise<Block> {
  const items = await Promise.all(
    meeting.agenda.map(async (ref) => {
      const { state, name } = await x.proposal(ref);
      const objections = state.holds.filter((h) => h.kind === 'objection').length;
      const competition = state.holds.find((h) => h.kind === 'competition');
      const causes = [
        ...(objections > 0 ? [x.t('meeting.item.objections', { n: objections })] : []),
        ...(competition ? [x.t(`meeting.item.${await competing(x, competition.id)}`)] : []),
      ];
      return causes.length === 0 ? name : x.t('labelled', { label: name, text: listOf(x.t, causes) });
    }),
  );
  return { type: 'list', head: x.t('meeting.agenda'), items };
}

/** What will be decided and how: modifications first, consensus, else the majority (000 §4 b). */
function decided({ t }: Telling, charter: Charter): Block {
  const { ladder, analysis } = charter.rules;
  const modifiable = ladder.value.some((r) => r.kind === 'consensus' && r.on === 'modified');
  const rule = (name: 'analysis' | 'ladder' | 'votePer') => capital(ruleSentence(t, charter, name));
  const items = [
    ...(analysis.value.length > 0 ? [rule('analysis')] : []),
    ...(modifiable ? [t('meeting.how.modify')] : []),
    rule('ladder'),
    rule('votePer'),
  ];
  const head = t('meeting.how', { source: sourceOf(t, articleOf(charter, 'ladder')) });
  return { type: 'list', head, items };
}

/** New needs are discussed at later meetings (000 §5); none: null. */
async function openNeeds(x: Telling, charter: Charter): Promise<Block | null> {
  const needs = await x.scene.list('need', { status: 'noted' });
  if (needs.length === 0) return null;
  const items = await Promise.all(needs.map((need) => needLine(x.scene, x.t, need)));
  return {
    type: 'list',
    head: x.t('meeting.needs', { source: sourceOf(x.t, articleOf(charter, 'needs')) }),
    items,
  };
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
