// Somebody who lives through a story on Slack: what they say is filled in by the labels that they see.

import { givenIn, type Said, severalIn } from '../story/wishes.ts';
import { fieldsOf } from './filling.ts';
import { topOf } from './methods-views.ts';
import { alike, listOf, optionsIn, readOption } from './reading.ts';
import type { Seeker } from './ways.ts';

/** Fills in the form on top, page by page, and sends it; answers what is read then. */
export async function fillsAndSends(seeker: Seeker, said: Said): Promise<string> {
  const { person, ws, t } = seeker;
  const form = topOf(ws, person.user.id);
  if (!form?.view.submit)
    throw new Error(`no form is open:\n${person.sees()}\n${person.notes().at(-1) ?? ''}`);
  if (said.behalf) await person.taps(t('page.form.entry'));
  const given = givenIn(said);
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
    const { options, option_groups, type } = field.element;
    const choosing = Boolean(options ?? option_groups) || `${type}`.includes('external');
    const takesMany = `${type}`.startsWith('multi') || type === 'checkboxes';
    const several = severalIn(given.get(field.blockId), takesMany);
    if (several.length === 0) continue;
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
