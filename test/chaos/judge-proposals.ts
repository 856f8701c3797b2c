// Proposals, their versions and periods, as the judge reads them.

import type { Book, Call, Data, Proposal, Step, Steps } from './judge-book.ts';
import { periodEnd } from './judge-calendar.ts';
import { badStages, madeGoodWrongly } from './judge-calls.ts';
import { isComputed, servesCall } from './judge-criteria.ts';

export const proposalSteps: Steps = {
  ProposalDrafted(d, book, at) {
    const former = book.proposals.get(d.proposal);
    const stray = former
      ? (former.status !== 'draft' || former.carrier !== d.carrier || !book.forCarrier(former, d.by)) &&
        'it is not theirs to rewrite'
      : book.next(d.proposal) || (d.carrier !== d.by.institution && 'its carrier is not its author’s');
    book.proposals.set(d.proposal, {
      ...proposalFrom(d, 'draft'),
      submitter: former?.submitter ?? d.by.person,
    });
    return [stray, !former && isOver(d, book, at)];
  },

  ProposalSubmitted(d, book, at) {
    const draft = book.proposals.get(d.proposal);
    const call = book.calls.get(d.call);
    if (!call) return ['there is no such call'];
    const faults = [
      draft ? draft.status !== 'draft' && 'it was submitted already' : book.next(d.proposal),
      draft && draft.carrier !== d.carrier && `it was drafted for ${draft.carrier}`,
      draft && !book.forCarrier(draft, d.by) && `${d.by.person} does not act for ${d.carrier}`,
      !draft && d.carrier !== d.by.institution && 'its carrier is not its author’s',
      isOver(d, book, at),
      !entitled('proposers', d.carrier, call, book) && `${d.carrier} may not propose`,
      stray(d, book),
      d.objectives.some((code: string) => servesCall(code, call, book) === false) &&
        'the call has no such objective',
    ];
    const p = proposalFrom(d, 'live');
    p.stage = d.open ? 'open' : 'submitted';
    for (const code of d.objectives) p.objectives.set(code, d.by.person);
    if (draft) for (const [code, by] of draft.objectives) p.objectives.set(code, by);
    book.proposals.set(d.proposal, p);
    const days = book.value(call, 'period')[book.rolling(call) ? 'days' : 'minimumDays'];
    return [...faults, wrongPeriod(p, at, '', days, book), stages(d, at, book, p)];
  },

  VersionPublished: (d, book, at) =>
    live(d, book, (p) => {
      const former = book.deadline(p);
      const faults = [
        d.version !== p.version + 1 && `the version before is ${p.version}`,
        !book.forCarrier(p, d.by) && `${d.by.person} does not act for its carrier`,
        stray({ ...d, carrier: p.carrier }, book),
      ];
      change(p, d);
      p.version = d.version;
      p.kind = d.kind;
      if (d.kind === 'editorial') return [...faults, d.own !== null && 'its deadline moves'];
      return [...faults, ...renewed(p, d, former, at, book)];
    }),

  EditorialContested: (d, book, at) =>
    live(d, book, (p) => {
      const former = book.deadline(p);
      const faults = [
        d.version !== p.version && 'another version stands',
        p.kind !== 'editorial' && 'that version is not editorial, or was contested already',
        d.by.institution === null && 'only an institution may',
      ];
      p.kind = 'substantive';
      return [...faults, ...renewed(p, d, former, at, book, false)];
    }),

  ObjectiveNamed: (d, book) =>
    live(d, book, (p) => {
      const twice = p.objectives.has(d.objective);
      p.objectives.set(d.objective, d.by.person);
      const strange = servesCall(d.objective, book.callOf(p), book) === false;
      return [twice && 'it was named already', strange && 'the call has no such objective'];
    }),

  ObjectiveRemoved(d, book, at) {
    const p = book.proposals.get(d.proposal);
    if (p?.status !== 'live') return ['it does not stand'];
    const namedBy = p.objectives.get(d.objective);
    p.objectives.delete(d.objective);
    const may = namedBy === d.by.person || book.forCarrier(p, d.by) || book.coordinates(d.by.person, at);
    return [!namedBy && 'nobody had named it', !may && `${d.by.person} may not remove it`];
  },

  CriterionChecked: (d, book, at) =>
    live(d, book, (p) => {
      const settled = isComputed(p, d.criterion, book);
      const call = book.callOf(p);
      const all = [...(book.value(call, 'criteria') as unknown as Data[]).map((c) => c.id), ...call.criteria];
      p.checks.set(d.criterion, d.met);
      return [
        book.desk(d.by, at),
        !all.includes(d.criterion) && 'there is no such criterion',
        settled && 'what is known decides it',
        d.met === false && !d.reason && 'without a reason',
        wronglyTied(d, [p], call, book, at),
      ];
    }),

  ProposalWithdrawn(d, book, at) {
    const p = book.proposals.get(d.proposal);
    if (p?.status !== 'live' && p?.status !== 'draft') return ['it does not stand'];
    const orphaned = book.carriersOf(p).every((id) => !book.institutions.get(id)?.present);
    const may = book.forCarrier(p, d.by) || (orphaned && book.coordinates(d.by.person, at));
    const others = p.joint.length > 0;
    end(p, 'withdrawn');
    return [!may && `${d.by.person} does not act for its carrier`, others && 'others carry it too'];
  },

  CarrierLeft: (d, book) =>
    live(d, book, (p) => {
      const all = [{ carrier: p.carrier, submitter: p.submitter }, ...p.joint];
      const stay = all.filter((c) => c.carrier !== d.institution);
      const rules = book.value(book.callOf(p), 'criteria') as unknown as Data[];
      // One that has left the assembly leaves what it carries by that alone.
      const present = book.institutions.get(d.institution)?.present;
      const fallen = rules.filter(
        (c) => c.computed && c.computed.kind !== 'objectives' && p.checks.has(c.id),
      );
      const faults = [
        stay.length !== all.length - 1 && `${d.institution} does not carry it`,
        stay.length === 0 && 'nobody else carries it',
        present && d.by.institution !== d.institution && 'it speaks for another institution',
        present && !book.forCarrier(p, d.by) && `${d.by.person} does not act for its carrier`,
        d.unticked.join() !== fallen.map((c) => c.id).join() && 'other ticks depend on its carrier',
      ];
      const [first, ...joint] = stay;
      if (first) Object.assign(p, first, { joint });
      p.partners = p.partners.filter((id) => id !== d.institution && id !== p.carrier);
      for (const id of d.unticked) p.checks.delete(id);
      return faults;
    }),

  PeriodExtended: (d, book, at) =>
    live(d, book, (p) => {
      const call = book.callOf(p);
      const former = book.deadline(p);
      const outage = d.cause.kind === 'outage';
      const faults = [
        d.own.closesAt <= former && 'it does not give more time',
        outage && at < former && 'its deadline was still to come',
        outage && p.own && madeGoodWrongly({ ...d, closesAt: d.own.closesAt }, p.own, book, call),
        !outage && p.stage !== 'awaiting-reach' && 'it did not wait for reach',
      ];
      p.own = d.own;
      p.movedAt = at;
      if (!outage) p.stage = 'open';
      return [...faults, stages(d, at, book, p)];
    }),

  MergeOffered(d, book) {
    const stray = book.next(d.merge);
    book.merges.set(d.merge, { into: d.into, from: d.from, state: 'offered' });
    const [into, from] = [book.proposals.get(d.into), book.proposals.get(d.from)];
    return [
      stray,
      !(into?.status === 'live' && from?.status === 'live' && into.call === from.call && into !== from) &&
        'these two can’t become one',
      into && !book.forCarrier(into, d.by) && `${d.by.person} does not act for ${d.into}`,
    ];
  },

  MergeDeclined(d, book) {
    const merge = book.merges.get(d.merge);
    const from = book.proposals.get(d.from);
    const over = merge?.state !== 'offered';
    if (merge) merge.state = 'declined';
    return [
      over && 'there is no such offer',
      from && !book.forCarrier(from, d.by) && `${d.by.person} does not act for ${d.from}`,
    ];
  },

  ProposalsMerged: merged,
};

function merged(...[d, book, at]: Parameters<Step>): ReturnType<Step> {
  const merge = book.merges.get(d.merge);
  const [into, from] = [book.proposals.get(d.into), book.proposals.get(d.from)];
  if (!into || !from) return ['there are no such proposals'];
  const former = book.deadline(into);
  const standing = [...book.objections.values()].filter((o) => o.standing && o.proposal === d.from);
  const moved = d.moved.map((m: Data) => m.objection).sort();
  const faults = [
    (merge?.state !== 'offered' || merge.into !== d.into || merge.from !== d.from) && 'nobody offered that',
    (into.status !== 'live' || from.status !== 'live') && 'one of them does not stand',
    !book.forCarrier(from, d.by) && `${d.by.person} does not act for ${d.from}`,
    d.version !== into.version + 1 && `the version before is ${into.version}`,
    moved.join() !==
      standing
        .map((o) => o.id)
        .sort()
        .join() && `objections ${standing.map((o) => o.id)} stood`,
    stray({ ...d, carrier: into.carrier }, book),
    d.joint.map((j: Data) => j.carrier).join() !==
      jointly(into, from)
        .map((j) => j.carrier)
        .join() && 'others carried them',
  ];
  into.joint = jointly(into, from);
  if (merge) merge.state = 'accepted';
  end(from, 'merged');
  from.mergedInto = d.into;
  change(into, d);
  into.version = d.version;
  into.kind = 'substantive';
  for (const o of standing) {
    o.proposal = d.into;
    o.answer.proposal = d.into;
    o.answer.version = d.version - 1;
    o.answer.moved = true;
    into.holds.add(o.id);
  }
  for (const { code, by } of d.objectives) into.objectives.set(code, by.person);
  return [...faults, ...renewed(into, d, former, at, book)];
}

/** Who carries it with the first carrier; each institution once. */
function jointly(into: Proposal, from: Proposal): Proposal['joint'] {
  const all = [...into.joint, { carrier: from.carrier, submitter: from.submitter }, ...from.joint];
  const own = all.map((c) => c.carrier);
  return all.filter((c, i) => c.carrier !== into.carrier && own.indexOf(c.carrier) === i);
}

/** Only what stands can change. */
function live(d: Data, book: Book, then: (p: Proposal) => ReturnType<Step>): ReturnType<Step> {
  const p = book.proposals.get(d.proposal);
  if (!p) return ['there is no such proposal'];
  return [p.status !== 'live' && `it is ${p.status}`, ...then(p)];
}

function proposalFrom(d: Data, status: Proposal['status']): Proposal {
  return {
    id: d.proposal,
    call: d.call,
    carrier: d.carrier,
    submitter: d.by.person,
    joint: [],
    status,
    stage: 'open',
    outcome: null,
    competed: false,
    submitted: status === 'live',
    version: 1,
    kind: 'first',
    answersFrom: 1,
    own: d.own ?? null,
    firstOpensAt: d.own?.opensAt ?? null,
    amount: d.amount,
    share: d.carrierShare,
    partners: d.partners,
    formerPartners: [],
    objectives: new Map(),
    checks: new Map(),
    holds: new Set(),
    freedAt: null,
    movedAt: null,
  };
}

function change(p: Proposal, d: Data): void {
  p.amount = d.amount;
  p.share = d.carrierShare;
  p.formerPartners = p.partners;
  p.partners = d.partners;
}

export function end(p: Proposal, status: Proposal['status']): void {
  p.status = status;
  p.holds.clear();
}

/** A change of substance: answers begin anew, and nobody has less time than the charter’s minimum. */
function renewed(p: Proposal, d: Data, former: string, at: string, book: Book, unticked = true) {
  p.answersFrom = d.version;
  if (unticked) p.checks.clear();
  if (p.stage !== 'submitted') p.stage = 'open';
  if (d.own) {
    p.own = d.own;
    p.movedAt = at;
  }
  const { minimumDays } = book.value(book.callOf(p), 'period');
  return [wrongPeriod(p, at, former, minimumDays, book), stages(d, at, book, p)];
}

function wrongPeriod(p: Proposal, at: string, former: string, days: number, book: Book): string | false {
  const call = book.callOf(p);
  const least = periodEnd(book.rulesOf(call), at, days);
  const all = [least, former, book.rolling(call) ? '' : call.closesAt].sort();
  return (
    book.deadline(p) !== all.at(-1) && `its deadline is ${book.deadline(p)}, and should be ${all.at(-1)}`
  );
}

function stages(d: Data, at: string, book: Book, p: Proposal): string | false {
  return d.own !== null && badStages(d.reminders, at, d.own.closesAt, book.rulesOf(book.callOf(p)));
}

function isOver(d: Data, book: Book, at: string): string | false {
  const call = book.calls.get(d.call);
  return (call?.status !== 'collecting' || at >= call.proposalsUntil) && 'the call takes no proposals';
}

/** Partners exist, aren’t the carrier, and the carrier’s share is part of the amount. */
function stray(d: Data, book: Book): string | false {
  const partner = d.partners.find((id: string) => !book.institutions.has(id) || id === d.carrier);
  if (partner) return `${partner} can’t be its partner`;
  return (
    d.amount !== null && d.carrierShare !== null && d.carrierShare > d.amount && 'its share is too large'
  );
}

/** What a charter lets an institution, or somebody without one, do. */
export function entitled(rule: string, institution: string | null, call: Call, book: Book): boolean {
  const who = book.value(call, rule) as unknown as string;
  if (who === 'anyone') return true;
  const found = institution === null ? undefined : book.institutions.get(institution);
  return found !== undefined && (who === 'institutions' || found.signed);
}

/** A coordinator of a carrier’s institution is marked, or leaves it to one who isn’t. */
export function wronglyTied(
  d: Data,
  proposals: Proposal[],
  call: Call,
  book: Book,
  at: string,
): string | false {
  const tied = (person: string) =>
    proposals.some((p) => book.carriersOf(p).some((carrier) => book.speaks(person, carrier)));
  const conflicted = tied(d.by.person);
  const mark = d.conflicted ?? d.cause?.conflicted;
  if (mark !== conflicted) return `${d.by.person} is ${conflicted ? '' : 'not '}of the carrier’s institution`;
  const second = (book.value(call, 'conflictOfInterest') as unknown as string) === 'second-coordinator';
  const other = book.coordination(at).find((person) => !tied(person));
  return conflicted && second && other !== undefined && `${other} could have done it`;
}
