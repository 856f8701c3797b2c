// Forms as a test opens them: for one person of the local room, at the time of its clock.

import { expect } from 'vitest';
import { belgianHolidays } from '../../src/app/holidays.ts';
import { readerOf } from '../../src/ui/form-readers.ts';
import { type OpenedForm, openForm } from '../../src/ui/opened-form.ts';
import { Scene } from '../../src/ui/scene.ts';
import { translator } from '../../src/ui/translator.ts';
import type { Local } from './local.ts';

/** The form as this person would see it now. */
export async function opened(
  local: Local,
  person: string,
  action: string,
  target: string | null,
  lang: 'fr' | 'nl' | 'en' = 'fr',
): Promise<OpenedForm> {
  const [head] = await local.store.heads();
  if (!head) throw new Error('no assembly');
  const scene = new Scene(local.store, head.doc);
  const now = local.app.clock.now();
  const reader = await readerOf(scene, await personOf(local, person), now);
  const present = { now, holidays: belgianHolidays };
  const form = await openForm(scene, translator(lang), action, target, reader, present);
  if (!form) throw new Error(`no form ${action}`);
  return form;
}

export async function personOf(local: Local, person: string): Promise<string | null> {
  return (await local.store.identity('sandbox', 'local', person))?.person ?? null;
}

export const names = ({ form }: OpenedForm) => form.fields.map((f) => f.name);
export const options = ({ form }: OpenedForm, field: string) =>
  form.fields.find((f) => f.name === field)?.options.map((o) => o.label);

export async function accepted(
  local: Local,
  ...act: Parameters<Local['act']>
): Promise<Record<string, string>> {
  const end = await local.act(...act);
  expect(end).toMatchObject({ status: 200 });
  return end.body.refs;
}

/** A second proposal of the same call, by another institution. */
export async function second(local: Local): Promise<void> {
  const garden = {
    title: 'Jardin partagé',
    summary: 'Un potager',
    amount: '4 000,50',
    partners: ['I3', 'I4'],
  };
  await accepted(local, 'farid', 'proposal.submit', 'C1', garden);
}
