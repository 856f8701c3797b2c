// Reminders, as the judge reads them: only to those who owe an answer, never at night or on a day off.

import type { Answer, Book, Call, Proposal, Steps } from './judge-book.ts';
import { whyNotRemind } from './judge-calendar.ts';

export const reminderSteps: Steps = {
  RemindersSent(d, book, at) {
    const call = book.calls.get(d.call);
    if (!call) return ['there is no such call'];
    const owing = debts(call, book, at);
    return [
      whyNotRemind(book.rulesOf(call), at),
      ...d.persons.map((person: string) => owesNothing(person, call, book, at)),
      different(d.institutions, [...owing.keys()], 'owe an answer'),
      different(d.proposals, new Set([...owing.values()].flat()), 'are awaited'),
    ];
  },

  ChaseAnnounced(d, book, at) {
    const call = book.calls.get(d.call);
    if (!call) return ['there is no such call'];
    book.chases.set(d.chase, { leavesAt: d.leavesAt, undone: false });
    return [
      book.next(d.chase),
      book.desk(d.by, at),
      Date.parse(d.leavesAt) - Date.parse(at) < 120_000 && 'it can’t be taken back for two minutes',
      whyNotRemind(book.rulesOf(call), d.leavesAt),
      d.persons.length === 0 && 'to nobody',
      ...d.persons.map((person: string) => owesNothing(person, call, book, at)),
    ];
  },

  ChaseUndone(d, book, at) {
    const chase = book.chases.get(d.chase);
    if (!chase || chase.undone) return ['there is nothing to take back'];
    chase.undone = true;
    return [at >= chase.leavesAt && 'it had left', book.desk(d.by, at)];
  },
};

/** By voice, the proposals that await an answer of theirs. */
function debts(call: Call, book: Book, at: string): Map<string, string[]> {
  const owing = new Map<string, string[]>();
  for (const voice of book.voices()) {
    const missing = book.ofCall(call.id).filter((p) => awaits(p, book, at) && !answered(p, voice, book));
    if (missing.length > 0)
      owing.set(
        voice,
        missing.map((p) => p.id),
      );
  }
  return owing;
}

function awaits(p: Proposal, book: Book, at: string): boolean {
  const open = p.holds.size > 0 || p.stage !== 'submitted';
  return p.status === 'live' && open && at < book.deadline(p);
}

/** The carrier owes no answer on its own. */
function answered(p: Proposal, voice: string, book: Book): boolean {
  if (book.carriersOf(p).some((carrier) => book.voiceOf(carrier) === voice)) return true;
  return [...book.answers].some(
    (a) =>
      a.proposal === p.id &&
      (a.version >= p.answersFrom || heard(a, book)) &&
      a.by.institution !== null &&
      !book.isStranger(a.by) &&
      book.voiceOf(a.by.institution) === voice,
  );
}

/** An objection that stands since an earlier version; one that a merge moved was never about this one. */
function heard(answer: Answer, book: Book): boolean {
  return !answer.moved && [...book.objections.values()].some((o) => o.standing && o.answer === answer);
}

/** Somebody speaks for it, or else it is written to. */
function owesNothing(person: string, call: Call, book: Book, at: string): string | false {
  const owing = debts(call, book, at);
  for (const [id, institution] of book.institutions) {
    const speaks = institution.present && book.speaks(person, id);
    if ((speaks || institution.contact === person) && owing.has(book.voiceOf(id))) return false;
  }
  return `${person} owes no answer`;
}

function different(told: string[], own: Iterable<string>, what: string): string | false {
  const [a, b] = [[...told].sort().join(), [...own].sort().join()];
  return a !== b && `${b} ${what}, not ${a}`;
}
