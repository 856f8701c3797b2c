// Competitions, as the judge reads them: what somebody declared only they end, what was detected a coordinator
// may dismiss, and what went to a plenary holds until that has decided.

import type { Actor, Book, Competition, Data, Proposal, Step, Steps } from './judge-book.ts';
import { entitled, wronglyTied } from './judge-proposals.ts';

export const competitionSteps: Steps = {
  CompetitionDeclared(d, book, at) {
    const proposals = all(d.proposals, book);
    const call = book.calls.get(d.call);
    if (!call || proposals.length < 2) return ['there are no such proposals'];
    const over = proposals.find((p) => p.status !== 'live' || p.call !== d.call || at >= book.deadline(p));
    const known = [...book.competitions.values()].find(
      (c) => c.by !== null && stands(c) && d.proposals.every((id: string) => c.proposals.has(id)),
    );
    begin(d, 'declared', d.by, null, book);
    return [
      book.next(d.competition),
      over && `${over.id} can’t be held any more`,
      known && `${known.id} says so already`,
      !entitled('objectors', d.by.institution, call, book) && `${d.by.person} may not answer`,
    ];
  },

  CompetitionDetected(d, book) {
    const call = book.calls.get(d.call);
    if (!call) return ['there is no such call'];
    const own = asking(d.call, book);
    begin(d, 'detected', null, d.requested, book);
    return [
      book.next(d.competition),
      book.value(call, 'onCompetition').detect !== 'fund' && 'the charter detects none',
      d.requested !== own.sum && `${own.sum} is requested`,
      (call.fund === null || d.fund !== call.fund || own.sum <= call.fund) && 'the fund suffices',
      different(d.proposals, own.live, 'ask'),
    ];
  },

  CompetitionWidened(d, book) {
    const c = book.competitions.get(d.competition);
    if (!c || !stands(c)) return ['it does not stand'];
    const own = asking(c.call, book);
    for (const p of all(d.added, book)) {
      c.proposals.add(p.id);
      book.hold(p, c.id);
    }
    c.named = d.proposals;
    if (c.by !== null) {
      const heir = (id: string) => [...c.proposals].some((p) => book.proposals.get(p)?.mergedInto === id);
      return [d.added.some((id: string) => !heir(id)) && 'it was declared of others'];
    }
    c.requested = d.requested;
    return [
      d.requested !== own.sum && `${own.sum} is requested`,
      own.live.some((id) => !c.proposals.has(id)) && 'somebody who asks for money is left out',
    ];
  },

  CompetitionConfirmed(d, book, at) {
    const c = book.competitions.get(d.competition);
    if (c?.state !== 'detected') return ['it waits for no answer'];
    c.state = 'confirmed';
    const proposals = all(c.proposals, book);
    return [book.desk(d.by, at), wronglyTied(d, proposals, calling(c, book), book, at)];
  },

  CompetitionDismissed(d, book, at) {
    const c = book.competitions.get(d.competition);
    if (c?.state !== 'detected') return ['it waits for no answer'];
    const tied = wronglyTied(d, all(c.proposals, book), calling(c, book), book, at);
    leave(c, [...c.proposals], book, at);
    c.state = 'dismissed';
    return [book.desk(d.by, at), !d.reason && 'without a reason', tied];
  },

  CompetitionWithdrawn(d, book, at) {
    const c = book.competitions.get(d.competition);
    if (!c || !stands(c)) return ['it does not stand'];
    leave(c, [...c.proposals], book, at);
    c.state = 'over';
    const may = c.by !== null && book.sameSide(c.by, d.by);
    return [!may && `${d.by.person} had no right to end it`];
  },

  CompetitionNarrowed: narrowed,
};

/** Nobody is freed whose competitors still stand, or were chosen instead. */
function narrowed(...[d, book, at]: Parameters<Step>): ReturnType<Step> {
  const c = book.competitions.get(d.competition);
  if (!c || !stands(c)) return ['it does not stand'];
  const { sum, asks } = asking(c.call, book);
  const fits = c.by === null && sum <= (calling(c, book).fund ?? Number.POSITIVE_INFINITY);
  const still = all(c.proposals, book).filter((p) =>
    c.by === null ? asks.includes(p.id) : p.status === 'live' || isKept(p),
  );
  const early = all(d.freed, book).find((p) => p.status === 'live' && still.includes(p));
  const passedOver = all(c.proposals, book).some((p) => p.outcome === 'not-selected');
  const unchosen = passedOver && all(d.freed, book).find((p) => p.status === 'live');
  const wrong = early && !fits && still.length > 1 && `${early.id} still competes`;
  leave(c, d.freed, book, at);
  if (d.left.length === 0) c.state = 'over';
  else c.named = d.left;
  return [
    wrong,
    unchosen && `${unchosen.id} is freed because another was passed over`,
    d.left.length > 0 && different(d.left, [...c.proposals], 'are left'),
  ];
}

export function competitionsAtRest(book: Book): (string | false)[] {
  const faults: (string | false)[] = [];
  for (const c of book.competitions.values()) {
    const free = stands(c) && all(c.proposals, book).find((p) => p.status === 'live' && !p.holds.has(c.id));
    faults.push(free ? `${c.id} does not hold ${free.id}` : false);
  }
  for (const call of book.calls.values()) {
    if (call.fund === null || book.value(call, 'onCompetition').detect !== 'fund') continue;
    const { sum, live } = asking(call.id, book);
    const found = [...book.competitions.values()].filter((c) => c.call === call.id && c.by === null);
    const answered = found.some((c) => stands(c) || (c.state === 'dismissed' && (c.requested ?? 0) >= sum));
    faults.push(sum > call.fund && live.length > 1 && !answered && `${call.id}: requests exceed the fund`);
  }
  return faults;
}

/** Who asks for money: what is granted or may still be. */
function asking(call: string, book: Book): { live: string[]; asks: string[]; sum: number } {
  const granted = (p: Proposal) => p.status === 'validated' || isKept(p);
  const list = book.ofCall(call).filter((p) => p.amount !== null && (p.status === 'live' || granted(p)));
  return {
    live: list.filter((p) => p.status === 'live').map((p) => p.id),
    asks: list.map((p) => p.id),
    sum: list.reduce((sum, p) => sum + (p.amount ?? 0), 0),
  };
}

/** A plenary has decided for it. */
function isKept(p: Proposal): boolean {
  return p.outcome === 'adopted' || p.outcome === 'chosen';
}

function begin(
  d: Data,
  state: Competition['state'],
  by: Actor | null,
  requested: number | null,
  book: Book,
): void {
  const { competition: id, call } = d;
  book.competitions.set(id, {
    id,
    call,
    state,
    by,
    requested,
    proposals: new Set(d.proposals),
    named: d.proposals,
  });
  for (const p of all(d.proposals, book)) book.hold(p, id);
}

function leave(c: Competition, proposals: readonly string[], book: Book, at: string): void {
  for (const p of all(proposals, book)) {
    c.proposals.delete(p.id);
    book.free(p, c.id, at);
  }
}

function stands(c: Competition): boolean {
  return c.state === 'declared' || c.state === 'detected' || c.state === 'confirmed';
}

function calling(c: Competition, book: Book) {
  const call = book.calls.get(c.call);
  if (!call) throw new Error(`${c.id} belongs to no call`);
  return call;
}

function all(ids: Iterable<string>, book: Book): Proposal[] {
  return [...new Set(ids)].flatMap((id) => book.proposals.get(id) ?? []);
}

function different(told: string[], own: string[], what: string): string | false {
  return [...told].sort().join() !== [...own].sort().join() && `${own} ${what}, not ${told}`;
}
