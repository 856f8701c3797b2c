// Furnishes a room, the local one for its users: forgets everything, opens an assembly under a charter, and, with the
// data set, lets fictional institutions in and opens a call through the same actions as anybody.

import type { Application } from '../../src/app/application.ts';
import { noChanges } from '../../src/app/batch.ts';
import { genesis, textDigest } from '../../src/app/chain.ts';
import { type Execution, systemNow } from '../../src/app/execute.ts';
import type { Job } from '../../src/app/job.ts';
import type { Content, Identity, Person } from '../../src/app/ports.ts';
import { loadCharter } from '../../src/charters/presets.ts';
import { newAssembly } from '../../src/domain/assembly.ts';
import { instant } from '../../src/domain/calendar.ts';
import type { Charter } from '../../src/domain/charter.ts';
import type { Command } from '../../src/domain/commands.ts';
import { type Lang, mandateId, type Profile } from '../../src/domain/people.ts';
import { isRefusal, type Refusal } from '../../src/domain/refusal.ts';
import { platformName, tenant } from './announcer.ts';
import { allIn, type Furnishings, readData } from './furnishings.ts';

const assembly = 'concertation';

/** Where it is furnished, and who there are the people of the data set. */
export interface FurnishedPlace {
  platform: string;
  tenant: string;
  channel: string;
  externalId(person: string): string;
}

/** Who can be impersonated, for whom they speak, and in which language. */
export interface Persona {
  person: string;
  name: string;
  lang: Lang;
  institution: string | null;
  institutionName: string | null;
  role: 'coordinator' | 'deputy' | 'partner' | 'other';
}

export interface Furnished {
  /** Null where there is none yet. */
  assembly: string | null;
  charter: string | null;
  rooms: string[];
  people: Persona[];
  calls: string[];
  proposals: string[];
}

export interface Furniture {
  /** The id of a file in charters/. */
  charter: string;
  /**
   * `empty`: the coordinators alone. `colignon`: institutions and an open call as well. `members`: the
   * institutions of the demo, before anything has happened. `nothing`: people alone, and no assembly: it is set
   * up by them.
   */
  data: string;
  /** Everybody’s language and the room’s, in place of their own. */
  lang?: Lang | undefined;
}

export const peopleSetting = 'sandbox.people';
export const sandboxSetting = 'sandbox';

/**
 * Refuses `charter.unknown` and `data.unknown`; then nothing has been forgotten.
 *
 * @param setClock called when everything is forgotten and before anything is done
 */
export async function furnish(
  app: Application,
  furniture: Furniture,
  setClock: () => Promise<void>,
): Promise<Furnished | Refusal> {
  const charter = await loadCharter(furniture.charter);
  if (isRefusal(charter)) return charter;
  const read = await readData(furniture.data);
  if (isRefusal(read)) return read;
  const data = furniture.lang ? allIn(read, furniture.lang) : read;

  await app.store.wipe();
  app.forget();
  await app.store.setSetting(sandboxSetting, 'yes');
  await setClock();
  await app.store.beat('service', app.clock.now());
  if (furniture.data === 'nothing') return peopleAlone(app, data);
  const place = {
    platform: platformName,
    tenant,
    channel: data.room,
    externalId: (person: string) => person,
  };
  return furnishRoom(app, charter, data, place);
}

/** What the data set holds, done in a room that has no assembly yet. */
export function furnishRoom(
  app: Application,
  charter: Charter,
  data: Furnishings,
  place: FurnishedPlace,
): Promise<Furnished> {
  return new Furnisher(app, charter, data, place).furnish();
}

/** They are met when they do something, as on any platform. */
async function peopleAlone(app: Application, data: Furnishings): Promise<Furnished> {
  const members = data.institutions.flatMap((i) => i.people);
  const all = [...data.coordinators, ...data.deputies, ...data.others, ...members];
  const alone = { role: 'other', institution: null, institutionName: null } as const;
  const people = all.map((someone): Persona => ({ ...someone, ...alone }));
  await app.store.setSetting(peopleSetting, JSON.stringify(people));
  return { assembly: null, charter: null, rooms: [], people, calls: [], proposals: [] };
}

class Furnisher {
  readonly #app: Application;
  readonly #charter: Charter;
  readonly #data: Furnishings;
  readonly #place: FurnishedPlace;
  readonly #persons = new Map<string, string>();
  #steps = 0;

  constructor(app: Application, charter: Charter, data: Furnishings, place: FurnishedPlace) {
    this.#app = app;
    this.#charter = charter;
    this.#data = data;
    this.#place = place;
  }

  async furnish(): Promise<Furnished> {
    const data = this.#data;
    await this.#open();
    const room = await this.#openRoom();
    const people: Persona[] = [];
    for (const [role, list] of [
      ['coordinator', data.coordinators],
      ['deputy', data.deputies],
      ['other', data.others],
    ] as const) {
      people.push(...list.map((s) => ({ ...s, role, institution: null, institutionName: null })));
    }
    for (const { name, people: members, ...profile } of data.institutions) {
      const institution = await this.#register(name, profile);
      if (this.#charter.rules.membership.value === 'signature')
        await this.#asCoordinator({ type: 'SignCharter', institution }, []);
      for (const member of members) {
        await this.#confirm(member.person, institution);
        people.push({ ...member, role: 'partner', institution, institutionName: name });
      }
    }
    await this.#app.store.setSetting(peopleSetting, JSON.stringify(people));
    const { calls, proposals } = await this.#openCall(room, people);
    return {
      assembly,
      charter: `${this.#charter.id}@${this.#charter.version}`,
      rooms: [room],
      people,
      calls,
      proposals,
    };
  }

  async #open(): Promise<void> {
    const { ids, store } = this.#app;
    const persons: Person[] = [];
    const identities: Identity[] = [];
    const linkedAt = this.#app.clock.now();
    const members = this.#data.institutions.flatMap((i) => i.people);
    for (const { person, name, lang } of [
      ...this.#data.coordinators,
      ...this.#data.deputies,
      ...this.#data.others,
      ...members,
    ]) {
      const id = ids.uuid();
      this.#persons.set(person, id);
      persons.push({ id, name, lang });
      identities.push({ ...this.#identity(person), person: id, linkedAt });
    }
    const head = { assembly, seq: 0, hash: genesis, doc: newAssembly(assembly) };
    await store.transact((tx) => tx.write({ ...noChanges(systemNow()), heads: [head], persons, identities }));
    const idsOf = (list: { person: string }[]) => list.map((s) => this.#id(s.person));
    await this.#asService({
      type: 'OpenAssembly',
      charter: this.#charter,
      assumptions: [],
      coordinators: idsOf(this.#data.coordinators),
      deputies: idsOf(this.#data.deputies),
    });
  }

  async #openRoom(): Promise<string> {
    const { platform, tenant, channel } = this.#place;
    await this.#asService({
      type: 'OpenRoom',
      platform,
      tenant,
      channel,
      lang: this.#data.lang,
      by: null,
    });
    return `${platform}:${tenant}:${channel}`;
  }

  async #register(name: string, profile: Omit<Profile, 'votesWith'>): Promise<string> {
    const { ids } = this.#app;
    const content: Content = { id: ids.uuid(), assembly, author: null, salt: ids.salt(), text: name };
    const ref = { id: content.id, sha256: textDigest(content.salt ?? '', name) };
    const rest = { votesWith: null, contact: null };
    const command = { type: 'RegisterInstitution', name: ref, ...profile, ...rest } as const;
    const refs = await this.#asCoordinator(command, [content]);
    return refs.institution as string;
  }

  async #confirm(person: string, institution: string): Promise<void> {
    const mandate = mandateId(this.#id(person), institution);
    await this.#asCoordinator({ type: 'ConfirmMandate', mandate }, []);
  }

  async #openCall(room: string, people: Persona[]): Promise<{ calls: string[]; proposals: string[] }> {
    const { call } = this.#data;
    if (!call) return { calls: [], proposals: [] };
    const zoned = Temporal.Instant.from(this.#app.clock.now()).toZonedDateTimeISO(this.#charter.zone);
    const lastDay = zoned
      .add(call.openFor)
      .with({ hour: 23, minute: 59, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
    const act = async (
      by: string,
      action: string,
      target: string | null,
      values: Record<string, unknown>,
    ) => {
      const persona = people.find((p) => p.person === by);
      const end = await this.#app.submit({
        deliveryId: `setup-${++this.#steps}`,
        receivedAt: this.#app.clock.now(),
        as: { ...this.#identity(by), name: persona?.name ?? by },
        institution: persona?.institution ?? null,
        room,
        action,
        target,
        values,
        lang: 'fr',
      });
      return accepted(end);
    };
    const closesAt = instant(lastDay.toInstant());
    const { title, frame, fund, objectives } = call;
    const terms = { title, frame, fund, objectives, closesAt };
    const opened = (await act(call.by, 'call.open', null, terms)).call as string;
    const proposals: string[] = [];
    for (const { by, ...values } of call.proposals) {
      proposals.push((await act(by, 'proposal.submit', opened, values)).proposal as string);
    }
    return { calls: [opened], proposals };
  }

  #identity(person: string) {
    const { platform, tenant, externalId } = this.#place;
    return { platform, tenant, externalId: externalId(person) };
  }

  #id(person: string): string {
    const id = this.#persons.get(person);
    if (!id) throw new Error(`${person} isn't among the people of the data set`);
    return id;
  }

  #asService(command: Command): Promise<Record<string, string>> {
    return this.#run({ kind: 'setup' }, command);
  }

  #asCoordinator(command: Command, contents: Content[]): Promise<Record<string, string>> {
    const coordinator = this.#data.coordinators[0]?.person ?? '';
    const who = {
      ...this.#identity(coordinator),
      newPerson: this.#id(coordinator),
      name: null,
      lang: null,
      institution: null,
    };
    const { ids } = this.#app;
    return this.#run({ kind: 'person', who, contents, ids, action: 'setup', behalf: null }, command);
  }

  async #run(source: Job['source'], command: Command): Promise<Record<string, string>> {
    const delivery = `setup-${++this.#steps}`;
    const commands: Job['commands'] = [command];
    return accepted(
      await this.#app.executor.execute({ assembly, at: this.#app.clock.now(), delivery, commands, source }),
    );
  }
}

function accepted(end: Execution): Record<string, string> {
  if (isRefusal(end)) throw new Error(`a step of the set-up was refused: ${end.refused}`);
  return end.refs;
}
