// What people are told of an event: news in the rooms, private messages to those it concerns.

import type { DomainEvent, EventOf } from '../domain/events.ts';
import { spokenAct } from '../domain/spoken.ts';
import type { Addresses } from './addresses.ts';
import type { Audience } from './audience.ts';
import { invitationName } from './invitations.ts';
import type { Letter } from './ports.ts';

/** Pure. Nobody is told in private of what they did themselves, receipts aside. */
export function messagesOf(e: DomainEvent, to: Addresses, audience: Audience): Letter[] {
  const { coordinators, everybody } = audience;
  switch (e.name) {
    case 'MandateClaimed':
      return to.private('mandate.to-confirm', coordinators, { mandate: e.data.mandate });
    case 'MandateConfirmed':
    case 'MandateDeclined':
    case 'MandateEnded': {
      const { mandate, person, by } = e.data;
      const view = `mandate.${e.name.slice('Mandate'.length).toLowerCase()}`;
      const invited = audience.running.flatMap((call) =>
        to.private('call.invited', [person], { call }, { as: invitationName(call) }),
      );
      return [...to.private(view, without([person], by.person), { mandate }), ...invited];
    }
    case 'InstitutionRegistered':
    case 'InstitutionDescribed':
      return audience.running.flatMap((call) =>
        to.private('call.invited', audience.own, { call }, { as: invitationName(call) }),
      );
    case 'InstitutionLeft': {
      const told = without(union(coordinators, audience.own), e.data.by.person);
      return to.private('institution.left', told, { institution: e.data.institution });
    }
    case 'CoordinatorAppointed': {
      const { person, role, until, by } = e.data;
      return to.private('coordinator.appointed', without([person], by.person), { role, until: until ?? '' });
    }
    case 'CoordinatorReleased': {
      const { person, role, by } = e.data;
      return to.private('coordinator.released', without([person], by.person), { role });
    }
    case 'CallOpened': {
      const { call } = e.data;
      return to.private('call.invited', everybody, { call }, { as: invitationName(call) });
    }
    case 'CallReviewed':
      return to.news('call.reviewed', e.data.call, { call: e.data.call });
    case 'CallExtended': {
      const { call, closesAt, fromClosesAt, cause, article } = e.data;
      const params = { call, closesAt, formerly: fromClosesAt, article };
      if (cause.kind === 'outage')
        return to.news('call.extended', call, { ...params, from: cause.from, to: cause.to });
      const { proposalsUntil, fromProposalsUntil } = e.data;
      // Where both deadlines are one, that is said once.
      const together = proposalsUntil === closesAt && fromProposalsUntil === fromClosesAt;
      const longer = proposalsUntil > fromProposalsUntil && !together;
      const more = { proposalsUntil: longer ? proposalsUntil : '', fromProposalsUntil };
      const said = { reason: cause.reason.id, conflicted: yesOrNot(cause.conflicted) };
      const prolonged = { ...params, ...more, ...said };
      return [
        ...to.news('call.prolonged', call, prolonged),
        ...to.private('call.prolonged', without(everybody, cause.by.person), prolonged),
      ];
    }
    case 'CallClosed': {
      const { call, validated, contested, incomplete, awaiting } = e.data;
      const counts = [validated, contested, incomplete, awaiting].map((list) => `${list.length}`);
      const [v = '0', c = '0', i = '0', a = '0'] = counts;
      return to.news('call.closed', call, { call, validated: v, contested: c, incomplete: i, awaiting: a });
    }
    case 'RemindersSent': {
      const { call, persons } = e.data;
      const today = e.at.slice(0, 10);
      const notBefore = audience.reminded.after;
      return [
        ...to.private('call.reminder', persons, { call }, { as: `reminder:${call}:${today}`, notBefore }),
        ...to.private(
          'desk.warnings',
          coordinators,
          { call },
          { as: `warnings:${call}:${today}`, notBefore },
        ),
        ...askedToExplain(to, audience, today, persons, notBefore),
      ];
    }
    case 'ChaseAnnounced': {
      const { chase, call, persons, leavesAt, by } = e.data;
      return [
        ...to.private('chase', persons, { chase, call }, { notBefore: leavesAt }),
        ...to.private('chase.announced', [by.person], { chase }),
      ];
    }
    case 'ChaseUndone':
      return to.private('chase.undone', [e.data.by.person], { chase: e.data.chase });
    default:
      return [
        ...proposalMessages(e, to, audience),
        ...answerMessages(e, to, audience),
        ...spokenFor(e, to, audience),
      ];
  }
}

/** What happens to proposals. */
function proposalMessages(e: DomainEvent, to: Addresses, audience: Audience): Letter[] {
  const { coordinators, carriers, partners, answerers } = audience;
  const involved = union(carriers, partners);
  const everyone = union(answerers, involved);
  switch (e.name) {
    case 'VersionPublished': {
      const { proposal, call, version, kind, by } = e.data;
      const params = { proposal, version: `${version}` };
      if (kind === 'editorial') {
        return [
          ...to.news('proposal.editorial', call, params, proposal),
          ...to.private('proposal.editorial', without(everyone, by.person), params),
        ];
      }
      const others = involved.filter((person) => !answerers.includes(person));
      return [
        ...to.news('proposal.revised', call, params, proposal),
        ...to.private('proposal.revised.answered', without(answerers, by.person), params),
        ...to.private('proposal.revised', without(others, by.person), params),
      ];
    }
    case 'EditorialContested': {
      const { proposal, call, version, by } = e.data;
      const params = { proposal, version: `${version}` };
      const told = without(everyone, by.person);
      return [
        ...to.news('proposal.contested-editorial', call, params, proposal),
        ...to.private('proposal.contested-editorial', told, params),
      ];
    }
    case 'ProposalWithdrawn': {
      const { proposal, call, by, words } = e.data;
      const params = { proposal, words: words?.id ?? '' };
      return [
        ...to.news('proposal.withdrawn', call, params, proposal),
        ...to.private('proposal.withdrawn', without(everyone, by.person), params),
      ];
    }
    case 'CarrierLeft': {
      const { proposal, call, institution, by, words } = e.data;
      const params = { proposal, institution, words: words?.id ?? '' };
      return [
        ...to.news('proposal.carrier-left', call, params, proposal),
        ...to.private('proposal.carrier-left', without(everyone, by.person), params),
      ];
    }
    case 'PeriodExtended': {
      const { proposal, call, own, cause, article } = e.data;
      const outage = cause.kind === 'outage' ? { from: cause.from, to: cause.to } : { from: '', to: '' };
      const params = { proposal, closesAt: own.closesAt, cause: cause.kind, article, ...outage };
      return to.news('proposal.extended', call, params, proposal);
    }
    case 'ProposalValidated': {
      const { proposal, call } = e.data;
      return [
        ...to.news('proposal.validated', call, { proposal }),
        ...to.private('proposal.validated', involved, { proposal }),
      ];
    }
    case 'ProposalIncomplete': {
      const { proposal, call } = e.data;
      return [
        ...to.news('proposal.incomplete', call, { proposal }, proposal),
        ...to.private('proposal.incomplete.carrier', carriers, { proposal }),
        ...to.private(
          'proposal.incomplete',
          partners.filter((person) => !carriers.includes(person)),
          { proposal },
        ),
      ];
    }
    case 'ProposalAwaitsCriteria':
      return [
        ...to.private(
          'proposal.awaits-criteria.carrier',
          involved.filter((person) => !coordinators.includes(person)),
          { proposal: e.data.proposal },
        ),
        ...to.private('proposal.awaits-criteria', coordinators, { proposal: e.data.proposal }),
        ...to.private(
          'proposal.awaits-criteria',
          coordinators,
          { proposal: e.data.proposal },
          { as: `criteria-again:${e.data.proposal}`, notBefore: audience.reminded.after },
        ),
      ];
    case 'ProposalAwaitsReach':
      return to.private('proposal.awaits-reach', coordinators, { proposal: e.data.proposal });
    case 'MergeOffered':
      return to.private('merge.offered', without(carriers, e.data.by.person), { merge: e.data.merge });
    case 'MergeDeclined':
      return to.private('merge.declined', carriers, { merge: e.data.merge, words: e.data.words?.id ?? '' });
    case 'ProposalsMerged': {
      const { merge, call, into, by } = e.data;
      const told = without(everyone, by.person);
      return [
        ...to.news('proposal.merged', call, { merge }, into),
        ...to.private('proposal.merged', told, { merge }),
      ];
    }
    case 'CompetitionDeclared':
    case 'CompetitionDetected': {
      const { competition, call } = e.data;
      const view = `competition.${e.name.slice('Competition'.length).toLowerCase()}`;
      // Whoever coordinates is asked to answer it: she isn’t told a second time as a carrier.
      const told =
        e.name === 'CompetitionDeclared'
          ? without(carriers, e.data.by.person)
          : carriers.filter((person) => !coordinators.includes(person));
      return [
        ...to.news(view, call, { competition }, firstOf(e)),
        ...to.private(view, told, { competition }),
        ...(e.name === 'CompetitionDetected'
          ? to.private('competition.to-answer', coordinators, { competition })
          : to.private('competition.receipt', [e.data.by.person], { competition })),
      ];
    }
    case 'CompetitionConfirmed':
    case 'CompetitionDismissed': {
      const { competition, call, conflicted } = e.data;
      const view = `competition.${e.name.slice('Competition'.length).toLowerCase()}`;
      return to.news(view, call, { competition, conflicted: yesOrNot(conflicted) }, firstOf(e));
    }
    case 'CompetitionWithdrawn':
      return to.news('competition.withdrawn', e.data.call, { competition: e.data.competition }, firstOf(e));
    case 'CompetitionNarrowed':
      if (e.data.left.length > 0) return [];
      return to.news('competition.ended', e.data.call, { competition: e.data.competition }, firstOf(e));
    case 'CorrectionMade': {
      const { ref, call, words } = e.data;
      return to.news('correction', call, { ref, words: words.id }, ref === call ? null : ref);
    }
    case 'OutcomeRecorded': {
      const { proposal, call, meeting, conflicted } = e.data;
      const corrects = yesOrNot(e.data.corrects);
      const params = { proposal, meeting, conflicted: yesOrNot(conflicted), corrects };
      return [
        ...to.news('outcome', call, params),
        ...to.private('outcome.carrier', without(involved, e.data.by.person), params),
        ...to.private('outcome.receipt', [e.data.by.person], { proposal }),
      ];
    }
    default:
      return meetingMessages(e, to, audience);
  }
}

/** What happens to the plenary. */
function meetingMessages(e: DomainEvent, to: Addresses, audience: Audience): Letter[] {
  const { coordinators, everybody } = audience;
  switch (e.name) {
    case 'MeetingPrepared': {
      const { call, meeting, agenda } = e.data;
      return [
        ...to.news('meeting.prepared', call, { meeting, proposals: agenda.join(' ') }),
        ...to.private('meeting.to-confirm', coordinators, { meeting }),
      ];
    }
    case 'MeetingMoved':
      return [
        ...to.news('meeting.moved', e.data.call, { meeting: e.data.meeting }),
        ...to.private('meeting.to-confirm', coordinators, { meeting: e.data.meeting }),
      ];
    case 'ConveningReminded':
      return to.private(
        'meeting.to-confirm',
        e.data.persons,
        { meeting: e.data.meeting },
        { notBefore: audience.reminded.after },
      );
    case 'ConvocationSent': {
      const { meeting, call, formerly } = e.data;
      const params = { meeting, formerly: formerly ?? '' };
      return [
        ...to.news('meeting.convened', call, params),
        ...to.private('meeting.convocation', union(everybody, coordinators), params),
        ...placeWanted(e, to, audience),
        ...outcomesWanted(e, to, audience),
        ...askedToExplain(to, audience, e.at.slice(0, 10), []),
      ];
    }
    case 'PlaceSet':
      return [
        ...to.news('meeting.place', e.data.call, { meeting: e.data.meeting }),
        ...to.private('meeting.place', everybody, { meeting: e.data.meeting }),
      ];
    case 'ConvocationRevoked': {
      const { meeting, call, startsAt } = e.data;
      return [
        ...to.news('meeting.revoked', call, { meeting, startsAt }),
        ...to.private('meeting.revoked', everybody, { meeting, startsAt }),
        ...to.private('meeting.to-confirm', coordinators, { meeting }),
      ];
    }
    case 'AgendaItemAdded':
    case 'AgendaItemRemoved':
    case 'MeetingCancelled': {
      const { call, meeting, proposals } = e.data;
      const view = agendaNews[e.name];
      const params = { meeting, proposals: proposals.join(' ') };
      return [...to.news(view, call, params), ...to.private(view, everybody, params)];
    }
    default:
      return [];
  }
}

const agendaNews = {
  AgendaItemAdded: 'meeting.item-added',
  AgendaItemRemoved: 'meeting.item-removed',
  MeetingCancelled: 'meeting.cancelled',
} as const;

/** Receipts to those who spoke, and word to those who are spoken to. */
function answerMessages(e: DomainEvent, to: Addresses, audience: Audience): Letter[] {
  const { coordinators, carriers } = audience;
  switch (e.name) {
    case 'ObjectionRaised': {
      const { objection, author } = e.data;
      const partners = audience.partners.filter((person) => !carriers.includes(person));
      return [
        ...to.private('objection.receipt', [author.person], { objection }),
        ...to.private('objection.raised.carrier', without(carriers, author.person), { objection }),
        ...to.private('objection.raised', without(partners, author.person), { objection }),
      ];
    }
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn': {
      const { objection, author, by } = e.data;
      const own = union([by.person], [author.person]);
      const involved = union(carriers, audience.partners).filter((person) => !own.includes(person));
      return [
        ...to.private('objection.ended', own, { objection }),
        ...to.private('objection.ended.others', involved, { objection }),
      ];
    }
    case 'ObjectionSettled':
      return to.private('objection.ended', [e.data.author.person], { objection: e.data.objection });
    case 'ObjectionExplained': {
      const { objection, by } = e.data;
      const involved = union(carriers, audience.partners);
      return [
        ...to.private('objection.explained', [by.person], { objection }),
        ...to.private('objection.explained.others', without(involved, by.person), { objection }),
      ];
    }
    case 'LateRemarkMade':
      return to.private('remark.late', [e.data.author.person], { concern: e.data.concern });
    case 'ConcernRaised':
      return to.private('concern.raised', without(carriers, e.data.author.person), {
        concern: e.data.concern,
      });
    case 'QuestionAsked':
      return to.private('question.asked', without(carriers, e.data.author.person), {
        question: e.data.question,
      });
    case 'QuestionAnswered':
      return to.private('question.answered', e.data.asker === e.data.by.person ? [] : [e.data.asker], {
        question: e.data.question,
      });
    case 'InterestShown':
      return to.private('interest.shown', without(carriers, e.data.author.person), { stance: e.data.stance });
    case 'ContradictionSeen': {
      const { objection, objector, consenting } = e.data;
      const told = union([objector, consenting.person], coordinators);
      return to.private('contradiction', told, { objection, consenting: consenting.person });
    }
    case 'EntryMade':
      return to.private('entry.receipt', [e.data.for.person], {
        action: e.data.action,
        ref: e.data.ref,
        source: e.data.source,
        by: e.data.by.person,
      });
    case 'NeedNoted':
      return [
        ...to.private('need.noted', without(coordinators, e.data.author.person), { need: e.data.need }),
        // Whoever telephoned gets the receipt of the entry.
        ...to.private('need.receipt', e.data.entered ? [] : [e.data.author.person], { need: e.data.need }),
      ];
    case 'NeedTakenUp':
      return to.private('need.taken-up', without([e.data.author.person], e.data.by.person), {
        need: e.data.need,
      });
    case 'CoordinatorAsked':
      return [
        ...to.private('talk.asked', coordinators, { talk: e.data.talk }),
        ...to.private('talk.receipt', [e.data.author.person], { talk: e.data.talk }),
      ];
    case 'CoordinatorAnswered':
      return to.private('talk.answered', [e.data.asker], { talk: e.data.talk });
    default:
      return [];
  }
}

/** An institution’s own people learn who spoke in its name: once for each kind of act and proposal. */
function spokenFor(e: DomainEvent, to: Addresses, { principals }: Audience): Letter[] {
  const act = spokenAct(e);
  if (act === null) return [];
  const { action, proposal, person, institution, source } = act;
  const params = { action, proposal, person, institution, source: source ?? '' };
  return to.private('spoken-for', principals, params, { as: `spoken:${institution}:${action}:${proposal}` });
}

/**
 * Whoever objects without saying why is asked for it until the meeting, at most once a day; those who are
 * `reminded` read it there.
 */
function askedToExplain(
  to: Addresses,
  { bare }: Audience,
  today: string,
  reminded: readonly string[],
  notBefore: string | null = null,
): Letter[] {
  const others = bare.filter(({ person }) => !reminded.includes(person));
  return others.flatMap(({ person, objection }) =>
    to.private('objection.ask', [person], { objection }, { as: `ask:${objection}:${today}`, notBefore }),
  );
}

/** A plenary without a place: said at once, and again two days before it begins. */
function placeWanted(
  e: EventOf<'ConvocationSent'>,
  to: Addresses,
  { coordinators, reminded }: Audience,
): Letter[] {
  const { meeting, startsAt, place } = e.data;
  if (place !== null) return [];
  const again = { as: `place:${meeting}:${startsAt}`, notBefore: reminded.before };
  return [
    ...to.private('meeting.place-wanted', coordinators, { meeting }),
    ...to.private('meeting.place-wanted', reminded.before ? coordinators : [], { meeting }, again),
  ];
}

/** The day after a plenary, what it decided is to be recorded. */
function outcomesWanted(
  e: EventOf<'ConvocationSent'>,
  to: Addresses,
  { coordinators, reminded }: Audience,
): Letter[] {
  const { meeting, startsAt } = e.data;
  const later = { as: `outcomes:${meeting}:${startsAt}`, notBefore: reminded.after };
  return to.private('meeting.outcomes-wanted', coordinators, { meeting }, later);
}

/** News of a competition stand under the card of the first proposal that it names. */
function firstOf(e: { data: { proposals: string[] } }): string | null {
  return e.data.proposals[0] ?? null;
}

/** Letters hold strings only; an empty one says that there is nothing. */
function yesOrNot(is: boolean): string {
  return is ? 'yes' : '';
}

function without(persons: readonly string[], person: string | null): string[] {
  return [...new Set(persons)].filter((p) => p !== person);
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
