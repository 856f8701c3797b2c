// What people are told of an event: news in the rooms, private messages to those it concerns.

import { lostTime } from '../domain/downtime.ts';
import type { DomainEvent } from '../domain/events.ts';
import type { Addresses } from './addresses.ts';
import type { Audience } from './audience.ts';
import { invitationName } from './invitations.ts';
import type { Letter } from './letter.ts';
import { answerMessages, spokenFor } from './messages/answers.ts';
import { meetingMessages } from './messages/meetings.ts';
import { union, without, yesOrNot } from './messages/persons.ts';
import { proposalMessages } from './messages/proposals.ts';
import { askedToExplain } from './messages/reminders.ts';

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
      if (cause.kind === 'outage') return to.news('call.extended', call, { ...params, ...lostTime(cause) });
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
        ...meetingMessages(e, to, audience),
        ...answerMessages(e, to, audience),
        ...spokenFor(e, to, audience),
      ];
  }
}
