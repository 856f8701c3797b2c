// Setting a concertation up in a channel that has none yet: the draft that one person, and whom they name,
// fill in until they open it. Nothing of it is in force before that.

import { assumptionsOf, type Charter, charterRef, type RuleName } from './charter.ts';
import type { Lang } from './people.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Who is called how here: people by the ids that their platform gives them. Names stand apart. */
export interface Setup {
  /** Whoever began it. */
  by: string;
  /** Whom they let go on with it. */
  helpers: string[];
  /** UTC. */
  begunAt: string;
  /** When anybody last went on with it, UTC. */
  touchedAt: string;
  /** `id@version` of the charter that was chosen, and the digest of what was shown of it. */
  charter: { ref: string; digest: string } | null;
  /** The assumptions adopted so far: by whose hand, and when (UTC). */
  adopted: Partial<Record<RuleName, { by: string; at: string }>>;
  /** Of the room. */
  lang: Lang;
  coordinators: string[];
  deputies: string[];
}

/** So many days after anybody last went on with it, a draft is nobody’s any more. */
export const abandonedAfterDays = 14;

/** Whether nobody has gone on with it for too long. @param at UTC */
export function isAbandoned({ touchedAt }: Setup, at: string): boolean {
  return at >= endOf(touchedAt);
}

/** When a draft last touched at that instant ends, UTC. */
export function endOf(touchedAt: string): string {
  const end = Temporal.Instant.from(touchedAt).add({ hours: abandonedAfterDays * 24 });
  return end.toString({ fractionalSecondDigits: 3 });
}

export type SetupStep =
  | { step: 'begin'; lang: Lang }
  | { step: 'charter'; charter: Charter; digest: string }
  /** These assumptions of the chosen charter and no others; `more`: these too. */
  | { step: 'adopt'; charter: Charter; rules: readonly string[]; more: boolean }
  | { step: 'language'; charter: Charter; lang: Lang }
  | { step: 'people'; coordinators: string[]; deputies: string[]; helpers: string[] };

/**
 * One step of setting up. Beginning again goes on where it stood; choosing another charter forgets what was
 * adopted of the former one.
 *
 * Refuses `setup.none` before it has begun, `setup.not-yours` with `by` and the instant `until` which nobody
 * else may go on, `assumption.unknown`, `values.invalid` for a language that the charter hasn’t, and
 * `values.missing` without a coordinator.
 */
export function goOn(
  setup: Setup | undefined,
  step: SetupStep,
  by: string,
  at: string,
): { setup: Setup } | Refusal {
  const current = setup && !isAbandoned(setup, at) ? setup : undefined;
  if (!current) {
    if (step.step !== 'begin') return refuse('setup.none');
    return { setup: begun(by, at, step.lang) };
  }
  const stop = notTheirs(current, by);
  if (stop) return stop;
  const touched = { ...current, touchedAt: at };
  switch (step.step) {
    case 'begin':
      return { setup: touched };
    case 'charter':
      return { setup: chosen(touched, step) };
    case 'adopt':
      return adopting(touched, step, by, at);
    case 'language':
      if (!step.charter.languages.includes(step.lang)) return refuse('values.invalid', { field: 'lang' });
      return { setup: { ...touched, lang: step.lang } };
    case 'people': {
      const { coordinators, deputies, helpers } = step;
      if (coordinators.length === 0) return refuse('values.missing', { field: 'coordinators' });
      const standIns = deputies.filter((person) => !coordinators.includes(person));
      return { setup: { ...touched, coordinators, deputies: standIns, helpers } };
    }
  }
}

/** Whoever began it and whom they named go on with it. Refuses `setup.not-yours`. */
export function notTheirs({ by, helpers, touchedAt }: Setup, person: string): Refusal | undefined {
  if (by === person || helpers.includes(person)) return undefined;
  return refuse('setup.not-yours', { params: { by, until: endOf(touchedAt) } });
}

function begun(by: string, at: string, lang: Lang): Setup {
  const open = { charter: null, adopted: {}, helpers: [], deputies: [] };
  return { by, begunAt: at, touchedAt: at, lang, coordinators: [by], ...open };
}

function chosen(setup: Setup, { charter, digest }: { charter: Charter; digest: string }): Setup {
  const ref = charterRef(charter);
  if (setup.charter?.digest === digest) return setup;
  const [first] = charter.languages;
  const lang = charter.languages.includes(setup.lang) ? setup.lang : (first ?? setup.lang);
  return { ...setup, charter: { ref, digest }, adopted: {}, lang };
}

function adopting(
  setup: Setup,
  { charter, rules, more }: { charter: Charter; rules: readonly string[]; more: boolean },
  by: string,
  at: string,
): { setup: Setup } | Refusal {
  const assumed = assumptionsOf(charter);
  const stray = rules.find((rule) => !assumed.some((name) => name === rule));
  if (stray !== undefined)
    return refuse('assumption.unknown', { field: 'assumptions', params: { rule: stray } });
  const taken = assumed.filter((name) => rules.includes(name) || (more && setup.adopted[name]));
  const adopted = taken.map((name) => [name, setup.adopted[name] ?? { by, at }]);
  return { setup: { ...setup, adopted: Object.fromEntries(adopted) } };
}
