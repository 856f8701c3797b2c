// Calls and their deadlines, as the judge reads them.

import type { Book, Call, Data, Steps } from './judge-book.ts';
import { statusOf } from './judge-book.ts';
import { isWorkday, shown, whyNotRemind } from './judge-calendar.ts';

export const callSteps: Steps = {
  CallDrafted(d, book, at) {
    const stray = book.next(d.call);
    book.calls.set(d.call, callFrom(d, 'draft', at));
    return [stray, book.desk(d.by, at)];
  },

  CallDropped(d, book, at) {
    const call = book.calls.get(d.call);
    if (call?.status !== 'draft') return ['it is no draft'];
    call.status = 'dropped';
    return [book.desk(d.by, at)];
  },

  CallOpened(d, book, at) {
    const draft = book.calls.get(d.call);
    const stray = draft ? draft.status !== 'draft' && 'it was opened before' : book.next(d.call);
    book.calls.set(d.call, callFrom(d, 'collecting', d.opensAt));
    const charter = book.rulesOf(book.calls.get(d.call));
    const dayOff =
      charter.rules.rollToWorkingDay.value && !isWorkday(charter, shown(d.closesAt, charter.zone).date);
    return [
      stray,
      book.desk(d.by, at),
      d.charter !== book.charter && 'it begins under another charter than the one in force',
      d.opensAt !== at && 'it does not begin now',
      d.closesAt <= at && 'its deadline is over',
      d.proposalsUntil > d.closesAt && 'proposals come in after the end',
      dayOff && 'its deadline is on a day off',
      d.criteria.length > 0 && charter.rules.callCriteria.value === 'fixed' && 'the criteria are fixed',
      d.frameEndsAt !== null && d.closesAt > d.frameEndsAt && 'the frame of the fund ends before',
      badStages(d.reminders, at, d.closesAt, charter),
    ];
  },

  CallExtended(d, book, at) {
    const call = book.calls.get(d.call);
    if (!call) return ['there is no such call'];
    const { closesAt: former, status } = call;
    const { closesAt, firstClosesAt, proposalsUntil, cause } = d;
    const faults = [
      status === 'closed' && 'the call had closed',
      d.fromClosesAt !== former && `its deadline was ${former}`,
      (closesAt < former || (closesAt === former && proposalsUntil <= call.proposalsUntil)) &&
        'it does not give more time',
      proposalsUntil > closesAt && 'proposals come in after the deadline',
      call.frameEndsAt !== null && closesAt > call.frameEndsAt && 'the frame of the fund ends before',
      badStages(d.reminders, at, closesAt, book.rulesOf(call)),
      ...(cause.kind === 'outage'
        ? [at < former && 'its deadline was still to come', madeGoodWrongly(d, call, book)]
        : [at >= former && 'the deadline had passed', book.desk(cause.by, at)]),
    ];
    const again = status === 'reviewing' && proposalsUntil > call.proposalsUntil;
    Object.assign(call, { closesAt, firstClosesAt, proposalsUntil, ...(again && { status: 'collecting' }) });
    for (const p of book.ofCall(d.call)) p.movedAt = at;
    return faults;
  },

  CallReviewed(d, book, at) {
    const call = book.calls.get(d.call);
    if (!call) return ['there is no such call'];
    const faults = [
      call.status !== 'collecting' && 'it was not collecting',
      at < call.proposalsUntil && 'proposals still come in',
    ];
    call.status = 'reviewing';
    for (const id of d.proposals) {
      const p = book.proposals.get(id);
      if (p?.stage === 'submitted') p.stage = 'open';
    }
    return faults;
  },

  InstitutionReached(d, book, at) {
    const call = book.calls.get(d.call);
    const twice = call?.reached.has(d.institution);
    if (!twice) call?.reached.set(d.institution, at);
    return [!call && 'there is no such call', twice && 'that was known', book.desk(d.by, at)];
  },

  CallClosed(d, book, at) {
    const call = book.calls.get(d.call);
    if (!call) return ['there is no such call'];
    const twice = call.status === 'closed';
    call.status = 'closed';
    const all = book.ofCall(d.call);
    const running = all.find((p) => p.status === 'live' && at < book.deadline(p));
    const counted = (list: string[], ...statuses: string[]) => {
      const own = all.filter((p) => statuses.includes(statusOf(p))).map((p) => p.id);
      return own.sort().join() !== [...list].sort().join() && `${statuses[0]} are ${own}, not ${list}`;
    };
    return [
      twice && 'the call had closed already',
      at < call.closesAt && 'the deadline had not passed',
      running && `the period of ${running.id} still runs`,
      counted(d.validated, 'validated'),
      counted(d.contested, 'contested'),
      counted(d.incomplete, 'incomplete'),
      counted(d.awaiting, 'awaiting-criteria', 'awaiting-reach'),
      d.present !== book.electorate(call.opensAt).length && 'other voices were present',
    ];
  },

  CorrectionMade(d, book, at) {
    const call = book.calls.get(d.call);
    const seen =
      d.subject === 'call'
        ? call?.status !== 'draft' && call?.status !== 'dropped'
        : book.proposals.get(d.ref)?.submitted;
    return [!(call && seen) && 'nobody has seen it', book.desk(d.by, at)];
  },
};

function callFrom(d: Data, status: Call['status'], opensAt: string): Call {
  return {
    id: d.call,
    status,
    charter: d.charter,
    fund: d.fund,
    frameEndsAt: d.frameEndsAt,
    objectives: d.objectives,
    criteria: d.criteria.map((c: Data) => c.id),
    opensAt,
    closesAt: d.closesAt,
    firstClosesAt: d.closesAt,
    proposalsUntil: d.proposalsUntil,
    reached: new Map(),
    remarks: 0,
  };
}

/** Stages of reminders lie inside the period, outside quiet hours and days off. */
export function badStages(
  stages: string[],
  from: string,
  to: string,
  charter: { zone: string; rules: Data },
): string | false {
  for (const at of stages) {
    if (at <= from || at >= to) return `a reminder is planned at ${at}, outside the period`;
    const stop = whyNotRemind(charter, at);
    if (stop) return `a reminder is planned at ${at}: ${stop}`;
  }
  return false;
}

/** An outage gives back what it took, beyond the tolerance and up to the cap, from the first deadline on. */
export function madeGoodWrongly(
  { cause, closesAt }: Data,
  period: { opensAt: string; firstClosesAt: string },
  book: Book,
  call?: Call,
): string | false {
  const { toleranceMinutes, capHours } = book.value(call ?? (period as Call), 'downtime');
  const from = Math.max(Date.parse(cause.from), Date.parse(period.opensAt));
  const to = Math.min(Date.parse(cause.to), Date.parse(closesAt));
  const given = Date.parse(closesAt) - Date.parse(period.firstClosesAt);
  if (to - from <= toleranceMinutes * 60_000) return 'the outage is within the tolerance';
  if (given > capHours * 3_600_000) return 'more is given than the charter allows';
  return given > to - from && 'more is given than was taken';
}
