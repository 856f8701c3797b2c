// What people said, as the judge reads it: nothing that was said disappears, and nobody ends what is another’s.

import type { Actor, Answer, Book, Data, Fault, Objection, Proposal, Step, Steps } from './judge-book.ts';
import { entitled } from './judge-proposals.ts';

export const answerSteps: Steps = {
  QuestionAsked(d, book, at) {
    book.questions.set(d.question, { proposal: d.proposal, author: d.author });
    return [book.next(d.question), ...said(d, book, at)];
  },

  QuestionAnswered(d, book) {
    const question = book.questions.get(d.question);
    return [question?.author.person !== d.asker && 'nobody asked that'];
  },

  ConcernRaised(d, book, at) {
    const p = book.proposals.get(d.proposal);
    const answer: Answer = {
      proposal: d.proposal,
      by: d.author,
      how: 'concern',
      version: d.version,
      at,
      moved: false,
    };
    book.answers.add(answer);
    book.remarks.set(d.concern, { proposal: d.proposal, author: d.author, state: 'raised', answer });
    return [book.next(d.concern), ...said(d, book, at), p && inTime(p, book, at)];
  },

  ConcernResolved(d, book) {
    const remark = book.remarks.get(d.concern);
    if (remark?.state !== 'raised') return ['it does not stand'];
    remark.state = 'resolved';
    return [!book.sameSide(remark.author, d.by) && `${d.by.person} had no right to end it`];
  },

  LateRemarkMade(d, book, at) {
    const p = book.proposals.get(d.proposal);
    const answer: Answer = {
      proposal: d.proposal,
      by: d.author,
      how: 'concern',
      version: d.version,
      at,
      moved: false,
    };
    book.answers.add(answer);
    book.remarks.set(d.concern, { proposal: d.proposal, author: d.author, state: 'late', answer });
    const early = p?.status === 'live' && at < book.deadline(p);
    return [
      book.next(d.concern),
      ...said(d, book, at),
      early && 'it arrived in time and holds nothing',
      p && d.closedAt !== book.deadline(p) && `its deadline was ${book.deadline(p)}`,
    ];
  },

  ConsentGiven(d, book, at) {
    const p = book.proposals.get(d.proposal);
    const faults = [...said(d, book, at), p && inTime(p, book, at), p && barred(d, p, book)];
    stance(d, 'consent', book, at);
    for (const o of book.objections.values()) {
      const colleague = o.author.institution !== null && o.author.institution === d.author.institution;
      const same = o.author.person === d.author.person;
      if (o.standing && o.proposal === d.proposal && colleague && !same)
        book.owing.add(contradiction(o, d.author));
    }
    return faults;
  },

  ConsentWithdrawn(d, book, at) {
    const p = book.proposals.get(d.proposal);
    return [!unstance(d, 'consent', book) && 'there was no consent', p && inTime(p, book, at)];
  },

  InterestShown(d, book, at) {
    const faults = said(d, book, at);
    const p = book.proposals.get(d.proposal);
    stance(d, 'interest', book, at);
    return [...faults, p?.status !== 'live' && `the proposal is ${p?.status}`];
  },

  InterestWithdrawn: (d, book) => [!unstance(d, 'interest', book) && 'there was no interest'],

  ContradictionSeen(d, book) {
    const o = book.objections.get(d.objection);
    if (!o) return ['there is no such objection'];
    const due = book.owing.delete(contradiction(o, d.consenting));
    return [
      !due && 'nobody contradicts anybody',
      o.author.person !== d.objector && `it is the objection of ${o.author.person}`,
    ];
  },

  ObjectionRaised(d, book, at) {
    const p = book.proposals.get(d.proposal);
    if (!p) return ['there is nothing to object to'];
    const call = book.callOf(p);
    const twice = [...book.objections.values()].some(
      (o) => o.standing && o.proposal === p.id && sameActor(o.author, d.author),
    );
    const answer: Answer = {
      proposal: p.id,
      by: d.author,
      how: 'objection',
      version: d.version,
      at,
      moved: false,
    };
    const known = book.value(call, 'grounds') as unknown as Data[];
    const faults = [
      book.next(d.objection),
      ...said(d, book, at),
      inTime(p, book, at),
      twice && 'its author has an objection standing already',
      barred(d, p, book),
      demands(book, p, 'objectionReason') && !d.reason && 'the charter requires a reason',
      demands(book, p, 'counterProposal') && !d.remedy && 'the charter requires a remedy',
      demands(book, p, 'objectionGround') && !d.ground && 'the charter requires a ground',
      d.ground !== null && !known.some((g) => g.id === d.ground) && 'the charter has no such ground',
      d.article !== book.article(call, 'onObjection') && 'it cites another article',
    ];
    book.answers.add(answer);
    const { objection: id, author } = d;
    const bare = d.reason === null || d.remedy === null;
    const raised = { id, proposal: p.id, author, standing: true, bare, settled: null, answer };
    book.objections.set(d.objection, raised);
    book.hold(p, d.objection);
    for (const { by } of book.current(p).filter((a) => a.how === 'consent')) {
      if (by.institution !== null && by.institution === d.author.institution && by.person !== d.author.person)
        book.owing.add(contradiction(raised, by));
    }
    return faults;
  },

  ObjectionExplained(d, book) {
    const o = book.objections.get(d.objection);
    if (!o?.standing) return ['it does not stand'];
    o.bare = d.reason === null || d.remedy === null;
    return [!book.sameSide(o.author, d.by) && `${d.by.person} had no right to explain it`];
  },

  ObjectionLifted: ended,
  ObjectionWithdrawn: ended,

  ObjectionSettled(d, book) {
    const o = book.objections.get(d.objection);
    const p = book.proposals.get(d.proposal);
    const corrected = o?.settled?.meeting === d.meeting && o?.settled?.how !== d.how;
    if (!o || !(o.standing || corrected)) return ['the objection had ended already'];
    const expected = settledBy[p?.outcome ?? ''];
    o.standing = d.how === 'raised';
    o.settled = { meeting: d.meeting, how: d.how };
    return [
      (o.proposal !== d.proposal || expected === undefined) && 'no meeting has decided on it',
      d.how !== expected && `the meeting made it ${expected}`,
    ];
  },

  LettersHanded: (d, book, at) => [
    book.next(d.mailing),
    d.letters.length === 0 && 'no letter was sent',
    !book.coordinates(d.by.person, at) && 'only a coordinator sends letters by hand',
  ],

  NeedNoted(d, book) {
    book.needs.set(d.need, { author: d.author, open: true });
    return [book.next(d.need), entry(d, book)];
  },

  NeedTakenUp(d, book, at) {
    const need = book.needs.get(d.need);
    const over = !need?.open;
    if (need) need.open = false;
    return [book.desk(d.by, at), over && 'there is no such need, or it was taken up already'];
  },

  CoordinatorAsked(d, book) {
    book.talks.set(d.talk, d.author);
    return [book.next(d.talk)];
  },

  CoordinatorAnswered: (d, book, at) => [
    book.desk(d.by, at),
    book.talks.get(d.talk)?.person !== d.asker && 'nobody asked that',
  ],

  EntryMade(d, book, at) {
    book.owing.delete(entryFor(d.for, d.by));
    return [book.desk(d.by, at)];
  },
};

function ended(...[d, book, at]: Parameters<Step>): ReturnType<Step> {
  const o = book.objections.get(d.objection);
  const p = book.proposals.get(d.proposal);
  if (!o || !p || o.proposal !== d.proposal) return ['there is no such objection'];
  const over = !o.standing;
  o.standing = false;
  book.free(p, o.id, at);
  return [
    over && 'the objection had ended already',
    !book.sameSide(o.author, d.by) && `${d.by.person} had no right to end it`,
  ];
}

/** What every answer has in common: it is to the version that stands, and who entered it has the right. */
function said(d: Data, book: Book, at: string): Fault[] {
  const p = book.proposals.get(d.proposal);
  if (!p || p.status === 'draft') return ['there is no such proposal'];
  return [
    d.version !== p.version && `version ${p.version} stands`,
    d.call !== p.call && `it belongs to ${p.call}`,
    d.entered && book.desk(d.entered.by, at),
    entry(d, book),
  ];
}

/** What was entered for somebody has to be said to be so. */
function entry(d: Data, book: Book): false {
  if (d.entered) book.owing.add(entryFor(d.author, d.entered.by));
  return false;
}

function entryFor(author: Actor, by: Actor): string {
  return `nothing says that ${by.person} spoke for ${author.person}`;
}

function contradiction(o: Objection, consenting: Actor): string {
  return `nobody was told that ${consenting.person} consents where ${o.author.person} objects with ${o.id}`;
}

function inTime(p: Proposal, book: Book, at: string): string | false {
  if (p.status !== 'live') return `the proposal is ${p.status}`;
  return at >= book.deadline(p) && 'the deadline had passed';
}

function barred(d: Data, p: Proposal, book: Book): string | false {
  const { person, institution } = d.author;
  return !entitled('objectors', institution, book.callOf(p), book) && `${person} may not answer`;
}

/** What becomes of the objections to it; not selected says nothing of them. */
const settledBy: Record<string, string> = {
  adopted: 'lifted',
  chosen: 'overruled',
  refused: 'upheld',
  'not-selected': 'raised',
};

function demands(book: Book, p: Proposal, rule: string): boolean {
  return (book.value(book.callOf(p), rule) as unknown as string) === 'required';
}

function stance(d: Data, how: Answer['how'], book: Book, at: string): void {
  unstance(d, how, book);
  book.answers.add({ proposal: d.proposal, by: d.author, how, version: d.version, at, moved: false });
}

function unstance(d: Data, how: Answer['how'], book: Book): boolean {
  const former = [...book.answers].find(
    (a) => a.proposal === d.proposal && a.how === how && sameActor(a.by, d.author),
  );
  return former !== undefined && book.answers.delete(former);
}

function sameActor(a: Actor, b: Actor): boolean {
  return a.person === b.person && a.institution === b.institution;
}
