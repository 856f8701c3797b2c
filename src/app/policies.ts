// What one event entails elsewhere, in the same transaction: follow-up commands of the service itself.

import type { Command } from '../domain/commands.ts';
import type { DomainEvent } from '../domain/events.ts';

/**
 * The commands that follow from an event. `holds` is how many the proposal it is about still has.
 *
 * An objection convenes (000 §4 b). When the last one goes, the proposal leaves the agenda, and is
 * validated if its period is over.
 */
export function policies(e: DomainEvent, holds: number): Command[] {
  switch (e.name) {
    case 'ObjectionRaised':
      return [{ type: 'Convene', proposal: e.data.proposal }];
    case 'CallExtended':
      return [{ type: 'Reschedule', call: e.data.call }];
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn':
      if (holds > 0) return [];
      return [
        { type: 'Release', proposal: e.data.proposal },
        { type: 'ValidateLifted', proposal: e.data.proposal },
      ];
    default:
      return [];
  }
}
