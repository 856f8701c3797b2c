// One entry a command: what it reads, and the pure decision it hands that to.

import type { CommandType } from '../domain/commands.ts';
import { answerHandlers } from './handlers/answers.ts';
import { assemblyHandlers } from './handlers/assembly.ts';
import { callHandlers } from './handlers/calls.ts';
import { importHandlers } from './handlers/imports.ts';
import { linkingHandlers } from './handlers/linking.ts';
import { meetingHandlers } from './handlers/meetings.ts';
import { peopleHandlers } from './handlers/people.ts';
import { proposalHandlers } from './handlers/proposals.ts';
import type { Handlers } from './handling.ts';

export const handlers: Handlers<CommandType> = {
  ...assemblyHandlers,
  ...peopleHandlers,
  ...linkingHandlers,
  ...callHandlers,
  ...proposalHandlers,
  ...answerHandlers,
  ...meetingHandlers,
  ...importHandlers,
};
