// What goes wrong on Discord's side in a test: which requests fail, how, and how often; and its limits of rate.

export type Fault =
  /** 429 of this route, with the seconds to wait. */
  | { kind: 'rate'; retryAfter: number; scope?: 'user' | 'shared' }
  /** 429 of everything that the app asks. */
  | { kind: 'rate-global'; retryAfter: number }
  /** Such as 502, with a page of the proxy. */
  | { kind: 'status'; status: number }
  /** A refusal in Discord's words. */
  | { kind: 'error'; status: number; code: number; message?: string }
  /** Accepted, but the sender hears nothing. */
  | { kind: 'answer-lost' }
  /** Never arrives, and the sender hears nothing. */
  | { kind: 'way-lost' }
  /** Accepted at once, answered when this resolves. */
  | { kind: 'slow'; until: Promise<unknown> };

export interface Faults {
  /**
   * How the requests of a route go from now on; an array is used up first to last, null where all is well.
   *
   * @param route 'POST /channels/:channel/messages', or of one channel 'POST /channels/123/messages'; '*' for every route that has no fault of its own
   */
  set(route: string, fault: Fault | (Fault | null)[]): void;
  /** Everything goes through again. */
  calm(): void;
  next(route: string, asked: string): Fault | undefined;
}

export function discordFaults(): Faults {
  const faults = new Map<string, Fault | (Fault | null)[]>();
  return {
    set: (route, fault) => void faults.set(route, Array.isArray(fault) ? [...fault] : fault),
    calm: () => faults.clear(),
    next(route, asked) {
      const fault = faults.get(asked) ?? faults.get(route) ?? faults.get('*');
      return Array.isArray(fault) ? (fault.shift() ?? undefined) : fault;
    },
  };
}
