// What there is to carry out inside one transaction, and how it ended.

import type { Command } from '../domain/commands.ts';
import type { EventName } from '../domain/events.ts';
import type { EntrySource } from '../domain/people.ts';
import type { Note } from './notes.ts';
import type { Content, Ids } from './ports.ts';

/** Who acts, as the platform knows them. */
export interface Who {
  platform: string;
  tenant: string;
  externalId: string;
  /** The person’s id if this is the first time that they are seen. */
  newPerson: string;
  name: string | null;
  lang: string | null;
  /** For whom they speak: null for themselves; undefined when they didn’t say. */
  institution: string | null | undefined;
}

/** Somebody who telephoned or wrote, for whom a coordinator enters what they said. */
export interface Behalf {
  name: string;
  institution: string | null;
  mail: string | null;
  source: EntrySource;
}

/** Something to carry out: a person’s act, a timer that is due, or a step of setting up. */
export interface Job {
  assembly: string;
  /** The instant that counts, UTC: receipt of an act, or the present for a timer. */
  at: string;
  /** For the log: what this job came from. */
  delivery: string;
  /** Carried out in their order, all or none. */
  commands: [Command, ...Command[]];
  source:
    | {
        kind: 'person';
        who: Who;
        contents: Content[];
        ids: Ids;
        action: string;
        behalf: Behalf | null;
        /** People of the platform whom it names, as that knows them. */
        members?: Who[];
        /** The room in which it was done; none for what was done elsewhere. */
        room?: string;
        /** They have proved that they are this person, whatever they were known as; in which other assemblies. */
        link?: { into: string; also: string[] };
        /** Of how it was read. */
        notes?: Note[];
      }
    | { kind: 'timer'; key: string; dueAt: string }
    | { kind: 'setup' }
    /** Somebody opens an assembly that isn’t there yet; its commands name people as their platform does. */
    | { kind: 'founding'; who: Who; people: Who[]; ids: Ids };
}

export interface Answer {
  accepted: true;
  /** What the act was about or brought forth, by type: `{ objection: 'O3', proposal: 'P1' }`. */
  refs: Record<string, string>;
  events: { seq: number; name: EventName }[];
  replayed: boolean;
  /** What its author is told along with it, where there is anything. */
  notes?: Note[];
}
