// What people are told of the plenary: its preparation, the notice, its agenda, what is still wanted.

import type { DomainEvent, EventOf } from '../../domain/events.ts';
import type { Addresses } from '../addresses.ts';
import type { Audience } from '../audience.ts';
import type { Letter } from '../letter.ts';
import { union } from './persons.ts';
import { askedToExplain } from './reminders.ts';

/** What happens to the plenary. */
export function meetingMessages(e: DomainEvent, to: Addresses, audience: Audience): Letter[] {
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
