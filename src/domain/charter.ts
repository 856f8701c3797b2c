// The charter: the rules of an assembly as validated data. Every rule says where it comes from.

import { z } from 'zod';

const localized = z.strictObject({ fr: z.string().min(1), nl: z.string().min(1), en: z.string().min(1) });

/** The article that a rule was read in, or `assumption` where the text is silent. */
const source = z.union([
  z.strictObject({ article: z.string().min(1), quote: z.string().min(1) }),
  z.strictObject({ assumption: localized }),
]);

const rule = <T extends z.ZodType>(value: T) => z.strictObject({ value, source });

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');

/**
 * The schema of a charter file. Durations are in the unit their name says; days of the week count from
 * 1 (Monday) to 7 (Sunday); times of day are local to `zone`.
 */
export const charterSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.int().min(1),
  title: localized,
  zone: z.string().min(1),
  languages: z.array(z.enum(['fr', 'nl', 'en'])).min(1),
  rules: z.strictObject({
    /** Silence until the deadline is consent. */
    silence: rule(z.literal('consent')),
    /** A bare objection suspends and its author is asked (`asked`), or isn't taken (`required`). */
    objectionReason: rule(z.enum(['asked', 'required'])),
    /** What an objection brings about. */
    onObjection: rule(z.literal('extraordinary-plenary')),
    notice: rule(z.strictObject({ days: z.int().min(0), unit: z.enum(['clear', 'calendar', 'working']) })),
    workingDays: rule(z.array(z.int().min(1).max(7)).min(1)),
    /** Country whose public holidays aren't working days. */
    holidays: rule(z.enum(['BE', 'none'])),
    /** When a meeting may begin. */
    conveningHours: rule(z.strictObject({ from: timeOfDay, to: timeOfDay })),
    /** An outage inside the period longer than `toleranceMinutes` extends it, by at most `capHours` in all. */
    downtime: rule(z.strictObject({ toleranceMinutes: z.int().min(0), capHours: z.int().min(0) })),
    /** The bodies that follow the assembly's own validation (step 1). */
    pathway: rule(z.array(localized).min(1)),
  }),
});

export type Charter = z.infer<typeof charterSchema>;

/** How a charter is named wherever it is referred to: `essai-2026@1`. */
export function charterRef(charter: Charter): string {
  return `${charter.id}@${charter.version}`;
}

/** The article under which a rule is applied, or `assumption`. */
export function articleOf(charter: Charter, name: keyof Charter['rules']): string {
  const from = charter.rules[name].source;
  return 'article' in from ? from.article : 'assumption';
}
