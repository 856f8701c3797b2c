// What can be asked of an assembly: imperative, already parsed, its texts already put aside as `Content`.

import type { Charter } from './charter.ts';
import type { Lang, LegalForm } from './people.ts';
import type { TextRef } from './text.ts';

interface CommandData {
  OpenAssembly: { charter: Charter; coordinators: string[]; deputies: string[] };
  OpenRoom: { platform: string; tenant: string; channel: string; lang: Lang };
  RegisterInstitution: { name: TextRef; legalForm: LegalForm; sectors: string[] };
  /** The actor says for whom they speak. Nothing happens when that is known already. */
  ClaimMandate: { institution: string };
  ConfirmMandate: { person: string; institution: string };
  OpenCall: { title: TextRef; closesAt: string };
  CloseCall: { call: string };
  /** Before an act that depends on the deadline. */
  ExtendCall: { call: string };
  SubmitProposal: { call: string; title: TextRef; summary: TextRef; amount: number | null };
  RaiseObjection: { proposal: string; reason: TextRef | null; remedy: TextRef | null };
  EndObjection: { objection: string; how: 'lifted' | 'withdrawn'; words: TextRef | null };
  ValidateLifted: { proposal: string };
  Convene: { proposal: string };
  Release: { proposal: string };
  Reschedule: { call: string };
}
export type CommandType = keyof CommandData;

export type Command = { [T in CommandType]: { type: T } & CommandData[T] }[CommandType];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
