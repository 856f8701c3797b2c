// Somebody before a room of a platform, at this instant: what every answer to them is drawn from.

import type { Application } from '../app/application.ts';
import { pageReads } from '../app/page-reads.ts';
import type { Head, Identity, IdentityKey } from '../app/ports.ts';
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

type Host = Pick<Application, 'store' | 'clock' | 'acquaintance'>;

/** @param said the language in which the platform reports them; undefined where the room has no assembly */
export async function visitOf(
  host: Host,
  who: IdentityKey,
  room: string,
  said: Lang | null = null,
): Promise<Visit | undefined> {
  const owner = await host.store.roomOwner(room);
  const head = owner === undefined ? undefined : await host.store.head(owner);
  return head && visitIn(host, who, head, room, said);
}

/** Of every assembly with a room among these, in which they speak for somebody or coordinate. */
export async function visitsOf(
  host: Host,
  who: IdentityKey,
  isHere: (room: string) => boolean,
  said: Lang | null = null,
): Promise<Visit[]> {
  const visits: Visit[] = [];
  for (const head of await host.store.heads()) {
    const room = head.doc.rooms.find(isHere);
    const visit = room === undefined ? undefined : await visitIn(host, who, head, room, said);
    if (visit && (visit.reader.coordinates || visit.reader.institutions.length > 0)) visits.push(visit);
  }
  return visits;
}

/** The language in which to speak to somebody of whom no room is known; null where nobody said. */
export async function langOf(host: Host, who: IdentityKey): Promise<Lang | null> {
  return langOfKnown(host, who, await host.store.identity(who.platform, who.tenant, who.externalId));
}

async function langOfKnown(
  { store, acquaintance }: Host,
  who: IdentityKey,
  known: Identity | undefined,
): Promise<Lang | null> {
  const person = known && (await store.person(known.person));
  return langs.find((lang) => lang === person?.lang) ?? acquaintance.known(who)?.lang ?? null;
}

async function visitIn(
  host: Host,
  who: IdentityKey,
  head: Head,
  room: string,
  said: Lang | null,
): Promise<Visit> {
  const { store, clock } = host;
  const scene = new Scene(pageReads(store), head.doc);
  const now = clock.now();
  const known = await store.identity(who.platform, who.tenant, who.externalId);
  const own = await langOfKnown(host, who, known);
  return {
    room,
    scene,
    reader: await readerOf(scene, known?.person ?? null, now),
    t: translator(own ?? said ?? (await scene.room(room)).lang),
    zone: (await scene.charterInForce()).zone,
    now,
  };
}
