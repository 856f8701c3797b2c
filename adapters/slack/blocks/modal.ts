// A form as a modal of Slack, on as many pages as it takes, and the way it comes back when it is refused.

import type { types } from '@slack/bolt';
import type { Lang } from '../../../src/domain/people.ts';
import type { FormField } from '../../../src/ui/card.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import type { OpenedForm } from '../../../src/ui/opened-form.ts';
import type { RefusalText } from '../../../src/ui/refusals.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { textBlocks, titleBlocks } from './card-parts.ts';
import { inputsOf } from './inputs.ts';
import { limits, shown } from './limits.ts';
import { measured, plain, shortened } from './literal.ts';
import { nearest, paged } from './pages.ts';
import { idsOf } from './taps.ts';

/** Where a form stands while it is being filled in. */
export interface Filling {
  room: string;
  deliveryId: string;
  /** From 0. */
  page: number;
  /** The assembly’s, for instants that are written without an offset. */
  zone: string;
  /** What was filled in so far, over what the form opened with. */
  values: FormValues;
  /** A coordinator asked to enter it for somebody else. */
  forAnother: boolean;
  /** What the view that it opened over shows (its `private_metadata`); null where there is none. */
  over: string | null;
}

/** What comes back with the form (`private_metadata`, as JSON). */
export interface FormPlace {
  action: string;
  target: string | null;
  room: string;
  deliveryId: string;
  page: number;
  /** How many pages the form has: on the last one it is sent. */
  pages: number;
  forAnother: boolean;
  /** As in `Filling`; null too where Slack has no room for it. */
  over: string | null;
  /** For whom its reader speaks, or that they are asked; null where the form was drawn without knowing. */
  speaker: { asked: boolean; for: string | null } | null;
  /** In which it was drawn. */
  lang: Lang;
}

/** What answers a form that is refused. */
export type RefusedForm =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: types.ModalView };

/** `callback_id` is `form:ACTION`, each input’s `block_id` the name of its field; a tap `entry` adds for whom. */
export function modalOf(opened: OpenedForm, t: Translator, filling: Filling): types.ModalView {
  return viewOfPage(opened, t, filling, null);
}

/**
 * At its field where that is on this page; on the field’s own page otherwise. What concerns no field stands at the
 * first one, or on top where there is none.
 *
 * @param filling with what was sent, so that nothing has to be typed again
 */
export function refusedForm(
  opened: OpenedForm,
  t: Translator,
  filling: Filling,
  refusal: RefusalText & { field: string | null },
): RefusedForm {
  const pages = pagesOf(opened, t, filling);
  const asked = (page: number) => (pages[page] ?? []).filter((block) => block.type === 'input');
  const isAsked = (page: number) => asked(page).some((block) => block.block_id === refusal.field);
  const here = nearest(pages, filling.page);
  const its = pages.findIndex((_, page) => isAsked(page));
  const [first] = asked(here);
  const at = isAsked(here) ? refusal.field : its < 0 ? first?.block_id : undefined;
  if (at) {
    const said = shortened(`${refusal.text} ${refusal.next}`, limits.input.error);
    return { response_action: 'errors', errors: { [at]: said } };
  }
  const page = its < 0 ? here : its;
  return { response_action: 'update', view: viewOfPage(opened, t, { ...filling, page }, refusal) };
}

/** The page in hand with a refusal on top: for a form that Slack has closed the answer to already. */
export function refusedView(
  opened: OpenedForm,
  t: Translator,
  filling: Filling,
  refusal: RefusalText,
): types.ModalView {
  return viewOfPage(opened, t, filling, refusal);
}

function viewOfPage(
  opened: OpenedForm,
  t: Translator,
  filling: Filling,
  refusal: RefusalText | null,
): types.ModalView {
  const { form } = opened;
  const pages = pagesOf(opened, t, filling);
  const page = nearest(pages, filling.page);
  const last = page === pages.length - 1;
  const short = measured(form.title) <= limits.view.title;
  const where = t('chat.page', { page: page + 1, pages: pages.length });
  const place: FormPlace = {
    action: form.action,
    target: form.target,
    room: filling.room,
    deliveryId: filling.deliveryId,
    page,
    pages: pages.length,
    forAnother: filling.forAnother,
    speaker: opened.bare ? null : { asked: opened.asksSpeaker, for: opened.speaksFor },
    lang: t.lang,
    over: filling.over !== null && filling.over.length <= longestOver ? filling.over : null,
  };
  return {
    type: 'modal',
    callback_id: `form:${form.action}`,
    private_metadata: JSON.stringify(place),
    title: plain(short ? form.title : t('app.name')),
    close: plain(fitting(form.cancel, limits.view.close, t('slack.close'))),
    submit: plain(last ? fitting(form.submit, limits.view.submit, t('chat.send')) : t('chat.more')),
    blocks: [
      ...(short ? [] : titleBlocks(form.title)),
      ...(refusal ? [...titleBlocks(refusal.text), ...textBlocks(refusal.next)] : []),
      ...(pages.length > 1 ? [small(where)] : []),
      ...(pages[page] ?? []),
    ],
  };
}

function pagesOf({ form, values: opening }: OpenedForm, t: Translator, filling: Filling) {
  const values = { ...opening, ...filling.values };
  const held = (field: FormField) => values[field.name] ?? '';
  const drawn = (field: FormField) => inputsOf(field, held(field), t, filling.zone);
  const entry = form.fields.filter(isEntry);
  const own = form.fields.filter((field) => !isEntry(field));
  const units: types.KnownBlock[][] = [textBlocks(form.intro), ...own.map(drawn)];
  const begun = entry.some((field) => field.kind !== 'choice' && held(field).length > 0);
  if (entry.length > 0 && !filling.forAnother && !begun) units.push([entryButton(t)]);
  else if (entry.length > 0) units.push(textBlocks(t('form.entry')), ...entry.map((f) => drawn(f)));
  if (form.action === previewed) units.push([previewButton(t)]);
  return paged(units, shown.form);
}

/** Leaves room for the rest of what comes back. */
const longestOver = 1500;

/** What goes to many can be read before. */
const previewed = 'call.chase';

/** Beside what matters, in small print. */
function small(text: string): types.ContextBlock {
  return { type: 'context', elements: [plain(text)] };
}

/** What a coordinator fills in only for somebody who telephoned or wrote. */
function isEntry({ name }: FormField): boolean {
  return name.startsWith('for.');
}

function entryButton(t: Translator): types.ActionsBlock {
  const text = plain(t('page.form.entry'));
  return { type: 'actions', elements: [{ type: 'button', text, ...idsOf({ kind: 'entry' }) }] };
}

function previewButton(t: Translator): types.ActionsBlock {
  const text = plain(t('page.form.preview'));
  return { type: 'actions', elements: [{ type: 'button', text, ...idsOf({ kind: 'preview' }) }] };
}

function fitting(label: string, most: number, instead: string): string {
  return measured(label) <= most ? label : instead;
}
