// Somebody who lives through a story on Slack: what they want to do becomes what they would tap and fill in, by the
// labels that they see. The ways there take turns, so that a story passes by all of them.

import type { Behalf } from '../../../adapters/sandbox/demo/stage.ts';
import { fieldsOf } from './filling.ts';
import { topOf } from './methods-views.ts';
import { alike, listOf, optionsIn, readOption } from './reading.ts';
import { goes, type Seeker, type Way, type Wish, ways } from './ways.ts';

export interface Said {
  values: Readonly<Record<string, unknown>>;
  /** For whom somebody says that they speak, where they are asked: the reference of an institution; null for oneself. */
  institution: string | null;
  behalf: Behalf | null;
}

/** Which ways were gone, and how often. */
export type Trodden = Map<Way, number>;

/** Opens the form, by the way that was gone least; throws where it is offered nowhere. */
export async function opensForm(seeker: Seeker, wish: Wish, trodden: Trodden): Promise<void> {
  for (const way of ways.toSorted((a, b) => (trodden.get(a) ?? 0) - (trodden.get(b) ?? 0))) {
    if (!(await goes(way, seeker, wish))) continue;
    trodden.set(way, (trodden.get(way) ?? 0) + 1);
    return;
  }
  throw new Error(`${seeker.person.user.name} finds nowhere how to do ${wish.action} to ${wish.target}`);
}

/** Fills in the form on top, page by page, and sends it; answers what is read then. */
export async function fillsAndSends(seeker: Seeker, said: Said): Promise<string> {
  const { person, ws, t } = seeker;
  const { behalf, institution, values } = said;
  const form = topOf(ws, person.user.id);
  if (!form?.view.submit)
    throw new Error(`no form is open:\n${person.sees()}\n${person.notes().at(-1) ?? ''}`);
  if (behalf) await person.taps(t('page.form.entry'));
  const entered = behalf && Object.entries(behalf).map(([name, value]) => [`for.${name}`, value] as const);
  const given = new Map<string, unknown>([
    ...Object.entries(values),
    ['institution', institution ?? 'self'],
    ...(entered ?? []),
    ...('institution' in values ? [['institution', values.institution] as const] : []),
  ]);
  const id = form.id;
  for (;;) {
    await fillsPage(seeker, given);
    await looksBefore(seeker, given);
    const page = topOf(ws, person.user.id)?.hash;
    const read = await person.sends();
    const next = topOf(ws, person.user.id);
    const goesOn = next?.id === id && next.hash !== page && next.view.submit && !hasErrors(next);
    if (!goesOn || !/page/i.test(read)) return read;
  }
}

/** What goes to many is read as they will read it, where that is offered; then the form stands there again. */
async function looksBefore({ person, t }: Seeker, given: Map<string, unknown>): Promise<void> {
  const preview = t('page.form.preview');
  if (!person.sees().includes(`[${preview}]`)) return;
  const words = alike(`${given.get('words') ?? ''}`);
  if (!alike(await person.taps(preview)).includes(words))
    throw new Error(`the preview says nothing of „${words}“:\n${person.sees()}`);
  if (!alike(await person.closes()).includes(words))
    throw new Error(`what was typed is gone after the preview:\n${person.sees()}`);
}

async function fillsPage(seeker: Seeker, given: Map<string, unknown>): Promise<void> {
  const view = topOf(seeker.ws, seeker.person.user.id);
  if (!view) return;
  for (const field of fieldsOf(view)) {
    const value = given.get(field.blockId);
    if (value === undefined || value === null || value === '') continue;
    const { options, option_groups, type } = field.element;
    const choosing = Boolean(options ?? option_groups) || `${type}`.includes('external');
    const several = Array.isArray(value)
      ? value.map(String)
      : `${type}`.startsWith('multi') || type === 'checkboxes'
        ? `${value}`.split(', ')
        : [`${value}`];
    const read = choosing
      ? await Promise.all(several.map((one) => labelOf(seeker, field.label, field.element, one)))
      : [several.join(', ')];
    await seeker.person.fills({ [field.label]: read.length === 1 ? (read[0] ?? '') : read });
  }
}

/** As it reads, what the story calls by its reference. */
async function labelOf(
  { person }: Seeker,
  field: string,
  element: Record<string, unknown>,
  value: string,
): Promise<string> {
  if (listOf(element.options).length + listOf(element.option_groups).length === 0) return value;
  const found = optionsIn(element).find((option) => option.value === value);
  if (found) return readOption(found);
  throw new Error(`${person.user.name} can’t choose ${value} for „${alike(field)}“`);
}

function hasErrors({ errors }: { errors: Record<string, string> }): boolean {
  return Object.keys(errors).length > 0;
}
