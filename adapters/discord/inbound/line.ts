// The calls by which an interaction is answered, through Discord’s REST interface.

import { type InteractionResponseType, type REST, Routes } from 'discord.js';
import { troubleOf } from '../trouble.ts';
import type { Line } from './answering.ts';

export function restLine(rest: REST): Line {
  return {
    async first({ id, token }, body: { type: InteractionResponseType; data?: object }) {
      await rest.post(Routes.interactionCallback(id, token), { body, auth: false });
    },
    async change({ application_id, token }, message) {
      await rest.patch(Routes.webhookMessage(application_id, token), { body: message, auth: false });
    },
    meaningOf(error) {
      const { kind } = troubleOf(error);
      if (kind === 'answered') return 'answered';
      return kind === 'unanswered' ? 'unknown' : 'over';
    },
  };
}
