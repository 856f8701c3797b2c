// Somebody before a room of a platform, at this instant: what every answer to them is drawn from.

import type { Application } from '../app/application.ts';
import type { IdentityKey, Person, Presence } from '../app/ports.ts';
import { type Lang, langs } from '../domain/people.ts';
import { type Reader, readerOf } from './form-readers.ts';
import { Scene } from './scene.ts';
import { type Translator, translator } from './translator.ts';

export interface Visit {
  /** A room of the assembly. */
  room: string;
  scene: Scene;
  reader: Reader;
  /** In the reader’s own language as far as it is known, else in the one given, else in the room’s. */
  t: Translator;
  /** The assembly’s time zone. */
  zone: string;
  /** UTC. */
  now: string;
}

type Host = Pick<Application, 'store' | 'clock' | 'acquaintance' | 'standing'>;

/** @param said the language in which the platform reports them; undefined where the room has no assembly */
export async function visitOf(
  host: Host,
  who: IdentityKey,
  room: string,
  said: Lang | null = null,
): Promise<Visit | undefined> {
  const presence = await host.store.presence(room, who);
  return presence && visitIn(host, who, presence, room, said);
}

/** Of every assembly with a room among these, in which they speak for somebody or coordinate. */
export async function visitsOf(
  host: Host,
  who: IdentityKey,
  isHere: (room: string) => boolean,
  said: Lang | null = null,
): Promise<Visit[]> {
  const visits: Visit[] = [];
  const person = await personOf(host, who);
  for (const head of await host.store.heads()) {
    const room = head.doc.rooms.find(isHere);
    const visit = room === undefined ? undefined : await visitIn(host, who, { head, person }, room, said);
    if (visit && (visit.reader.coordinates || visit.reader.institutions.length > 0)) visits.push(visit);
  }
  return visits;
}

/** The language in which to speak to somebody of whom no room is known; null where nobody said. */
export async function langOf(host: Host, who: IdentityKey): Promise<Lang | null> {
  return langOfKnown(host, who, await personOf(host, who));
}

async function personOf(
  { store }: Host,
  { platform, tenant, externalId }: IdentityKey,
): Promise<Person | null> {
  const known = await store.identity(platform, tenant, externalId);
  if (!known) return null;
  return (await store.person(known.person)) ?? { id: known.person, name: null, lang: null };
}

function langOfKnown({ acquaintance }: Host, who: IdentityKey, person: Person | null): Lang | null {
  return langs.find((lang) => lang === person?.lang) ?? acquaintance.known(who)?.lang ?? null;
}

async function visitIn(
  host: Host,
  who: IdentityKey,
  { head, person }: Presence,
  room: string,
  said: Lang | null,
): Promise<Visit> {
  const scene = new Scene(host.standing.readsAt(head), head.doc);
  const now = host.clock.now();
  const own = langOfKnown(host, who, person);
  return {
    room,
    scene,
    reader: await readerOf(scene, person?.id ?? null, now),
    t: translator(own ?? said ?? (await scene.room(room)).lang),
    zone: (await scene.charterInForce()).zone,
    now,
  };
}
