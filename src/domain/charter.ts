// The charter: the rules of an assembly as validated data. Every rule says where it comes from.

import { z } from 'zod';
import { actionPlan } from './plan.ts';

const localized = z.strictObject({ fr: z.string().min(1), nl: z.string().min(1), en: z.string().min(1) });
export type Localized = z.infer<typeof localized>;

/**
 * The article that a rule was read in, with its words, and what is assumed where that article leaves a part
 * of the rule open; or `assumption` alone where the text is silent. Several articles: '7, 8'.
 */
const source = z.union([
  z.strictObject({
    article: z.string().min(1),
    quote: z.string().min(1),
    assumption: localized.exactOptional(),
  }),
  z.strictObject({ assumption: localized }),
]);

const rule = <T extends z.ZodType>(value: T) => z.strictObject({ value, source });

const slug = z.string().regex(/^[a-z0-9-]+$/);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD');
const who = z.enum(['anyone', 'institutions', 'members']);
const percent = z.int().min(0).max(100);
const legalForm = z.enum(['asbl', 'cpas', 'public', 'care-provider', 'informal', 'unknown']);

/** How a criterion can be computed from what is known; what isn't known stays unknown. */
const computation = z.discriminatedUnion('kind', [
  /** At least one of the objectives that its call asks for is named. */
  z.strictObject({ kind: z.literal('objectives') }),
  /**
   * The carrier has one of these legal forms; those in `soundAccounts` need a sufficient accounting base;
   * the form in `shareCap` keeps at most that share of the amount of this project.
   */
  z.strictObject({
    kind: z.literal('carrier'),
    forms: z.array(legalForm).min(1),
    soundAccounts: z.array(legalForm),
    shareCap: z.strictObject({ form: legalForm, percent }).nullable(),
  }),
  /** Carrier and partners together cover these sectors. */
  z.strictObject({ kind: z.literal('partnership'), sectors: z.array(z.string().min(1)).min(1) }),
  /** The carrier or one of the partners is rooted locally. */
  z.strictObject({ kind: z.literal('rooted') }),
]);

/** What a proposal has to meet: computed where `computed` says how, else (or as well) ticked by the référente. */
const criterion = z.strictObject({
  id: slug,
  label: localized,
  how: z.enum(['computed', 'checklist', 'both']),
  computed: computation.nullable(),
});

/** A rung of the ladder of decision, from the first tried to the last. */
const rung = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('consensus'), on: z.enum(['modified', 'any']) }),
  z.strictObject({
    kind: z.literal('majority'),
    /** More than this share of `base`; `[1, 2]` is the simple majority. `reached` when the share itself suffices. */
    threshold: z.tuple([z.int().min(1), z.int().min(1)]),
    reached: z.boolean(),
    base: z.enum(['present', 'cast', 'members']),
    decides: z.array(z.enum(['choice', 'objection', 'charter', 'dissolution', 'any'])).min(1),
  }),
]);

/**
 * The schema of a charter file. Durations are in the unit their name says; days of the week count from
 * 1 (Monday) to 7 (Sunday); times of day are local to `zone`; `from`–`to` days of a year are inclusive.
 */
export const charterSchema = z.strictObject({
  id: slug,
  version: z.int().min(1),
  title: localized,
  /** `proposal`: under discussion, to be reviewed after `reviewMonths`. */
  status: z.enum(['adopted', 'proposal']),
  reviewMonths: z.int().min(1).nullable(),
  zone: z.string().min(1),
  languages: z.array(z.enum(['fr', 'nl', 'en'])).min(1),
  rules: z.strictObject({
    // Days and hours
    workingDays: rule(z.array(z.int().min(1).max(7)).min(1)),
    /** Country whose public holidays aren't working days. */
    holidays: rule(z.enum(['BE', 'none'])),
    /** Days of the year on which nobody is convened. */
    recess: rule(z.array(z.strictObject({ from: monthDay, to: monthDay }))),
    /** When a meeting may begin. */
    conveningHours: rule(z.strictObject({ from: timeOfDay, to: timeOfDay })),
    /**
     * When no reminder leaves: from the evening to the morning, or within a day where `from` comes before
     * `to`; and on days that aren't working days.
     */
    quietHours: rule(z.strictObject({ from: timeOfDay, to: timeOfDay })),

    // Who takes part
    membership: rule(z.enum(['open', 'signature'])),
    proposers: rule(who),
    objectors: rule(who),
    voters: rule(z.enum(['institutions', 'members', 'seats'])),
    /** The référente's own institution carries a proposal: a second coordinator acts on it, or hers are marked. */
    conflictOfInterest: rule(z.enum(['marked', 'second-coordinator'])),
    /** Any question, at any time; the référente answers private ones. */
    questions: rule(z.literal('anytime')),
    /** New needs are noted for a later meeting; decisions already taken stand. */
    needs: rule(z.literal('later-meeting')),

    // Consent
    /** Whether silence until the deadline is consent. */
    silence: rule(z.enum(['consent', 'none'])),
    /**
     * `common`: one period for all proposals of a call, objections `opens` with each proposal or only when
     * proposals are all in. `rolling`: each proposal has `days` of its own. A new version, and a proposal
     * that comes late, keeps at least `minimumDays`.
     */
    period: rule(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('common'),
          opens: z.enum(['submission', 'review']),
          minimumDays: z.int().min(0).max(60),
        }),
        z.strictObject({
          kind: z.literal('rolling'),
          days: z.int().min(1).max(365),
          minimumDays: z.int().min(0).max(60),
        }),
      ]),
    ),
    /** A deadline that falls on a day off moves to the next working day, at the same hour. */
    rollToWorkingDay: rule(z.boolean()),
    /** Days before the deadline, one stage each. */
    reminders: rule(z.strictObject({ daysBefore: z.array(z.int().min(0).max(60)).max(5) })),
    /**
     * Of the institutions present, so many must have been reached before silence counts; told less than
     * `hoursBefore` hours before the deadline, one isn't.
     */
    reach: rule(z.strictObject({ minimumPercent: percent, hoursBefore: z.int().min(0).max(720) })),
    /** An outage inside the period longer than `toleranceMinutes` extends it, by at most `capHours` in all. */
    downtime: rule(z.strictObject({ toleranceMinutes: z.int().min(0), capHours: z.int().min(0) })),

    // Objection
    /** A bare objection suspends and its author is asked (`asked`), or isn't taken (`required`). */
    objectionReason: rule(z.enum(['asked', 'required'])),
    /** What would lift the objection, or what is proposed instead. */
    counterProposal: rule(z.enum(['asked', 'required'])),
    /** Whether one of the grounds has to be chosen, where there are any. */
    objectionGround: rule(z.enum(['asked', 'required'])),
    /** Grounds to choose from; empty: in one's own words. */
    grounds: rule(z.array(z.strictObject({ id: slug, label: localized }))),
    /** What an objection brings about. */
    onObjection: rule(z.literal('extraordinary-plenary')),
    /** What a competition brings about, and whether requests beyond the fund count as one. */
    onCompetition: rule(
      // biome-ignore lint/suspicious/noThenProperty: a word of the charter file; nothing awaits a charter
      z.strictObject({ then: z.literal('extraordinary-plenary'), detect: z.enum(['fund', 'never']) }),
    ),

    // Criteria
    /**
     * The objectives that proposals can serve. A charter's file names the plan's file; what is kept holds
     * its content. Null: there is no plan, and the codes that a call lists are all there is.
     */
    actionPlan: rule(actionPlan.nullable()),
    criteria: rule(z.array(criterion)),
    /** Whether a call may add criteria of its own. */
    callCriteria: rule(z.enum(['may-add', 'fixed'])),

    // Convening
    notice: rule(z.strictObject({ days: z.int().min(0), unit: z.enum(['clear', 'calendar', 'working']) })),
    /**
     * After so many working days without a confirmation the référente is reminded, then her deputy, then
     * the convocation goes out by itself; `sendAfter` null: it waits for ever.
     */
    convocation: rule(
      z.strictObject({
        remindAfter: z.int().min(1),
        deputyAfter: z.int().min(1),
        sendAfter: z.int().min(1).nullable(),
      }),
    ),

    // Inside a meeting
    /** What the plenary looks at, item by item. */
    analysis: rule(z.array(localized)),
    quorum: rule(z.strictObject({ percent, of: z.enum(['institutions', 'members', 'seats']) }).nullable()),
    ladder: rule(z.array(rung).min(1)),
    tie: rule(z.enum(['status-quo', 'chair'])),
    chairVotesLast: rule(z.boolean()),
    carrierVotes: rule(z.boolean()),
    votePer: rule(z.enum(['institution', 'mandate'])),
    proxies: rule(z.enum(['none', 'written'])),
    substitutes: rule(z.enum(['none', 'named'])),
    /** Whether a refusal, or a project not selected, carries reasons to its carriers. */
    refusalReasons: rule(z.enum(['required', 'asked'])),
    standingAgenda: rule(z.array(localized)),
    minimumPerYear: rule(z.int().min(0)),

    // Afterwards
    bodies: rule(
      z.array(
        z.strictObject({
          id: slug,
          name: localized,
          seats: z.array(z.strictObject({ of: localized, count: z.int().min(1), voting: z.boolean() })),
        }),
      ),
    ),
    /** The bodies that follow the assembly's own validation (step 1). */
    pathway: rule(
      z.array(z.strictObject({ act: z.enum(['opinion', 'validation']), label: localized })).min(1),
    ),
    /** Days in which minutes may be corrected. */
    minutesCorrectionDays: rule(z.int().min(0)),
    /** Who sees decisions, minutes and funds. */
    visibility: rule(
      z.strictObject({
        decisions: z.enum(['members', 'public']),
        minutes: z.enum(['members', 'public']),
        funds: z.enum(['members', 'public']),
      }),
    ),
  }),
});

export type Charter = z.infer<typeof charterSchema>;
export type RuleName = keyof Charter['rules'];
export type Criterion = Charter['rules']['criteria']['value'][number];

/** How a charter is named wherever it is referred to: `essai-2026@1`. */
export function charterRef(charter: Charter): string {
  return `${charter.id}@${charter.version}`;
}

/** The article under which a rule is applied, or `assumption` where no article says anything. */
export function articleOf(charter: Charter, name: RuleName): string {
  const from = charter.rules[name].source;
  return 'article' in from ? from.article : 'assumption';
}

/** What the group assumes for a rule, wholly or in part; null where the text says it all. */
export function assumptionOf(charter: Charter, name: RuleName): Localized | null {
  return charter.rules[name].source.assumption ?? null;
}

/** The rules of a charter that rest on an assumption, wholly or in part: the group adopts each one. */
export function assumptionsOf(charter: Charter): RuleName[] {
  return ruleNames.filter((name) => assumptionOf(charter, name) !== null);
}

/** The names of all rules, in the order in which a charter is read. */
export const ruleNames = Object.keys(charterSchema.shape.rules.shape) as RuleName[];
