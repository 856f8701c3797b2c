// What a demo leaves behind, line by line: the acts, the events, what was sent, how the time went, and the end.

import type { Lang } from '../../../src/domain/people.ts';

interface Numbered {
  v: 1;
  /** Counts the lines from 1. */
  i: number;
  /** UTC, on the clock of the demo. */
  at: string;
}

export type DemoLine = Numbered &
  (
    | { type: 'scene'; scene: string }
    | {
        type: 'action';
        /** Who acted, and for which institution; null for themselves. */
        as: { person: string; institution: string | null };
        /** For whom the référente entered it. */
        for: string | null;
        room: string;
        action: string;
        target: string | null;
        result: 'accepted' | 'refused';
        code: string | null;
        /** What the person was answered when it was refused. */
        text: string | null;
      }
    | { type: 'event'; seq: number; name: string; data: unknown; hash: string }
    | {
        type: 'sent';
        kind: 'post' | 'edit' | 'private' | 'mail';
        to: string;
        key: string;
        lang: Lang;
        text: string;
      }
    | { type: 'clock' | 'outage'; from: string; to: string }
    | {
        type: 'outcome';
        proposal: string;
        status: string;
        /** Of a validation: silence, express consent, or the last hold lifted. */
        basis: string | null;
        article: string | null;
        reached: number | null;
        answered: number | null;
        closesAt: string | null;
      }
    | { type: 'summary'; events: number; sent: number; head: string }
  );

/** A line without the number that the stage gives it. */
export type Unnumbered = DemoLine extends infer L
  ? L extends DemoLine
    ? Omit<L, 'v' | 'i' | 'at'>
    : never
  : never;
