// A step of a form as a message to one person alone: a list that is longer than a modal holds, or the way to the next
// modal, which Discord opens on a tap only; with what was filled in so far.

import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIStringSelectComponent,
} from 'discord.js';
import type { Card } from '../../../src/ui/card.ts';
import type { OpenedForm } from '../../../src/ui/opened-form.ts';
import type { RefusalText } from '../../../src/ui/refusals.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import {
  boldTexts,
  listTexts,
  type Piece,
  partsOf,
  plainTexts,
  smallTexts,
  titleTexts,
} from './card-parts.ts';
import { typedDate } from './dates.ts';
import { isShownWhole, optionOf } from './fields.ts';
import { limits, shown } from './limits.ts';
import { chosenOf, listPages, pageOf } from './lists.ts';
import { bold, briefly, literal, oneLine, shortened } from './literal.ts';
import { buttonTo, containerOf, type DiscordMessage, displays, messageFrom, rowsOf } from './message.ts';
import { type Filling, labelsOf, type Step, said, stepOf, stepsOf } from './steps.ts';
import { type FormTap, idOf } from './taps.ts';

/** What is read before it is sent: who gets it, and as what. */
export interface Preview {
  sentences: readonly string[];
  card: Card | null;
}

type Rows = APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>[];

/** The step in hand (`stepsOf`): its list or preview; of a modal, the button that opens it. */
export function formMessage(
  opened: OpenedForm,
  t: Translator,
  filling: Filling,
  preview: Preview | null = null,
): DiscordMessage {
  const { form } = opened;
  const { hand } = filling;
  const steps = stepsOf(opened, t, filling.values);
  const step = steps[hand.step];
  if (!step) throw new RangeError(`${form.action} has no step ${hand.step}`);
  const above = [
    ...titleTexts(briefly(form.title, shown.line / 2)),
    ...(steps.length > 1
      ? smallTexts(t('discord.form.step', { step: hand.step + 1, steps: steps.length }))
      : []),
  ];
  const before = hand.step === 0 ? plainTexts(form.intro) : soFar(opened, t, filling, steps);
  const below = [
    ...(step.kind === 'list' ? listWords(step.field, t, filling, opened) : []),
    ...smallTexts(t('discord.form.not-sent')),
  ];
  const room = shown.message.characters - sizeOf([...above, ...below]);
  const texts = [...above, ...beginning([...before, ...previewed(preview)], room), ...below];
  const lists = step.kind === 'list' ? selects(step, t, filling, opened) : [];
  const rows: Rows = [...lists, ...rowsOf(buttons(opened, t, filling, steps))];
  return messageFrom([containerOf({ status: null }, [...displays(texts), ...rows])]);
}

/** Why a form isn’t recorded and what to do; 'Corriger' opens it at that field with all that was filled in. */
export function refusedMessage(
  opened: OpenedForm,
  t: Translator,
  { hand, values }: Filling,
  refusal: RefusalText & { field: string | null },
): DiscordMessage {
  const step = stepOf(stepsOf(opened, t, values), refusal.field);
  const texts = beginning(
    [...boldTexts(refusal.text), ...plainTexts(refusal.next)],
    shown.message.characters,
  );
  const id = idOf({ kind: 'form', does: 'open', ...hand, step, page: 0 });
  const row = rowsOf([buttonTo(t('discord.form.correct'), id, 'primary')]);
  const status = { tone: 'attention', label: '' } as const;
  return messageFrom([containerOf({ status }, [...displays(texts), ...row])]);
}

/** Of each field that was asked before, what it holds, as far as it can be recognised. */
function soFar(opened: OpenedForm, t: Translator, filling: Filling, steps: readonly Step[]): Piece[] {
  const values = { ...opened.values, ...filling.values };
  const before = steps.slice(0, filling.hand.step);
  const fields = before.flatMap((step) =>
    step.kind === 'modal' ? step.fields : step.kind === 'list' ? [step.field] : [],
  );
  const colon = t.lang === 'fr' ? '\u00a0:' : ':';
  const lines = fields.flatMap((field) => {
    const names = labelsOf(opened, field, said(values, field));
    const held = names.map((n) => (field.kind === 'instant' ? typedDate(n, filling.zone) : n)).join(', ');
    if (held.trim() === '') return [];
    const label = bold(`${shortened(oneLine(field.label), 80)}${colon}`);
    return [`${label} ${literal(shortened(oneLine(held), longestHeld))}`];
  });
  const whole = lines.join('\n');
  return whole === '' ? [] : [{ text: whole, joint: null }];
}

/** Enough to recognise it by: the whole of it stands one step back. */
const longestHeld = 100;

function previewed(preview: Preview | null): Piece[] {
  if (!preview) return [];
  const { sentences, card } = preview;
  const parts = card ? partsOf(card).flatMap((part) => [...part.texts, ...part.folded]) : [];
  return [...sentences.flatMap(plainTexts), ...parts];
}

/** As much as there is room for. */
function beginning(texts: readonly Piece[], room: number): Piece[] {
  let size = 0;
  return texts.filter((piece) => {
    size += sizeOf([piece]);
    return size <= room;
  });
}

function sizeOf(texts: readonly Piece[]): number {
  return texts.reduce((sum, { text }) => sum + text.length + 1, 0);
}

function listWords(
  field: { label: string; hint: string | null; name: string } & Parameters<typeof listPages>[0],
  t: Translator,
  { hand, values }: Filling,
  opened: OpenedForm,
): Piece[] {
  const held = said({ ...opened.values, ...values }, field);
  const names = chosenOf(field, held).map(({ label }) => oneLine(label));
  const { options } = pageOf(field, hand.page);
  const whole = options
    .filter((option) => !isShownWhole(option))
    .map(({ label }) => briefly(label, shown.list));
  const chosen = names.length === 0 ? smallTexts(t('discord.form.none-chosen')) : chosenTexts(names, t);
  return [
    { text: bold(briefly(field.label, shown.line)), joint: null },
    ...(field.hint ? smallTexts(briefly(field.hint, shown.line)) : []),
    ...chosen,
    ...(whole.length > 0
      ? listTexts(t('chat.choices', { label: briefly(field.label, shown.line) }), whole)
      : []),
  ];
}

/** As many as a telephone shows; of the others how many they are. */
function chosenTexts(names: readonly string[], t: Translator): Piece[] {
  const first: string[] = [];
  for (const name of names) if (first.join(', ').length + name.length < longestChosen) first.push(name);
  const others = names.length - first.length;
  const shownNames = first.length > 0 ? first : [shortened(names[0] ?? '', longestChosen)];
  const n = first.length > 0 ? others : others - 1;
  const text = shownNames.join(', ');
  return plainTexts(
    n === 0 ? t('discord.form.chosen', { chosen: text }) : t('discord.form.chosen.more', { chosen: text, n }),
  );
}

const longestChosen = 600;

/** Where a list has several pages, one to find its page by; then the choices of this page. */
function selects(
  { field }: Extract<Step, { kind: 'list' }>,
  t: Translator,
  { hand, values }: Filling,
  opened: OpenedForm,
): Rows {
  const pages = listPages(field);
  const { options, page } = pageOf(field, hand.page);
  const held = said({ ...opened.values, ...values }, field);
  const id = (does: FormTap) => idOf({ kind: 'form', does, ...hand, page });
  const choices: APIStringSelectComponent = {
    type: 3,
    custom_id: id('choose'),
    placeholder: t('form.choose'),
    options: options.map((option) => optionOf(option, held.includes(option.value))),
    min_values: field.required && !field.many ? 1 : 0,
    max_values: field.many ? options.length : 1,
  };
  const row = { type: 1 as const, components: [choices] };
  if (pages.length < 3) return [row];
  const from = Math.max(0, Math.min(page - 12, pages.length - limits.select.options));
  const near = pages.slice(from, from + limits.select.options);
  const ways: APIStringSelectComponent = {
    type: 3,
    custom_id: id('turn'),
    placeholder: t('discord.form.jump'),
    options: near.map((one, i) => {
      const [first, last] = [one[0], one.at(-1)].map((o) => shortened(oneLine(o?.label ?? ''), 36));
      const label = t('discord.form.pages', { from: first ?? '', to: last ?? '' });
      return { label, value: `${from + i}`, ...(from + i === page && { default: true }) };
    }),
  };
  return [{ type: 1, components: [ways] }, row];
}

function buttons(
  opened: OpenedForm,
  t: Translator,
  { hand, values }: Filling,
  steps: readonly Step[],
): APIButtonComponentWithCustomId[] {
  const step = steps[hand.step];
  const go = (does: FormTap, to: number, page = 0) => idOf({ kind: 'form', does, ...hand, step: to, page });
  const isLast = hand.step === steps.length - 1;
  const found: APIButtonComponentWithCustomId[] = [];
  let isAnswered = true;
  if (step?.kind === 'list') {
    const { page } = pageOf(step.field, hand.page);
    const count = listPages(step.field).length;
    if (page > 0) found.push(buttonTo(t('discord.form.previous'), go('open', hand.step, page - 1)));
    if (page < count - 1) found.push(buttonTo(t('discord.form.next'), go('open', hand.step, page + 1)));
    isAnswered = chosenOf(step.field, said({ ...opened.values, ...values }, step.field)).length > 0;
  }
  const isHeld = step?.kind === 'list' && step.field.required && !isAnswered;
  const label = isAnswered ? t('discord.form.continue') : t('discord.form.skip');
  const on =
    isLast && !(step && asksInModal(step))
      ? buttonTo(sendLabel(opened, t), go('send', hand.step), 'primary')
      : buttonTo(
          isHeld ? t('discord.form.continue') : label,
          go('open', step && asksInModal(step) ? hand.step : hand.step + 1),
          'primary',
        );
  // What may stay empty needn’t be looked at.
  const asksThere = step !== undefined && asksInModal(step);
  const maySend = !(isLast && !asksThere) && hand.step > 0 && steps.slice(hand.step).every(isOptional);
  if (maySend) found.push(buttonTo(sendLabel(opened, t), go('send', hand.step), 'primary'));
  const next = maySend ? { ...on, style: 2 as const } : on;
  found.push(isHeld ? { ...next, disabled: true } : next);
  if (hand.step > 0) {
    found.push(buttonTo(t('discord.form.back'), go('open', hand.step - 1)));
    found.push(buttonTo(t('discord.form.restart'), go('restart', 0)));
  }
  return found;
}

function isOptional(step: Step): boolean {
  if (step.kind === 'modal') return step.fields.every(({ required }) => !required);
  return step.kind === 'list' && !step.field.required;
}

/** A modal that asks nothing isn’t opened: what it says stands in the message. */
function asksInModal(step: Step): boolean {
  return step.kind === 'modal' && step.fields.length > 0;
}

function sendLabel({ form }: OpenedForm, t: Translator): string {
  return oneLine(form.submit).length <= limits.button.label ? form.submit : t('chat.send');
}
