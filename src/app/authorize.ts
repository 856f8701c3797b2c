// Who may ask for what, before anything is decided. Rights that depend on the state of one thing (only
// its author ends an objection) stand with that thing's rules.

import { type Assembly, coordinates } from '../domain/assembly.ts';
import type { CommandType } from '../domain/commands.ts';
import type { Actor } from '../domain/people.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';

type Right = 'anyone' | 'coordinator' | 'service';

const rights: Record<CommandType, Right> = {
  OpenAssembly: 'service',
  OpenRoom: 'service',
  AddRoom: 'coordinator',
  AdoptAssumptions: 'coordinator',
  RegisterInstitution: 'coordinator',
  DescribeInstitution: 'coordinator',
  SignCharter: 'anyone',
  LeaveAssembly: 'anyone',
  ClaimMandate: 'anyone',
  AdmitPerson: 'coordinator',
  AdmitMembers: 'coordinator',
  ConfirmMandate: 'coordinator',
  DeclineMandate: 'coordinator',
  EndMandate: 'anyone',
  AppointCoordinator: 'coordinator',
  ReleaseCoordinator: 'coordinator',
  JoinPersons: 'anyone',
  DraftCall: 'coordinator',
  DropCall: 'coordinator',
  OpenCall: 'coordinator',
  PublishCall: 'coordinator',
  ReviewCall: 'service',
  ProlongCall: 'coordinator',
  CloseCall: 'service',
  MakeGoodCall: 'service',
  MakeGoodProposal: 'service',
  NoteReached: 'coordinator',
  DraftProposal: 'anyone',
  SubmitProposal: 'anyone',
  PublishProposal: 'anyone',
  ReviseProposal: 'anyone',
  ContestEditorial: 'anyone',
  WithdrawProposal: 'anyone',
  OfferMerge: 'anyone',
  AcceptMerge: 'anyone',
  DeclineMerge: 'anyone',
  CheckCriterion: 'coordinator',
  NameObjective: 'anyone',
  RemoveObjective: 'anyone',
  AskQuestion: 'anyone',
  AnswerQuestion: 'anyone',
  RaiseConcern: 'anyone',
  ResolveConcern: 'anyone',
  GiveConsent: 'anyone',
  WithdrawConsent: 'anyone',
  ShowInterest: 'anyone',
  WithdrawInterest: 'anyone',
  RaiseObjection: 'anyone',
  ExplainObjection: 'anyone',
  EndObjection: 'anyone',
  DeclareCompetition: 'anyone',
  ConfirmCompetition: 'coordinator',
  DismissCompetition: 'coordinator',
  WithdrawCompetition: 'anyone',
  ConfirmMeeting: 'coordinator',
  Reconvene: 'coordinator',
  SetPlace: 'coordinator',
  RecordOutcome: 'coordinator',
  Chase: 'coordinator',
  UndoChase: 'coordinator',
  ImportRoster: 'coordinator',
  HandLetters: 'coordinator',
  NoteNeed: 'anyone',
  TakeUpNeed: 'coordinator',
  AskCoordinator: 'anyone',
  AnswerTalk: 'coordinator',
  CorrectCall: 'coordinator',
  CorrectProposal: 'coordinator',
  SettleProposal: 'service',
  CloseProposal: 'service',
  ConcludeCall: 'service',
  ReopenReached: 'service',
  CompareWithFund: 'service',
  LeaveCompetitions: 'service',
  LeaveCarrying: 'service',
  Convene: 'service',
  Release: 'service',
  Reschedule: 'service',
  RemindToConvene: 'service',
  ConveneByDelay: 'service',
  RemindPartners: 'service',
};

/**
 * Refuses `rights.coordinator-only` and `rights.service-only`.
 *
 * @param at a deputy’s right ends with their stand-in
 */
export function authorize(
  command: CommandType,
  actor: Actor | 'service',
  assembly: Assembly,
  at: string,
): Refusal | undefined {
  if (actor === 'service') return undefined;
  switch (rights[command]) {
    case 'anyone':
      return undefined;
    case 'coordinator':
      return coordinates(assembly, actor.person, at) ? undefined : refuse('rights.coordinator-only');
    case 'service':
      return refuse('rights.service-only');
  }
}

/** Whether only whoever runs the process may ask for it. */
export function isCoordinators(command: CommandType): boolean {
  return rights[command] === 'coordinator';
}
