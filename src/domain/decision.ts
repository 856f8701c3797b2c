// What deciding a command gives: the events that follow, or the refusal. No events means there was
// nothing left to do, which is no refusal.

import type { DomainEvent } from './events.ts';
import type { Refusal } from './refusal.ts';

export { event } from './events.ts';

export type Decision = readonly DomainEvent[] | Refusal;
