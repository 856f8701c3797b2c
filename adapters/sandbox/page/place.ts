// Where a reader stands: under whose name, in which language, before which channel. Links and forms carry it
// along, so that two people can stand in two windows of one browser.

import { html } from 'hono/html';
import type { Lang } from '../../../src/domain/people.ts';
import type { Reader } from '../../../src/ui/form-readers.ts';
import type { Scene } from '../../../src/ui/scene.ts';
import { type Translator, translator } from '../../../src/ui/translator.ts';
import { type LocalRoom, langOf } from '../room.ts';
import type { Persona } from '../setup.ts';

export type Html = ReturnType<typeof html>;

export interface Place {
  person: string;
  lang: Lang;
  /** `salon`, `inbox`, `journal`, `settings`, or the id of the message whose thread is read. */
  at: string;
}

/** Everything that a page needs to know of whoever looks at it, at that instant. */
export interface Visit {
  place: Place;
  t: Translator;
  persona: Persona;
  people: Persona[];
  /** Undefined before anything is there. */
  scene: Scene | undefined;
  reader: Reader;
  now: string;
  zone: string;
}

export interface Query {
  as?: string | undefined;
  lang?: string | undefined;
  in?: string | undefined;
}

export async function visitOf(local: LocalRoom, query: Query): Promise<Visit> {
  const people = await local.people();
  const persona = personaOf(people, query.as);
  const lang = langOf(query.lang) ?? persona.lang;
  const scene = await local.scene();
  const reader = scene
    ? await local.reader(scene, persona.person)
    : { person: null, institutions: [], coordinates: false };
  const place = { person: persona.person, lang, at: query.in || 'salon' };
  return {
    place,
    t: translator(lang),
    persona,
    people,
    scene,
    reader,
    now: local.now(),
    zone: await local.zone(),
  };
}

export function link(path: string, place: Place, params: Record<string, string> = {}): string {
  const at = place.at === 'salon' ? {} : { in: place.at };
  return `${path}?${new URLSearchParams({ as: place.person, lang: place.lang, ...at, ...params })}`;
}

/** The same place as the fields of a form. */
export function placeFields(place: Place): Html {
  return html`<input type="hidden" name="as" value="${place.person}">
    <input type="hidden" name="lang" value="${place.lang}">
    <input type="hidden" name="in" value="${place.at}">`;
}

/** The name in the address of whoever looks in without belonging to the concertation. */
export const stranger = 'visiteur';

const nameable = /^[^\p{Cc}\p{Cs}]{1,100}$/u;

/** A stranger is somebody too: they act under the name in the address, for no institution. */
function personaOf(people: Persona[], as: string | undefined): Persona {
  const known = people.find((p) => p.person === as);
  if (known) return known;
  const [first] = people;
  if (!as && first) return first;
  const person = as && nameable.test(as) ? as : stranger;
  return { person, name: person, lang: 'fr', institution: null, institutionName: null, role: 'other' };
}
