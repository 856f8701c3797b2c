// What can be wrong with a charter, as data: where, what, and what is expected there. Said in people's words
// elsewhere.

/** The names and positions that lead to a place in a charter: `['rules', 'notice', 'value', 'days']`. */
export type CharterPath = (string | number)[];

/** Each value may be fine by itself, and they contradict each other, or promise what can't happen. */
export type Incoherence =
  | 'zone-unknown'
  | 'doubled'
  | 'no-such-day'
  | 'recess-all-year'
  | 'hours-backwards'
  | 'quiet-empty'
  | 'minimum-too-long'
  | 'reminders-order'
  | 'reminders-too-early'
  | 'convocation-order'
  | 'grounds-missing'
  | 'computation-missing'
  | 'computation-unwanted'
  | 'form-not-accepted'
  | 'threshold-impossible'
  | 'seats-missing';

/** The action plan that a charter names can't be read, or is none. */
export type PlanFault = 'plan-absent' | 'plan-unreadable' | 'plan-faulty' | 'plan-doubled' | 'plan-misplaced';

export type FaultCode =
  | 'missing'
  | 'wrong'
  | 'unknown'
  | 'misnamed'
  | 'source'
  | 'twice'
  | PlanFault
  | Incoherence;

/** What belongs in a place; `values`, `min`, `max` and `n` are in the fault's parameters. */
export type Expectation =
  | 'text'
  | 'filled'
  | 'number'
  | 'whole-number'
  | 'truth'
  | 'list'
  | 'group'
  | 'one-of'
  | 'at-least'
  | 'at-most'
  | 'items-at-least'
  | 'items-at-most'
  | 'slug'
  | 'time'
  | 'day'
  | 'source'
  | 'known-name'
  | 'suggestion'
  | 'once'
  | 'plan'
  | PlanFault
  | Incoherence;

export interface CharterFault {
  path: CharterPath;
  code: FaultCode;
  expected: Expectation;
  /** `key`: the last name of the path; `found`: what stands there, as JSON; the rest as `expected` needs it. */
  params: { key: string; found: string } & Record<string, string | number>;
}

/** A fault at a place of a charter, with what stands there. */
export function faultAt(
  charter: unknown,
  path: CharterPath,
  code: FaultCode,
  expected: Expectation,
  params: Record<string, string | number> = {},
): CharterFault {
  const key = path.findLast((step) => typeof step === 'string') ?? 'charter';
  return {
    path,
    code,
    expected,
    params: { key: String(key), found: shortened(at(charter, path)), ...params },
  };
}

/** What stands at a place; undefined where there is none. */
export function at(charter: unknown, path: CharterPath): unknown {
  let here = charter;
  for (const step of path) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

function shortened(value: unknown): string {
  const json = JSON.stringify(value) ?? '';
  return json.length > 60 ? `${json.slice(0, 59)}…` : json;
}
