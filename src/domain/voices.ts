// What people bring up outside of any proposal: needs for a later meeting (000 §5), private questions to the
// référente (§6), and the corrections that she makes in the open.

import { type Assembly, nextRef } from './assembly.ts';
import { type Decision, event } from './decision.ts';
import type { EventOf } from './events.ts';
import type { Actor, Entered, EntrySource } from './people.ts';
import { refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

/** A new need, to be discussed at a later meeting. */
export interface Need {
  id: string;
  status: 'noted' | 'taken-up';
  author: Actor;
  entered: Entered | null;
  text: TextRef;
  at: string;
  /** What became of it, in a coordinator’s words. */
  takenUp: { by: Actor; words: TextRef; at: string } | null;
}

/** A private question to the référente, and what she answered. */
export interface Talk {
  id: string;
  status: 'asked' | 'answered';
  author: Actor;
  text: TextRef;
  at: string;
  answers: { by: Actor; words: TextRef; at: string }[];
}

export interface VoiceEvents {
  NeedNoted: { need: string; author: Actor; entered: Entered | null; text: TextRef };
  NeedTakenUp: { need: string; author: Actor; by: Actor; words: TextRef };
  CoordinatorAsked: { talk: string; author: Actor; text: TextRef };
  CoordinatorAnswered: { talk: string; asker: string; by: Actor; words: TextRef };
  /** A coordinator entered what somebody said who telephoned or wrote. */
  EntryMade: { for: Actor; by: Actor; source: EntrySource; action: string; ref: string };
  /** A mistake is put right by saying so; nothing is erased. */
  CorrectionMade: { subject: 'call' | 'proposal'; ref: string; call: string; by: Actor; words: TextRef };
  RosterImported: {
    kind: 'institutions' | 'people' | 'proposals';
    made: number;
    unchanged: number;
    by: Actor;
  };
}

export function evolveNeed(state: Need | undefined, e: EventOf<'NeedNoted' | 'NeedTakenUp'>): Need {
  if (e.name === 'NeedNoted') {
    const { need, author, entered, text } = e.data;
    return { id: need, status: 'noted', author, entered, text, at: e.at, takenUp: null };
  }
  if (!state) throw new Error(`${e.name} before NeedNoted`);
  const { by, words } = e.data;
  return { ...state, status: 'taken-up', takenUp: { by, words, at: e.at } };
}

export function evolveTalk(
  state: Talk | undefined,
  e: EventOf<'CoordinatorAsked' | 'CoordinatorAnswered'>,
): Talk {
  if (e.name === 'CoordinatorAsked') {
    const { talk, author, text } = e.data;
    return { id: talk, status: 'asked', author, text, at: e.at, answers: [] };
  }
  if (!state) throw new Error(`${e.name} before CoordinatorAsked`);
  const answer = { by: e.data.by, words: e.data.words, at: e.at };
  return { ...state, status: 'answered', answers: [...state.answers, answer] };
}

/** Notes a need for a later meeting (000 §5). */
export function noteNeed(
  command: { text: TextRef },
  at: string,
  author: Actor,
  state: { assembly: Assembly; entered: Entered | null },
): Decision {
  const need = nextRef(state.assembly, 'N');
  return [event('NeedNoted', at, { need, author, entered: state.entered, text: command.text })];
}

/** A coordinator says what became of a need (000 §5). Refuses `need.taken-up`. */
export function takeUpNeed(
  command: { words: TextRef },
  at: string,
  by: Actor,
  state: { need: Need },
): Decision {
  const { id, status, author } = state.need;
  if (status === 'taken-up') return refuse('need.taken-up', { params: { need: id } });
  return [event('NeedTakenUp', at, { need: id, author, by, words: command.words })];
}

/** Asks the référente in private (000 §6). */
export function askCoordinator(
  command: { text: TextRef },
  at: string,
  author: Actor,
  state: { assembly: Assembly },
): Decision {
  return [event('CoordinatorAsked', at, { talk: nextRef(state.assembly, 'T'), author, text: command.text })];
}

export function answerTalk(
  command: { words: TextRef },
  at: string,
  by: Actor,
  state: { talk: Talk },
): Decision {
  return [
    event('CoordinatorAnswered', at, {
      talk: state.talk.id,
      asker: state.talk.author.person,
      by,
      words: command.words,
    }),
  ];
}

/** Puts a mistake right in the open. Refuses `correction.nothing` where there is nothing to correct. */
export function correct(
  command: { words: TextRef },
  at: string,
  by: Actor,
  state: { subject: 'call' | 'proposal'; ref: string; call: string | undefined },
): Decision {
  const { subject, ref, call } = state;
  if (call === undefined) return refuse('correction.nothing', { params: { ref } });
  return [event('CorrectionMade', at, { subject, ref, call, by, words: command.words })];
}
