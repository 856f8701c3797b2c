// The application: everything between a room and the store, put together. Adapters hand it what people
// do and give it ways to send; `src/main.ts` gives it its store and clock.

import type { AdoptedCharter } from '../domain/aggregates.ts';
import type { Holidays } from '../domain/calendar.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { type Acquaintance, createAcquaintance } from './acquaintance.ts';
import { actions } from './actions.ts';
import type { Announcer, Render } from './announcer.ts';
import type { Directory } from './directory.ts';
import { createExecutor, type Execution, type Executor } from './execute.ts';
import type { Faults } from './faults.ts';
import { parse, type Submission } from './inbound.ts';
import type { Job, Who } from './job.ts';
import { createLinking, type Linking } from './linking.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Clock, Ids, Log, Store } from './ports.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createStanding, type Standing } from './standing.ts';
import { createTimers, type Timers } from './timers.ts';

export interface Application {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly executor: Executor;
  readonly timers: Timers;
  readonly outbox: Outbox;
  readonly scheduler: Scheduler;
  readonly acquaintance: Acquaintance;
  /** What stands in each assembly, for whoever looks. */
  readonly standing: Standing;
  readonly linking: Linking;
  /**
   * A person's act. Answers when its consequence is on disk, or with a refusal when nothing was changed:
   * `action.unknown`, `room.unknown`, those of `parse` and of `Executor.execute`, and the rules' own.
   */
  submit(submission: Submission): Promise<Execution>;
  /** Forgets what was read, after the store was wiped. */
  forget(): void;
  /** Starts deadlines and the way out: what fell due while the service was down is handled now. */
  start(): Promise<void>;
  /** Accepts nothing more, finishes what was accepted, and stops. The store stays open. */
  stop(): Promise<void>;
}

export interface ApplicationParts {
  store: Store;
  clock: Clock;
  ids: Ids;
  log: Log;
  faults: Faults;
  holidays: Holidays;
  announcers: ReadonlyMap<string, Announcer>;
  /** Who people are, by platform; where there is none, they are called as they come. */
  directories?: ReadonlyMap<string, Directory>;
  /** Whether each platform is within reach, by its edge; where none is named, none is watched. */
  edges?: ReadonlyMap<string, () => boolean>;
  render: Render;
  /** Whether somebody on a platform waits for an answer: then letters give way, as they do to the store. */
  awaited?: () => boolean;
  owner: string;
  parallel: number;
}

export function createApplication(parts: ApplicationParts): Application {
  const { store, clock, ids, log, faults, holidays } = parts;
  const executor = createExecutor({ store, holidays, log, faults, onCommit: () => outbox.kick() });
  const outbox = createOutbox({
    ...parts,
    busy: () => executor.busy || parts.awaited?.() === true,
    isAway: (place) => parts.edges?.get(place)?.() === false,
  });
  const timers = createTimers({ store, clock, log, faults, executor });
  const { edges } = parts;
  const scheduler = createScheduler({ store, clock, log, timers, outbox, ...(edges && { edges }) });
  const acquaintance = createAcquaintance({ store, log, directories: parts.directories ?? new Map() });
  const standing = createStanding(store);
  const linking = createLinking({ store, ids, executor });
  const owners = new Map<string, string>();

  async function ownerOf(room: string): Promise<string | undefined> {
    const known = owners.get(room) ?? (await store.roomOwner(room));
    if (known) owners.set(room, known);
    return known;
  }

  async function zoneOf(assembly: string): Promise<string> {
    const charter = (await store.head(assembly))?.doc.charter ?? '';
    const row = await store.aggregate(assembly, 'charter', charter);
    if (row?.type !== 'charter') throw new Error(`the charter ${charter} of ${assembly} is missing`);
    return (row.doc as AdoptedCharter).text.zone;
  }

  /**
   * With the people whom it names by the ids of their platform, as that knows them: they are asked for first, so
   * that what they are sent is in their language. Refuses `members.app`.
   */
  async function membersOf(job: Job, { platform, tenant }: Submission['as']): Promise<Job | Refusal> {
    const [command] = job.commands;
    if (command.type !== 'AdmitMembers' || job.source.kind !== 'person') return job;
    const met = command.members.map(async (externalId) => {
      const profile = await acquaintance.meet({ platform, tenant, externalId });
      return { externalId, profile };
    });
    const people = await Promise.all(met);
    if (people.some(({ profile }) => profile?.isBot)) return refuse('members.app', { field: 'members' });
    const members = people.map(({ externalId, profile }): Who => {
      const { name = null, lang = null, tenant: own = tenant } = profile ?? {};
      return { platform, tenant: own, externalId, newPerson: ids.uuid(), name, lang, institution: null };
    });
    return { ...job, source: { ...job.source, members } };
  }

  function carriedOut(job: Job): Promise<Execution> {
    const [command] = job.commands;
    if (command.type !== 'JoinPersons') return executor.execute(job);
    return command.code === null ? linking.ask(job) : linking.enter(job);
  }

  return {
    store,
    clock,
    ids,
    log,
    executor,
    timers,
    outbox,
    scheduler,
    async submit(submission) {
      const action = actions.get(submission.action);
      if (!action) return refuse('action.unknown', { params: { action: submission.action } });
      const assembly = await ownerOf(submission.room);
      if (!assembly) return refuse('room.unknown', { field: 'room' });
      const zone = action.fields.some((f) => f.kind === 'instant') ? await zoneOf(assembly) : 'UTC';
      const read = parse(acquaintance.introduced(submission), action, assembly, zone, ids);
      const job = isRefusal(read) ? read : await membersOf(read, submission.as);
      const end = isRefusal(job) ? job : await carriedOut(job);
      const fields = { assembly, action: action.name, delivery: submission.deliveryId };
      if (isRefusal(end)) log.info({ ...fields, code: end.refused }, 'refused');
      else {
        log.info({ ...fields, seq: end.events.at(-1)?.seq, replayed: end.replayed }, 'accepted');
        acquaintance.fillIn(submission.as);
        for (const member of membersIn(job)) acquaintance.fillIn(member);
      }
      return end;
    },
    acquaintance,
    standing,
    linking,
    forget() {
      owners.clear();
      standing.forget();
      acquaintance.forget();
    },
    async start() {
      await scheduler.start();
    },
    async stop() {
      await scheduler.stop();
      await executor.drain();
      await acquaintance.idle();
      await outbox.stop();
    },
  };
}

function membersIn(job: Job | Refusal): Who[] {
  return 'source' in job && job.source.kind === 'person' ? (job.source.members ?? []) : [];
}
