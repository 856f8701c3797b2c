// What leaves the assembly when something has happened: timers to set, cards to bring up to date, news.

import type { Assembly } from '../domain/assembly.ts';
import { plusMilliseconds } from '../domain/calendar.ts';
import type { DomainEvent } from '../domain/events.ts';
import type { Letter, Timer } from './ports.ts';

/** The closing timer fires this long after `closesAt`, when everything received in time is stored. */
export const closingGrace = 10_000;

export interface Effects {
  timers: Timer[];
  letters: Letter[];
}

/**
 * Pure. `seq` is the event's number: a post about it has a key that no other post has. `proposals` are
 * those of the call it is about.
 */
export function effects(e: DomainEvent, seq: number, assembly: Assembly, proposals: string[]): Effects {
  const to = addresses(assembly, seq);
  switch (e.name) {
    case 'CallOpened': {
      const { call, closesAt } = e.data;
      return { timers: [closing(assembly, call, closesAt)], letters: to.cards(call, call) };
    }
    case 'CallExtended': {
      const { call, closesAt, fromClosesAt, outage, article } = e.data;
      const params = { call, closesAt, formerly: fromClosesAt, from: outage.from, to: outage.to, article };
      return {
        timers: [closing(assembly, call, closesAt)],
        letters: [
          ...to.cards(call, call),
          ...proposals.flatMap((p) => to.cards(p, call)),
          ...to.news('call.extended', call, params),
        ],
      };
    }
    case 'CallClosed': {
      const { call, validated, contested } = e.data;
      const params = { call, validated: `${validated.length}`, contested: `${contested.length}` };
      const news = to.news('call.closed', call, params);
      return {
        timers: [],
        letters: [...to.cards(call, call), ...proposals.flatMap((p) => to.cards(p, call)), ...news],
      };
    }
    case 'ProposalSubmitted': {
      const { call, proposal } = e.data;
      return { timers: [], letters: [...to.cards(call, call), ...to.cards(proposal, call)] };
    }
    case 'ProposalValidated': {
      const { call, proposal } = e.data;
      return {
        timers: [],
        letters: [
          ...to.cards(call, call),
          ...to.cards(proposal, call),
          ...to.news('proposal.validated', call, { proposal }),
        ],
      };
    }
    case 'ObjectionRaised': {
      const { call, proposal, objection, author } = e.data;
      return {
        timers: [],
        letters: [
          ...to.cards(call, call),
          ...to.cards(proposal, call),
          ...to.private('objection.receipt', [author.person], { objection }),
        ],
      };
    }
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn': {
      const { call, proposal, objection, by } = e.data;
      return {
        timers: [],
        letters: [
          ...to.cards(call, call),
          ...to.cards(proposal, call),
          ...to.private('objection.ended', [by.person], { objection }),
        ],
      };
    }
    case 'LateRemarkMade': {
      const { call, proposal, remark, author } = e.data;
      return {
        timers: [],
        letters: [...to.cards(proposal, call), ...to.private('remark.late', [author.person], { remark })],
      };
    }
    case 'MeetingPrepared': {
      const { call, meeting, agenda } = e.data;
      return {
        timers: [],
        letters: [
          ...to.cards(call, call),
          ...agenda.flatMap((proposal) => to.news('meeting.prepared', call, { meeting, proposal })),
          ...to.private('meeting.to-confirm', assembly.coordinators, { meeting }),
        ],
      };
    }
    case 'MeetingMoved': {
      const { call, meeting } = e.data;
      return {
        timers: [],
        letters: [
          ...to.cards(call, call),
          ...to.news('meeting.moved', call, { meeting }),
          ...to.private('meeting.to-confirm', assembly.coordinators, { meeting }),
        ],
      };
    }
    case 'AgendaItemAdded':
    case 'AgendaItemRemoved': {
      const { call, meeting, proposal } = e.data;
      const view = e.name === 'AgendaItemAdded' ? 'meeting.item-added' : 'meeting.item-removed';
      return {
        timers: [],
        letters: [...to.cards(call, call), ...to.news(view, call, { meeting, proposal })],
      };
    }
    case 'MeetingCancelled': {
      const { call, meeting, proposal } = e.data;
      return {
        timers: [],
        letters: [...to.cards(call, call), ...to.news('meeting.cancelled', call, { meeting, proposal })],
      };
    }
    case 'AssemblyOpened':
    case 'CharterAdopted':
    case 'RoomOpened':
    case 'InstitutionRegistered':
    case 'MandateClaimed':
    case 'MandateConfirmed':
      return { timers: [], letters: [] };
  }
}

function closing(assembly: Assembly, call: string, closesAt: string): Timer {
  return {
    assembly: assembly.id,
    key: `close:${call}`,
    kind: 'call.close',
    target: call,
    dueAt: plusMilliseconds(closesAt, closingGrace),
  };
}

function addresses(assembly: Assembly, seq: number) {
  const letter = (part: Omit<Letter, 'assembly' | 'notBefore'>): Letter => ({
    assembly: assembly.id,
    notBefore: null,
    ...part,
  });
  return {
    /** The card of a call or proposal, in every room: the latest state wins. */
    cards: (ref: string, call: string) =>
      assembly.rooms.map((room) => {
        const key = `${assembly.id}:${room}:card:${ref}`;
        return letter({
          kind: 'card',
          room,
          lane: key,
          subject: `card:${ref}`,
          key,
          view: 'card',
          params: { ref, call },
        });
      }),
    /** News of a call, in every room, in the order in which it happened. */
    news: (view: string, call: string, params: Record<string, string>) =>
      assembly.rooms.map((room) => {
        const key = `${assembly.id}:${room}:${seq}:${view}`;
        return letter({
          kind: 'post',
          room,
          lane: `${assembly.id}:${room}:${call}`,
          subject: key,
          key,
          view,
          params,
        });
      }),
    private: (view: string, persons: string[], params: Record<string, string>) =>
      persons.map((person) => {
        const key = `${assembly.id}:${person}:${seq}:${view}`;
        return letter({
          kind: 'private',
          room: person,
          lane: `${assembly.id}:${person}`,
          subject: key,
          key,
          view,
          params,
        });
      }),
  };
}
