// Commands carried out with all that follows from them: decided, recorded, told.

import { touches } from '../domain/aggregates.ts';
import type { Holidays } from '../domain/calendar.ts';
import type { Command } from '../domain/commands.ts';
import type { DomainEvent } from '../domain/events.ts';
import type { Actor, Entered } from '../domain/people.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { audienceOf } from './audience.ts';
import { authorize } from './authorize.ts';
import type { Batch } from './batch.ts';
import type { Draft } from './draft.ts';
import { cardsOf, effects } from './effects.ts';
import { firstCards } from './first-cards.ts';
import { handlers } from './handlers.ts';
import type { Context } from './handling.ts';
import type { Answer } from './job.ts';
import { notesOn } from './notes.ts';
import { placesOf } from './places.ts';
import { policies } from './policies.ts';
import { spokenCards } from './spoken-cards.ts';

export interface Setting {
  batch: Batch;
  draft: Draft;
  holidays: Holidays;
}

type Running = Pick<Context, 'actor' | 'at'> & { entered?: Entered };

/** Decides commands and everything that their events entail. A refused follow-up is a bug and throws. */
export async function run(
  asked: readonly Command[],
  { actor, at, entered = undefined }: Running,
  setting: Setting,
): Promise<Answer | Refusal> {
  const { draft, holidays } = setting;
  const happened: { seq: number; event: DomainEvent }[] = [];
  for (const [line, first] of asked.entries()) {
    const queue: { command: Command; actor: Actor | 'service' }[] = [{ command: first, actor }];
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { command } = next;
      const context: Context = { at, actor: next.actor, entered: entered ?? null, draft, holidays };
      const decision =
        authorize(command.type, deciding(next.actor, entered), draft.assembly, at) ??
        (await handle(command, context));
      if (isRefusal(decision)) {
        if (command === first) return asked.length > 1 ? atLine(decision, line) : decision;
        throw new Error(
          `${command.type}, which followed from ${first.type}, was refused: ${decision.refused}`,
        );
      }
      for (const e of decision) {
        happened.push({ seq: await happen(e, setting), event: e });
        for (const command of await policies(e, draft)) queue.push({ command, actor: 'service' });
      }
    }
  }
  return {
    accepted: true,
    refs: refsOf(happened.map((h) => h.event)),
    events: happened.map((h) => ({ seq: h.seq, name: h.event.name })),
    replayed: false,
  };
}

/** Records an event with all that leaves the assembly because of it. Answers with its number. */
export async function happen(e: DomainEvent, { draft, holidays }: Setting): Promise<number> {
  const seq = await draft.record(e);
  const proposals = 'call' in e.data ? (await draft.must('call', e.data.call)).proposals : [];
  const places = await placesOf(cardsOf(e, proposals), proposals, draft);
  const { timers, letters } = effects(e, seq, draft.assembly, places, await audienceOf(e, draft, holidays));
  for (const timer of timers) draft.timers.set(timer.key, timer);
  draft.letters.push(...letters);
  if (e.name === 'RoomOpened') draft.letters.push(...(await firstCards(e.data.room, seq, draft)));
  draft.letters.push(...(await spokenCards(e, seq, draft)));
  if (e.name === 'LettersHanded') draft.handed.push(...e.data.letters.map(({ key }) => ({ key, at: e.at })));
  draft.notes.push(...(await notesOn(e, draft)));
  return seq;
}

/** Who has the right: the coordinator who enters it, or whoever acts. */
function deciding(actor: Actor | 'service', entered: Entered | undefined): Actor | 'service' {
  return actor === 'service' ? actor : (entered?.by ?? actor);
}

/** Which of several commands was refused, from 0. */
function atLine(refusal: Refusal, line: number): Refusal {
  return { ...refusal, params: { ...refusal.params, line } };
}

function handle(command: Command, context: Context) {
  const handler = handlers[command.type] as (c: Command, x: Context) => ReturnType<typeof handlers.OpenCall>;
  return handler(command, context);
}

function refsOf(events: DomainEvent[]): Record<string, string> {
  const refs: Record<string, string> = {};
  for (const e of events.filter(({ name }) => name !== 'PersonsJoined'))
    for (const { type, id } of touches(e)) refs[type] ??= id;
  return refs;
}
