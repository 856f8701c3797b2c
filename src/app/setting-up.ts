// Setting up a concertation in a channel that has none yet. The draft is kept in the store, so that it can be
// gone on with for days; opening it makes the assembly, its charter, its coordination and its room at once.

import { assumptionsOf, type Charter, type RuleName } from '../domain/charter.ts';
import type { Command } from '../domain/commands.ts';
import { type Lang, langs } from '../domain/people.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { goOn, isAbandoned, notTheirs, type Setup, type SetupStep } from '../domain/setting-up.ts';
import type { Application } from './application.ts';
import { canonical, sha256 } from './chain.ts';
import { choice, type Field, type Value, Values } from './fields.ts';
import { parseField } from './inbound.ts';
import type { Answer, Who } from './job.ts';

/** A channel of a platform, as that calls it. */
export interface Channel {
  platform: string;
  tenant: string;
  channel: string;
}

/** What people do on the way, and what each asks for. `setup.adopt` is done to one assumption. */
export const setupActions: ReadonlyMap<string, readonly Field[]> = new Map<string, readonly Field[]>([
  ['setup.begin', []],
  ['setup.charter', [{ name: 'charter', kind: 'pick', of: 'charter', many: false, required: true }]],
  ['setup.adopt', []],
  ['setup.adopt-all', []],
  [
    'setup.assumptions',
    [{ name: 'assumptions', kind: 'pick', of: 'assumption', many: true, required: false }],
  ],
  ['setup.language', [choice('roomLang', langs, true)]],
  [
    'setup.people',
    [
      { name: 'coordinators', kind: 'member', many: true, required: true },
      { name: 'deputies', kind: 'member', many: true, required: false },
      { name: 'helpers', kind: 'member', many: true, required: false },
    ],
  ],
  ['setup.join', [{ name: 'code', kind: 'codes', most: 1, required: true }, choice('roomLang', langs, true)]],
  ['setup.open', []],
  ['setup.drop', []],
]);

/** A step of setting up as a platform delivered it. */
export interface SetupSubmission {
  /** The platform’s own id of this delivery; a repeated one changes nothing more. */
  deliveryId: string;
  /** UTC. */
  receivedAt: string;
  as: { externalId: string; name: string | null };
  at: Channel;
  action: string;
  target: string | null;
  values: Record<string, unknown>;
  lang: Lang;
}

/** Where setting up stands in a channel. */
export interface Standing {
  /** Null where nobody has begun, or nobody went on for too long. */
  setup: Setup | null;
  /** The one chosen; null before that. */
  charter: Charter | null;
}

export type SetupAnswer =
  /** `standing` after the step. */
  | { kind: 'standing'; standing: Standing }
  | { kind: 'opened'; assembly: string; room: string; answer: Answer }
  /** The channel is a further room of an assembly that lives elsewhere. */
  | { kind: 'joined'; assembly: string; room: string; answer: Answer }
  | { kind: 'dropped' };

export interface SettingUp {
  standing(at: Channel, now: string): Promise<Standing>;
  /**
   * One step; answers when it is on disk. Refuses `action.unknown`, `room.taken`, `setup.no-charter`,
   * `setup.charter-changed` (its file is another than the one that was shown), those of `goOn`, of the fields,
   * of `Linking.addRoom` and of the executor.
   */
  submit(submission: SetupSubmission): Promise<SetupAnswer | Refusal>;
  /** Forgets the drafts with which nobody goes on. @param now UTC */
  sweep(now: string): Promise<void>;
}

/** @param load a charter by its id; refuses `charter.unknown` */
export function createSettingUp(
  app: Application,
  load: (id: string) => Promise<Charter | Refusal>,
): SettingUp {
  const { store } = app;

  async function read(at: Channel): Promise<{ raw: string | null; setup: Setup | undefined }> {
    const raw = (await store.setting(keyOf(at))) ?? null;
    return { raw, setup: raw === null ? undefined : (JSON.parse(raw) as Setup) };
  }

  async function chosen(setup: Setup | undefined): Promise<Charter | Refusal> {
    if (!setup?.charter) return refuse('setup.no-charter');
    const charter = await load(setup.charter.ref.replace(/@\d+$/, ''));
    if (isRefusal(charter)) return charter;
    return digestOf(charter) === setup.charter.digest ? charter : refuse('setup.charter-changed');
  }

  async function sweep(now: string): Promise<void> {
    for (const { key, value } of await store.settingsUnder(prefix))
      if (isAbandoned(JSON.parse(value) as Setup, now)) await store.swapSetting(key, value, null);
  }

  async function change(submission: SetupSubmission, values: Values): Promise<SetupAnswer | Refusal> {
    const { as, at, receivedAt } = submission;
    for (let tries = 0; tries < mostTries; tries++) {
      const { raw, setup } = await read(at);
      const stop = setup && !isAbandoned(setup, receivedAt) && notTheirs(setup, as.externalId);
      if (stop) return stop;
      const step = await stepOf(submission, values, setup);
      if (isRefusal(step)) return step;
      const end = goOn(setup, step, as.externalId, receivedAt);
      if (isRefusal(end)) return end;
      if (await store.swapSetting(keyOf(at), raw, JSON.stringify(end.setup))) {
        const charter = await chosen(end.setup);
        return {
          kind: 'standing',
          standing: { setup: end.setup, charter: isRefusal(charter) ? null : charter },
        };
      }
    }
    return refuse('service.busy');
  }

  async function stepOf(
    { action, target, lang }: SetupSubmission,
    v: Values,
    setup: Setup | undefined,
  ): Promise<SetupStep | Refusal> {
    if (action === 'setup.begin') return { step: 'begin', lang };
    if (!setup) return refuse('setup.none');
    if (action === 'setup.people') {
      const [coordinators, deputies] = [v.strings('coordinators'), v.strings('deputies')];
      return { step: 'people', coordinators, deputies, helpers: v.strings('helpers') };
    }
    if (action === 'setup.charter') {
      const charter = await load(v.string('charter'));
      return isRefusal(charter) ? charter : { step: 'charter', charter, digest: digestOf(charter) };
    }
    const charter = await chosen(setup);
    if (isRefusal(charter)) return charter;
    switch (action) {
      case 'setup.adopt':
        return { step: 'adopt', charter, rules: [target ?? ''], more: true };
      case 'setup.adopt-all':
        return { step: 'adopt', charter, rules: assumptionsOf(charter), more: true };
      case 'setup.assumptions':
        return { step: 'adopt', charter, rules: v.strings('assumptions'), more: false };
      default:
        return { step: 'language', charter, lang: v.string('roomLang') as Lang };
    }
  }

  async function drop({ as, at }: SetupSubmission): Promise<SetupAnswer | Refusal> {
    const { raw, setup } = await read(at);
    if (!setup) return { kind: 'dropped' };
    const stop = notTheirs(setup, as.externalId);
    if (stop) return stop;
    return (await store.swapSetting(keyOf(at), raw, null)) ? { kind: 'dropped' } : refuse('service.busy');
  }

  async function open(submission: SetupSubmission): Promise<SetupAnswer | Refusal> {
    const { as, at, receivedAt, deliveryId } = submission;
    const { raw, setup } = await read(at);
    const former = raw === null ? await openedBy(submission) : undefined;
    if (former) return former;
    if (!setup || isAbandoned(setup, receivedAt)) return refuse('setup.none');
    const stop = notTheirs(setup, as.externalId);
    if (stop) return stop;
    const charter = await chosen(setup);
    if (isRefusal(charter)) return charter;
    const people = [...new Set([as.externalId, ...peopleOf(setup)])].map((id) => whoIs(submission, id));
    const answer = await app.executor.execute({
      assembly: assemblyIdOf(at),
      at: receivedAt,
      delivery: deliveryId,
      commands: foundingOf(setup, charter, submission),
      source: { kind: 'founding', who: whoIs(submission, as.externalId), people, ids: app.ids },
    });
    if (isRefusal(answer)) return answer;
    await store.swapSetting(keyOf(at), raw, null);
    for (const { platform, tenant, externalId } of people)
      app.acquaintance.fillIn({ platform, tenant, externalId });
    return { kind: 'opened', assembly: assemblyIdOf(at), room: roomOf(at), answer };
  }

  /** Whoever is preparing another concertation here goes on with that, or drops it first. */
  async function join(submission: SetupSubmission, values: Values): Promise<SetupAnswer | Refusal> {
    const { as, at, receivedAt, deliveryId } = submission;
    const { raw, setup } = await read(at);
    const stop = setup && !isAbandoned(setup, receivedAt) && notTheirs(setup, as.externalId);
    if (stop) return stop;
    const [code = ''] = values.strings('code');
    const room = roomOf(at);
    const end = await app.linking.addRoom({
      code,
      room,
      lang: values.string('roomLang') as Lang,
      who: whoIs(submission, as.externalId),
      at: receivedAt,
      delivery: deliveryId,
    });
    if (isRefusal(end)) return end;
    if (raw !== null) await store.swapSetting(keyOf(at), raw, null);
    const { platform, tenant, externalId } = whoIs(submission, as.externalId);
    app.acquaintance.fillIn({ platform, tenant, externalId });
    return { kind: 'joined', room, ...end };
  }

  /** The answer already given, where the same delivery has opened it. */
  async function openedBy({ as, at, deliveryId }: SetupSubmission): Promise<SetupAnswer | undefined> {
    const [receipt] = await store.receipts([`${assemblyIdOf(at)}:${at.platform}:${deliveryId}`]);
    if (receipt?.fingerprint !== sha256(as.externalId)) return undefined;
    const { answer } = JSON.parse(receipt.result) as { answer: Answer };
    const replayed = { ...answer, replayed: true };
    return { kind: 'opened', assembly: assemblyIdOf(at), room: roomOf(at), answer: replayed };
  }

  /** With what is remembered of them; who isn’t known yet is named a little later. */
  function whoIs({ as, at, lang }: SetupSubmission, externalId: string): Who {
    const key = { platform: at.platform, tenant: at.tenant, externalId };
    const profile = app.acquaintance.known(key);
    const own = externalId === as.externalId;
    return {
      ...key,
      tenant: profile?.tenant ?? at.tenant,
      newPerson: app.ids.uuid(),
      name: profile?.name ?? (own ? as.name : null),
      lang: profile?.lang ?? (own ? lang : null),
      institution: null,
    };
  }

  return {
    sweep,
    async standing(at, now) {
      const { setup } = await read(at);
      if (!setup || isAbandoned(setup, now)) return { setup: null, charter: null };
      const charter = await chosen(setup);
      return { setup, charter: isRefusal(charter) ? null : charter };
    },
    async submit(submission) {
      const { action, at, receivedAt } = submission;
      const fields = setupActions.get(action);
      if (!fields) return refuse('action.unknown', { params: { action } });
      const values = valuesOf(fields, submission.values);
      if (isRefusal(values)) return values;
      const end = await carriedOut(submission, values);
      const noted = { action, delivery: submission.deliveryId };
      if (isRefusal(end)) app.log.info({ ...noted, code: end.refused }, 'refused');
      else app.log.info({ ...noted, assembly: assemblyIdOf(at) }, 'accepted');
      if (action === 'setup.begin') await sweep(receivedAt);
      return end;
    },
  };

  async function carriedOut(submission: SetupSubmission, values: Values): Promise<SetupAnswer | Refusal> {
    const { action, at } = submission;
    if (action === 'setup.open') {
      const end = await open(submission);
      return isRefusal(end) && (await store.roomOwner(roomOf(at))) ? refuse('room.taken') : end;
    }
    if (action === 'setup.join') return join(submission, values);
    if (await store.roomOwner(roomOf(at))) return refuse('room.taken');
    if (action === 'setup.drop') return drop(submission);
    if (action === 'setup.people')
      for (const name of ['coordinators', 'deputies', 'helpers'])
        for (const externalId of values.strings(name))
          void app.acquaintance.meet({ platform: at.platform, tenant: at.tenant, externalId });
    return change(submission, values);
  }
}

/** One assembly begins in one channel, so it is called after it: 'slack-t024be7lh-c1h9resgl'. */
export function assemblyIdOf(at: Channel): string {
  const room = roomOf(at);
  const plain = room.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  // Of names in small letters or with signs something is lost on the way, and two could be called alike.
  const exact = /^[a-z]+:[A-Z0-9]+:[A-Z0-9]+$/.test(room);
  return exact ? plain : `${plain}-${sha256(room).slice(0, 8)}`;
}

export function roomOf({ platform, tenant, channel }: Channel): string {
  return `${platform}:${tenant}:${channel}`;
}

const prefix = 'setup:';
const mostTries = 5;

function keyOf(at: Channel): string {
  return `${prefix}${roomOf(at)}`;
}

function digestOf(charter: Charter): string {
  return sha256(canonical(charter));
}

function peopleOf({ coordinators, deputies, adopted }: Setup): string[] {
  const adopting = Object.values(adopted).map(({ by }) => by);
  return [...coordinators, ...deputies, ...adopting];
}

function foundingOf(setup: Setup, charter: Charter, { as, at }: SetupSubmission): [Command, ...Command[]] {
  const { coordinators, deputies, adopted, lang } = setup;
  const assumptions = assumptionsOf(charter).flatMap((rule: RuleName) => {
    const taken = adopted[rule];
    return taken ? [{ rule, ...taken }] : [];
  });
  return [
    { type: 'OpenAssembly', charter, assumptions, coordinators, deputies },
    { type: 'OpenRoom', ...at, lang, by: as.externalId },
  ];
}

/** Refuses as fields do. There are no words among them, so nothing is put aside. */
function valuesOf(fields: readonly Field[], given: Record<string, unknown>): Values | Refusal {
  const values: Record<string, Value> = {};
  const stray = Object.keys(given).find((name) => !fields.some((f) => f.name === name));
  if (stray !== undefined) return refuse('values.invalid', { field: stray });
  for (const field of fields) {
    const value = parseField(field, given[field.name], 'UTC', () => {
      throw new Error('setting up asks for no words');
    });
    if (isRefusal(value)) return value;
    values[field.name] = value;
  }
  return new Values(values);
}
