// What people have to be told of each event, by what the events themselves say: news in every room, private
// messages to those it concerns.

import type { Actor, Book, Data } from './judge-book.ts';
import type { HistoryEvent } from './judge-history.ts';

export interface Due {
  seq: number;
  name: string;
  kind: 'post' | 'private';
  /** A room, or a person as the export knows them. */
  to: string;
  /** What follows the address in the key of the message; of news only the beginning. */
  key: string;
  view: string;
  /** Messages of one lane arrive in their order; null for one that waits for its hour. */
  lane: string | null;
  /** A reference that it has to name. */
  names: string;
  /** It may have become pointless before it left. */
  lapses: boolean;
}

type Text = (d: Data, book: Book, at: string) => (Told | false)[];
interface Told {
  view: string;
  to: Iterable<string> | 'rooms';
  names: string;
  as?: string;
  waits?: boolean;
  lapses?: boolean;
}

const news = (view: string, names: string): Told => ({ view, to: 'rooms', names });
const told = (view: string, to: Iterable<string>, names: string, more: Partial<Told> = {}): Told => ({
  view,
  to,
  names,
  ...more,
});
/** News alone, about the thing that this field names. */
const says =
  (view: string, field: string): Text =>
  (d) => [news(view, d[field])];

const texts: Record<string, Text> = {
  MandateClaimed: (_, b, at) => [told('mandate.to-confirm', b.coordination(at), '')],
  MandateConfirmed: (d, b) => [
    told('mandate.confirmed', others([d.person], d.by), ''),
    ...invitations([d.person], b),
  ],
  InstitutionRegistered: (d, b) => (d.contact === null ? [] : invitations([d.contact], b)),
  InstitutionDescribed: (d, b) => (d.contact === null ? [] : invitations(speakersOf(d.institution, b), b)),
  MandateDeclined: (d) => [told('mandate.declined', others([d.person], d.by), '')],
  MandateEnded: (d) => [told('mandate.ended', others([d.person], d.by), '')],
  InstitutionLeft: (d, b, at) => [
    told('institution.left', others([...b.coordination(at), ...speakersOf(d.institution, b)], d.by), ''),
  ],
  CoordinatorAppointed: (d) => [told('coordinator.appointed', others([d.person], d.by), '')],
  CoordinatorReleased: (d) => [told('coordinator.released', others([d.person], d.by), '')],
  CallOpened: (d, b) => [told('call.invited', everybody(b), d.call, { as: `invited:${d.call}` })],
  CallReviewed: says('call.reviewed', 'call'),
  CallExtended: (d, b) =>
    d.cause.kind === 'outage'
      ? [news('call.extended', d.call)]
      : [news('call.prolonged', d.call), told('call.prolonged', others(everybody(b), d.cause.by), d.call)],
  CallClosed: says('call.closed', 'call'),
  RemindersSent: (d, b, at) => [
    told('call.reminder', d.persons, d.call, { as: `reminder:${d.call}:${at.slice(0, 10)}`, lapses: true }),
    told('desk.warnings', b.coordination(at), '', {
      as: `warnings:${d.call}:${at.slice(0, 10)}`,
      lapses: true,
    }),
    ...asked(
      b.ofCall(d.call).map((p) => p.id),
      b,
      at,
    ),
  ],
  ChaseUndone: (d) => [told('chase.undone', [d.by.person], '')],
  ChaseAnnounced: (d) => [
    told('chase', d.persons, '', { waits: true, lapses: true }),
    told('chase.announced', [d.by.person], ''),
  ],
  VersionPublished: (d, b) =>
    d.kind === 'editorial'
      ? [
          news('proposal.editorial', d.proposal),
          told('proposal.editorial', others(everyone([d.proposal], b, true), d.by), d.proposal),
        ]
      : [
          news('proposal.revised', d.proposal),
          told('proposal.revised.answered', others(answerers([d.proposal], b), d.by), d.proposal),
          told(
            'proposal.revised',
            others(but(involved([d.proposal], b, true), answerers([d.proposal], b)), d.by),
            d.proposal,
          ),
        ],
  EditorialContested: (d, b) => [
    news('proposal.contested-editorial', d.proposal),
    told('proposal.contested-editorial', others(everyone([d.proposal], b), d.by), d.proposal),
  ],
  ProposalWithdrawn: (d, b) => [
    (b.proposals.get(d.proposal)?.submitted ?? false) && news('proposal.withdrawn', d.proposal),
    (b.proposals.get(d.proposal)?.submitted ?? false) &&
      told('proposal.withdrawn', others(everyone([d.proposal], b), d.by), d.proposal),
  ],
  CarrierLeft: (d, b) => [
    news('proposal.carrier-left', d.proposal),
    told('proposal.carrier-left', others(everyone([d.proposal], b), d.by), d.proposal),
  ],
  PeriodExtended: says('proposal.extended', 'proposal'),
  ProposalValidated: (d, b) => [
    news('proposal.validated', d.proposal),
    told('proposal.validated', involved([d.proposal], b), d.proposal),
  ],
  ProposalIncomplete: (d, b) => [
    news('proposal.incomplete', d.proposal),
    told('proposal.incomplete.carrier', carriers([d.proposal], b, true), d.proposal),
    told('proposal.incomplete', but(partners([d.proposal], b), carriers([d.proposal], b, true)), d.proposal),
  ],
  ProposalAwaitsCriteria: (d, b, at) => [
    told('proposal.awaits-criteria.carrier', but(involved([d.proposal], b), b.coordination(at)), d.proposal),
    told('proposal.awaits-criteria', b.coordination(at), d.proposal),
    told('proposal.awaits-criteria', b.coordination(at), d.proposal, {
      as: `criteria-again:${d.proposal}`,
      waits: true,
      lapses: true,
    }),
  ],
  ProposalAwaitsReach: (d, b, at) => [told('proposal.awaits-reach', b.coordination(at), d.proposal)],
  MergeOffered: (d, b) => [told('merge.offered', others(carriers([d.from], b), d.by), d.from)],
  MergeDeclined: (d, b) => [told('merge.declined', carriers([d.into], b), d.into)],
  ProposalsMerged: (d, b) => {
    const both = [d.into, d.from];
    return [
      news('proposal.merged', d.into),
      told('proposal.merged', others(everyone(both, b, true), d.by), d.into),
    ];
  },
  // By its own name: who is in it may have changed before the letter left.
  CompetitionDeclared: (d, b) => [
    news('competition.declared', d.competition),
    told('competition.declared', others(carriers(d.proposals, b), d.by), d.competition),
    told('competition.receipt', [d.by.person], d.competition),
    spoken('competition.declare', d.proposals[0], d.by, null, b),
  ],
  CompetitionDetected: (d, b, at) => [
    news('competition.detected', d.competition),
    told('competition.detected', but(carriers(d.proposals, b), b.coordination(at)), d.competition),
    told('competition.to-answer', b.coordination(at), d.competition),
  ],
  CompetitionConfirmed: says('competition.confirmed', 'competition'),
  CompetitionDismissed: says('competition.dismissed', 'competition'),
  CompetitionWithdrawn: says('competition.withdrawn', 'competition'),
  CompetitionNarrowed: (d) => [d.left.length === 0 && news('competition.ended', d.competition)],
  CorrectionMade: says('correction', 'ref'),
  OutcomeRecorded: (d, b) => [
    news('outcome', d.proposal),
    told('outcome.carrier', others(involved([d.proposal], b), d.by), d.proposal),
    told('outcome.receipt', [d.by.person], d.proposal),
  ],
  MeetingPrepared: (d, b, at) => [
    news('meeting.prepared', d.meeting),
    told('meeting.to-confirm', b.coordination(at), d.meeting, { lapses: true }),
  ],
  MeetingMoved: (d, b, at) => [
    news('meeting.moved', d.meeting),
    told('meeting.to-confirm', b.coordination(at), d.meeting, { lapses: true }),
  ],
  ConveningReminded: (d) => [told('meeting.to-confirm', d.persons, d.meeting, { lapses: true })],
  ConvocationSent: (d, b, at) => [
    news('meeting.convened', d.meeting),
    told('meeting.convocation', new Set([...concerned(d.agenda, b), ...b.coordination(at)]), d.meeting),
    d.place === null && told('meeting.place-wanted', b.coordination(at), d.meeting, { lapses: true }),
    d.place === null &&
      told('meeting.place-wanted', b.coordination(at), d.meeting, {
        as: `place:${d.meeting}:${d.startsAt}`,
        waits: true,
        lapses: true,
      }),
    told('meeting.outcomes-wanted', b.coordination(at), d.meeting, {
      as: `outcomes:${d.meeting}:${d.startsAt}`,
      waits: true,
      lapses: true,
    }),
    ...asked(d.agenda, b, at),
  ],
  PlaceSet: (d, b) => [
    news('meeting.place', d.meeting),
    told('meeting.place', concerned(b.meetings.get(d.meeting)?.agenda ?? [], b), d.meeting),
  ],
  ConvocationRevoked: (d, b, at) => [
    news('meeting.revoked', d.meeting),
    told('meeting.revoked', concerned(b.meetings.get(d.meeting)?.agenda ?? [], b), d.meeting),
    told('meeting.to-confirm', b.coordination(at), d.meeting, { lapses: true }),
  ],
  AgendaItemAdded: (d, b) => [
    news('meeting.item-added', d.meeting),
    told('meeting.item-added', noticed(d, b), d.meeting),
  ],
  AgendaItemRemoved: (d, b) => [
    news('meeting.item-removed', d.meeting),
    told('meeting.item-removed', noticed(d, b), d.meeting),
  ],
  MeetingCancelled: (d, b) => [
    news('meeting.cancelled', d.meeting),
    told('meeting.cancelled', noticed(d, b), d.meeting),
  ],
  ProposalSubmitted: (d, b) => [spoken('proposal.submit', d.proposal, d.by, d.entered, b)],
  ObjectiveNamed: (d, b) => [spoken('objective.name', d.proposal, d.by, d.entered, b)],
  ConsentGiven: (d, b) => [spoken('consent.give', d.proposal, d.author, d.entered, b)],
  ObjectionRaised: (d, b) => [
    told('objection.receipt', [d.author.person], d.objection),
    told('objection.raised.carrier', others(carriers([d.proposal], b), d.author), d.objection),
    told(
      'objection.raised',
      others(but(partners([d.proposal], b), carriers([d.proposal], b)), d.author),
      d.objection,
    ),
    spoken('objection.raise', d.proposal, d.author, d.entered, b),
  ],
  ObjectionLifted: (d, b) => objectionEnded(d, b),
  ObjectionWithdrawn: (d, b) => objectionEnded(d, b),
  ObjectionSettled: (d) => [told('objection.ended', [d.author.person], d.objection)],
  ObjectionExplained: (d, b) => [
    told('objection.explained', [d.by.person], d.objection),
    told('objection.explained.others', others(involved([d.proposal], b), d.by), d.objection),
  ],
  LateRemarkMade: (d, b) => [
    told('remark.late', [d.author.person], d.concern),
    spoken('concern.raise', d.proposal, d.author, d.entered, b),
  ],
  ConcernRaised: (d, b) => [
    told('concern.raised', others(carriers([d.proposal], b), d.author), d.proposal),
    spoken('concern.raise', d.proposal, d.author, d.entered, b),
  ],
  QuestionAsked: (d, b) => [
    told('question.asked', others(carriers([d.proposal], b), d.author), d.proposal),
    spoken('question.ask', d.proposal, d.author, d.entered, b),
  ],
  QuestionAnswered: (d) => [told('question.answered', others([d.asker], d.by), d.proposal)],
  InterestShown: (d, b) => [
    told('interest.shown', others(carriers([d.proposal], b), d.author), d.proposal),
    spoken('interest.show', d.proposal, d.author, d.entered, b),
  ],
  ContradictionSeen: (d, b, at) => [
    told('contradiction', new Set([d.objector, d.consenting.person, ...b.coordination(at)]), d.proposal),
  ],
  EntryMade: (d) => [told('entry.receipt', [d.for.person], '')],
  NeedNoted: (d, b, at) => [
    told('need.noted', others(b.coordination(at), d.author), ''),
    !d.entered && told('need.receipt', [d.author.person], ''),
  ],
  NeedTakenUp: (d, b) => {
    const author = b.needs.get(d.need)?.author;
    return [author !== undefined && told('need.taken-up', others([author.person], d.by), '')];
  },
  CoordinatorAsked: (d, b, at) => [
    told('talk.asked', b.coordination(at), ''),
    told('talk.receipt', [d.author.person], ''),
  ],
  CoordinatorAnswered: (d) => [told('talk.answered', [d.asker], '')],
};

/** What is due once the event is taken in; people by the ids that the export has for them. */
export function dueAfter({ seq, name, at, data }: HistoryEvent, book: Book): Due[] {
  const all = texts[name]?.(data, book, at) ?? [];
  return all.flatMap((text) => {
    if (!text) return [];
    const { view, names, as, waits = false, lapses = false } = text;
    const kind = text.to === 'rooms' ? 'post' : 'private';
    const to = text.to === 'rooms' ? book.rooms : [...text.to];
    return to.map((address) => ({
      seq,
      name,
      kind,
      to: address,
      view,
      names,
      lapses,
      key: as ?? (kind === 'post' ? `${seq}:${view}:` : `${seq}:${view}`),
      lane: waits ? null : kind === 'post' ? `${address} ${data.call}` : address,
    }));
  });
}

/** Its author’s side, and once each those whose proposal it stopped. */
function objectionEnded(d: Data, book: Book): Told[] {
  const own = new Set<string>([d.by.person, d.author.person]);
  return [
    told('objection.ended', own, d.objection),
    told('objection.ended.others', but(involved([d.proposal], book), own), d.objection),
  ];
}

/** Whoever objects without saying why, or what would lift it, is asked, once a day. */
function asked(proposals: string[], book: Book, at: string): Told[] {
  const bare = [...book.objections.values()].filter(
    (o) =>
      o.standing &&
      o.bare &&
      proposals.includes(o.proposal) &&
      book.proposals.get(o.proposal)?.status === 'live',
  );
  const day = at.slice(0, 10);
  return bare.map((o) =>
    told('objection.ask', [o.author.person], o.id, { as: `ask:${o.id}:${day}`, lapses: true }),
  );
}

/** Everybody, and whoever objected in their own name to what is on the agenda, or declared that it competes. */
function concerned(agenda: Iterable<string>, book: Book): Set<string> {
  const items = new Set(agenda);
  const objectors = [...book.objections.values()].filter((o) => items.has(o.proposal));
  const declarers = [...book.competitions.values()].filter(
    (c) => c.by && c.named.some((id) => items.has(id)),
  );
  const own = [...objectors.map((o) => o.author.person), ...declarers.map((c) => c.by?.person ?? '')];
  return new Set([...everybody(book), ...own]);
}

/** Those who had the notice hear what becomes of it, also where what they hold has gone on to the next. */
function noticed(d: Data, book: Book): Set<string> {
  const meeting = book.meetings.get(d.meeting);
  if (!meeting?.sentAt) return new Set();
  return concerned([...meeting.agenda, ...meeting.leftOver, ...d.proposals], book);
}

function others(people: Iterable<string>, by: Actor | null): string[] {
  return [...new Set(people)].filter((person) => person !== by?.person);
}

function but(people: Iterable<string>, others: Iterable<string>): string[] {
  const gone = new Set(others);
  return [...new Set(people)].filter((person) => !gone.has(person));
}

/** An institution’s own people learn who spoke in its name without being known there. */
function spoken(
  action: string,
  proposal: string,
  by: Actor,
  entered: { by: Actor } | null,
  book: Book,
): Told | false {
  const { person, institution } = by;
  if (institution === null || entered?.by.person === person) return false;
  if (!entered && book.confirmed(person, institution)) return false;
  const own = [...book.mandates.values()].filter(
    (m) => m.institution === institution && m.state === 'confirmed',
  );
  const contact = book.institutions.get(institution)?.contact ?? null;
  const people = own.length === 0 && contact !== null ? [contact] : own.map((m) => m.person);
  const people_ = but(people, [person, entered?.by.person ?? person]);
  return told('spoken-for', people_, proposal, { as: `spoken:${institution}:${action}:${proposal}` });
}

/** Everybody who carries these proposals, takes part in them or has answered them. */
function everyone(proposals: string[], book: Book, changed = false): Set<string> {
  return new Set([...answerers(proposals, book), ...involved(proposals, book, changed)]);
}

function involved(proposals: string[], book: Book, changed = false): Set<string> {
  return new Set([...carriers(proposals, book), ...partners(proposals, book, changed)]);
}

/** Who speaks for a partner that is there; after a change, for those of the version before too. */
function partners(proposals: string[], book: Book, changed = false): Set<string> {
  const people = new Set<string>();
  for (const proposal of proposals) {
    const p = book.proposals.get(proposal);
    if (!p) continue;
    const joint = p.joint.map((j) => j.carrier);
    for (const id of [...p.partners, ...joint, ...(changed ? p.formerPartners : [])]) {
      if (id === p.carrier || !book.institutions.get(id)?.present) continue;
      for (const person of speakersOf(id, book)) people.add(person);
    }
  }
  return people;
}

/** Whoever submitted, and everybody confirmed for a carrier. */
function carriers(proposals: string[], book: Book, present = false): Set<string> {
  const people = new Set<string>();
  for (const id of proposals) {
    const p = book.proposals.get(id);
    if (!p) continue;
    for (const { carrier, submitter } of [p, ...p.joint]) {
      if (present && !book.institutions.get(carrier)?.present) continue;
      people.add(submitter);
      for (const m of book.mandates.values())
        if (m.institution === carrier && m.state === 'confirmed') people.add(m.person);
    }
  }
  return people;
}

/** Everybody who has said anything of it that was not taken back. */
function answerers(proposals: string[], book: Book): Set<string> {
  const people = new Set<string>();
  const on = (proposal: string) => proposals.includes(proposal);
  for (const a of book.answers) if (on(a.proposal)) people.add(a.by.person);
  for (const r of book.remarks.values()) if (on(r.proposal)) people.add(r.author.person);
  for (const q of book.questions.values()) if (on(q.proposal)) people.add(q.author.person);
  for (const o of book.objections.values()) if (on(o.proposal)) people.add(o.author.person);
  return people;
}

/** Who speaks for an institution that is there; where nobody does, whom one writes to. */
function everybody(book: Book): Set<string> {
  const people = new Set<string>();
  for (const [id, institution] of book.institutions) {
    if (!institution.present) continue;
    for (const person of speakersOf(id, book)) people.add(person);
  }
  return people;
}

/** Whoever comes while a call runs is invited to it too, once. */
function invitations(people: string[], book: Book): Told[] {
  return [...book.calls.values()]
    .filter((c) => c.status === 'collecting' || c.status === 'reviewing')
    .map((c) => told('call.invited', people, c.id, { as: `invited:${c.id}` }));
}

function speakersOf(id: string, book: Book): string[] {
  const contact = book.institutions.get(id)?.contact ?? null;
  const speakers = [...book.mandates.values()].filter(
    (m) => m.institution === id && (m.state === 'claimed' || m.state === 'confirmed'),
  );
  if (speakers.length === 0 && contact !== null) return [contact];
  return speakers.map((m) => m.person);
}
