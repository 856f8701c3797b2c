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
  RegisterInstitution: 'coordinator',
  ClaimMandate: 'anyone',
  ConfirmMandate: 'coordinator',
  OpenCall: 'coordinator',
  CloseCall: 'service',
  ExtendCall: 'service',
  SubmitProposal: 'anyone',
  RaiseObjection: 'anyone',
  EndObjection: 'anyone',
  ValidateLifted: 'service',
  Convene: 'service',
  Release: 'service',
  Reschedule: 'service',
};

/** Refuses `rights.coordinator-only` and `rights.service-only`. */
export function authorize(
  command: CommandType,
  actor: Actor | 'service',
  assembly: Assembly,
): Refusal | undefined {
  if (actor === 'service') return undefined;
  switch (rights[command]) {
    case 'anyone':
      return undefined;
    case 'coordinator':
      return coordinates(assembly, actor) ? undefined : refuse('rights.coordinator-only');
    case 'service':
      return refuse('rights.service-only');
  }
}
