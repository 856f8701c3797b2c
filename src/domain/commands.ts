// What can be asked of an assembly: imperative, already parsed, its texts already put aside as `Content`.

import type { ReachSource } from './call.ts';
import type { AskedTerms } from './calling.ts';
import type { Charter, RuleName } from './charter.ts';
import type { Grounds } from './objection.ts';
import type { Outcome } from './outcome.ts';
import type { Actor, Lang, Profile } from './people.ts';
import type { Content } from './proposal.ts';
import type { TextRef } from './text.ts';

type Words = { words: TextRef | null };

/** Rows of a file, checked and with their texts put aside. `line` is that of the file. */
export type ImportedRows =
  | {
      kind: 'institutions';
      rows: {
        line: number;
        /** Null for a new one. */
        id: string | null;
        standing: 'new' | 'to-complete' | 'unchanged';
        name: TextRef;
        parent: { id: string } | { line: number } | null;
        /** A mail address. */
        contact: string | null;
        profile: Omit<Profile, 'votesWith'>;
      }[];
    }
  | {
      kind: 'people';
      rows: {
        line: number;
        name: TextRef;
        mail: string | null;
        institution: string | null;
        lang: Lang | null;
      }[];
    }
  | {
      kind: 'proposals';
      into: string;
      rows: { line: number; carrier: string; content: Content; objectives: string[] }[];
    };

interface CommandData {
  // Setting up
  OpenAssembly: {
    charter: Charter;
    /** Those that the group has adopted already, by whose hand and when. */
    assumptions: { rule: RuleName; by: string; at: string }[];
    coordinators: string[];
    deputies: string[];
  };
  OpenRoom: { platform: string; tenant: string; channel: string; lang: Lang; by: string | null };
  /** A further room, of the platform and workspace of the room in which the command is given. */
  AddRoom: { channel: string; lang: Lang };
  /** `on`: when the group adopted them; null: now. */
  AdoptAssumptions: { rules: string[]; on: string | null; words: TextRef | null };

  // Who takes part
  /** `contact` is a mail address, for whom nobody speaks in chat. */
  RegisterInstitution: { name: TextRef; contact: string | null } & Profile;
  /** What isn't said stays as it was. */
  DescribeInstitution: {
    institution: string;
    name: TextRef | null;
    contact: string | null;
  } & Partial<Profile>;
  SignCharter: { institution: string };
  LeaveAssembly: { institution: string } & Words;
  /** The actor says for whom they speak. Nothing happens when that is known already. */
  ClaimMandate: { institution: string };
  /** Lets somebody in who isn't in chat: a name, and where to write to. They stand apart from the history. */
  AdmitPerson: { name: TextRef; institution: string | null; mail: string | null; lang: Lang | null };
  /** Lets people of the platform in, by its own ids, who speak for this institution. */
  AdmitMembers: { members: string[]; institution: string };
  ConfirmMandate: { mandate: string };
  DeclineMandate: { mandate: string; reason: TextRef };
  EndMandate: { mandate: string; successor: string | null };
  AppointCoordinator: { person: string; role: 'coordinator' | 'deputy'; until: string | null };
  ReleaseCoordinator: { person: string };
  /** Whoever acts was known here under another id too. `code`: the digest of what proves it; null asks for one. */
  JoinPersons: { code: string | null };

  // Calls
  DraftCall: AskedTerms;
  DropCall: { call: string };
  OpenCall: AskedTerms;
  PublishCall: { call: string };
  ReviewCall: { call: string };
  ProlongCall: { call: string; closesAt: string | null; proposalsUntil: string | null; reason: TextRef };
  CloseCall: { call: string };
  /** Before an act that depends on the deadline. */
  MakeGoodCall: { call: string };
  MakeGoodProposal: { proposal: string };
  NoteReached: { call: string; institution: string; how: ReachSource };

  // Proposals
  DraftProposal: { call: string; content: Content };
  SubmitProposal: { call: string; content: Content; objectives: string[] };
  PublishProposal: { proposal: string };
  ReviseProposal: { proposal: string; kind: 'substantive' | 'editorial'; content: Partial<Content> };
  ContestEditorial: { proposal: string };
  WithdrawProposal: { proposal: string } & Words;
  OfferMerge: { proposal: string; with: string; content: Partial<Content> };
  AcceptMerge: { merge: string };
  DeclineMerge: { merge: string } & Words;
  CheckCriterion: { proposal: string; criterion: string; met: boolean | null; reason: TextRef | null };
  NameObjective: { proposal: string; objective: string };
  RemoveObjective: { proposal: string; objective: string };

  // Answers
  AskQuestion: { proposal: string; text: TextRef };
  AnswerQuestion: { question: string; words: TextRef };
  RaiseConcern: { proposal: string; reason: TextRef };
  ResolveConcern: { concern: string } & Words;
  GiveConsent: { proposal: string };
  WithdrawConsent: { proposal: string };
  ShowInterest: { proposal: string } & Words;
  WithdrawInterest: { proposal: string };

  // Objections and competitions
  RaiseObjection: { proposal: string } & Grounds;
  ExplainObjection: { objection: string } & Grounds;
  EndObjection: { objection: string; how: 'lifted' | 'withdrawn' } & Words;
  DeclareCompetition: { proposal: string; with: string[]; reason: TextRef };
  ConfirmCompetition: { competition: string };
  DismissCompetition: { competition: string; reason: TextRef };
  WithdrawCompetition: { competition: string } & Words;

  // Meetings
  ConfirmMeeting: { meeting: string; startsAt: string | null; place: TextRef | null; early: boolean };
  /** What a plenary left undecided goes to the next one. */
  Reconvene: { proposal: string };
  SetPlace: { meeting: string; place: TextRef };
  RecordOutcome: {
    proposal: string;
    outcome: Outcome;
    modification: TextRef | null;
    reasons: TextRef | null;
  };

  // The référente’s desk, and what people bring up
  Chase: { call: string; words: TextRef };
  UndoChase: { chase: string };
  /** All rows or none; refused when anything has happened since `asOf`, the number of the last event. */
  ImportRoster: { asOf: number } & ImportedRows;
  HandLetters: { named: string[] };
  NoteNeed: { text: TextRef };
  TakeUpNeed: { need: string; words: TextRef };
  AskCoordinator: { text: TextRef };
  AnswerTalk: { talk: string; words: TextRef };
  CorrectCall: { call: string; words: TextRef };
  CorrectProposal: { proposal: string; words: TextRef };

  // What follows by itself
  SettleProposal: { proposal: string };
  CloseProposal: { proposal: string };
  ConcludeCall: { call: string };
  ReopenReached: { call: string };
  CompareWithFund: { call: string };
  LeaveCompetitions: { proposal: string };
  /** An institution has left: what others carry with it goes on with them. */
  LeaveCarrying: { institution: string; by: Actor };
  Convene: { proposals: string[] };
  Release: { proposals: string[] };
  /** Every deadline of the call has moved, or that of one proposal. */
  Reschedule: { call: string; moved: string | null };
  RemindToConvene: { meeting: string; whom: 'coordinators' | 'deputies' };
  ConveneByDelay: { meeting: string };
  RemindPartners: { call: string };
}
export type CommandType = keyof CommandData;

export type Command = { [T in CommandType]: { type: T } & CommandData[T] }[CommandType];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
