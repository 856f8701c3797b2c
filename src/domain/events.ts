// What happens in an assembly. Past tense, domain words, ids and digests only; versioned by name and `v`.
// Each area declares its own events beside its state.
//
// Adding a field that old events lack means a new `v` and a reader for the old one; an event once
// written is never changed.

import type { AnswerEvents } from './answers.ts';
import type { AssemblyEvents } from './assembly.ts';
import type { CallEvents } from './call.ts';
import type { CompetitionEvents } from './competition.ts';
import type { JoiningEvents } from './joining.ts';
import type { MailingEvents } from './mailing.ts';
import type { MeetingEvents } from './meeting.ts';
import type { MergeEvents } from './merge.ts';
import type { ObjectionEvents } from './objection.ts';
import type { PeopleEvents } from './people.ts';
import type { ProposalEvents } from './proposal.ts';
import type { ReminderEvents } from './reminders.ts';
import type { VoiceEvents } from './voices.ts';

type EventData = AssemblyEvents &
  PeopleEvents &
  JoiningEvents &
  CallEvents &
  ProposalEvents &
  AnswerEvents &
  ObjectionEvents &
  CompetitionEvents &
  MergeEvents &
  MeetingEvents &
  ReminderEvents &
  VoiceEvents &
  MailingEvents;

export type EventName = keyof EventData;

/** One thing that happened. `at` is the instant that counts (for people's acts: when it was received). */
export type DomainEvent = {
  [N in EventName]: { name: N; v: 1; at: string; data: EventData[N] };
}[EventName];

export type EventOf<N extends EventName> = Extract<DomainEvent, { name: N }>;

export function event<N extends EventName>(name: N, at: string, data: EventData[N]): EventOf<N> {
  return { name, v: 1, at, data } as EventOf<N>;
}
