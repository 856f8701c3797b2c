// The catalogue of what people can do: each action's fields, whose limits every room shows and checks
// alike, and the command it becomes.

import { z } from 'zod';
import type { Command } from '../domain/commands.ts';
import { legalForms } from '../domain/people.ts';
import type { TextRef } from '../domain/text.ts';

/** A field of a form. `text` is one line, `long` several; `amount` is euros; `instant` a date and time. */
export type Field = {
  name: string;
  required: boolean;
} & (
  | { kind: 'text' | 'long'; max: number }
  | { kind: 'amount' }
  | { kind: 'instant' }
  | { kind: 'choice'; options: readonly string[] }
);

/** A parsed value: texts are put aside and referred to, amounts are cents, instants UTC. */
export type Parsed = Record<string, TextRef | number | string | null>;

export interface Action {
  name: string;
  /** What it is done to; null when it stands alone. */
  target: 'call' | 'proposal' | 'objection' | 'institution' | null;
  fields: readonly Field[];
  command: (target: string, values: Parsed) => Command;
}

const text = (name: string, max: number, required = false): Field => ({ name, kind: 'text', max, required });
const long = (name: string, max: number, required = false): Field => ({ name, kind: 'long', max, required });

const list: Action[] = [
  {
    name: 'institution.register',
    target: null,
    fields: [
      text('name', 200, true),
      { name: 'legalForm', kind: 'choice', options: legalForms, required: false },
    ],
    command: (_, v) => ({
      type: 'RegisterInstitution',
      name: v.name as TextRef,
      legalForm: (v.legalForm ?? 'unknown') as (typeof legalForms)[number],
      sectors: [],
    }),
  },
  {
    name: 'call.open',
    target: null,
    fields: [text('title', 150, true), { name: 'closesAt', kind: 'instant', required: true }],
    command: (_, v) => ({ type: 'OpenCall', title: v.title as TextRef, closesAt: v.closesAt as string }),
  },
  {
    name: 'proposal.submit',
    target: 'call',
    fields: [
      text('title', 150, true),
      long('summary', 4000, true),
      { name: 'amount', kind: 'amount', required: false },
    ],
    command: (call, v) => ({
      type: 'SubmitProposal',
      call,
      title: v.title as TextRef,
      summary: v.summary as TextRef,
      amount: v.amount as number | null,
    }),
  },
  {
    name: 'objection.raise',
    target: 'proposal',
    fields: [long('reason', 3000), long('remedy', 3000)],
    command: (proposal, v) => ({
      type: 'RaiseObjection',
      proposal,
      reason: v.reason as TextRef | null,
      remedy: v.remedy as TextRef | null,
    }),
  },
  {
    name: 'objection.lift',
    target: 'objection',
    fields: [long('words', 3000)],
    command: (objection, v) => ({
      type: 'EndObjection',
      objection,
      how: 'lifted',
      words: v.words as TextRef | null,
    }),
  },
  {
    name: 'objection.withdraw',
    target: 'objection',
    fields: [long('words', 3000)],
    command: (objection, v) => ({
      type: 'EndObjection',
      objection,
      how: 'withdrawn',
      words: v.words as TextRef | null,
    }),
  },
];

export const actions: ReadonlyMap<string, Action> = new Map(list.map((a) => [a.name, a]));

/** The JSON Schema of an action's values, as `GET /dev/v1/actions` gives it. */
export function valuesSchema(action: Action): object {
  const shape = Object.fromEntries(
    action.fields.map((f) => [f.name, f.required ? fieldSchema(f) : fieldSchema(f).nullish()]),
  );
  return z.toJSONSchema(z.strictObject(shape), { io: 'input' });
}

function fieldSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text':
    case 'long':
      return z.string().max(field.max);
    case 'amount':
      return z.union([z.number(), z.string()]).describe('euros');
    case 'instant':
      return z.string().describe('ISO 8601; without an offset, local to the charter’s time zone');
    case 'choice':
      return z.enum(field.options as [string, ...string[]]);
  }
}
