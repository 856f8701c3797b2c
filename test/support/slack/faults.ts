// What goes wrong on Slack's side in a test: which calls fail, how, and how often.

export type Fault =
  /** 429, with the seconds to wait; null where Slack names none. */
  | { kind: 'rate'; retryAfter: number | null }
  | { kind: 'status'; status: number }
  /** A refusal in Slack's words ('internal_error', 'is_archived', …). */
  | { kind: 'error'; error: string }
  /** Accepted, but the sender hears nothing. */
  | { kind: 'answer-lost' }
  /** Never arrives, and the sender hears nothing. */
  | { kind: 'way-lost' }
  /** Accepted at once, answered when this resolves. */
  | { kind: 'slow'; until: Promise<unknown> };

export interface Faults {
  /** How the calls of a method go from now on; an array is used up first to last, null where all is well. */
  set(method: string, fault: Fault | (Fault | null)[]): void;
  /** Everything goes through again. */
  calm(): void;
  next(method: string): Fault | undefined;
}

export function slackFaults(): Faults {
  const faults = new Map<string, Fault | (Fault | null)[]>();
  return {
    set: (method, fault) => void faults.set(method, Array.isArray(fault) ? [...fault] : fault),
    calm: () => faults.clear(),
    next(method) {
      const fault = faults.get(method);
      return Array.isArray(fault) ? (fault.shift() ?? undefined) : fault;
    },
  };
}
