// A form that is sent: kept page by page, carried out on the last one, and answered within Slack’s three seconds,
// honestly: what isn’t known to be recorded by then isn’t said to be.

import type { types } from '@slack/bolt';
import { within } from '../../../src/app/within.ts';
import { type Refusal, refuse } from '../../../src/domain/refusal.ts';
import { broughtFile, fetchFile } from '../../../src/importing/brought-file.ts';
import { noteCard } from '../../../src/ui/card.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { isSetup, type Open, opened, openedBare } from '../../../src/ui/reception/asked-form.ts';
import { ownTongue, tongueAtHand } from '../../../src/ui/reception/guest.ts';
import { type FileIn, type Imported, reportCard } from '../../../src/ui/reception/imported.ts';
import { readingIn } from '../../../src/ui/reception/reading.ts';
import {
  checkedWords,
  type Done,
  recordedWords,
  refusedWords,
  sendForm as sendHere,
} from '../../../src/ui/reception/sent-form.ts';
import { type RefusalText, refusalText } from '../../../src/ui/refusals.ts';
import { translator } from '../../../src/ui/translator.ts';
import { noteMessage, type SlackMessage } from '../blocks/message.ts';
import { type FormPlace, modalOf, type RefusedForm, refusedForm, refusedView } from '../blocks/modal.ts';
import { slackFiles } from '../brought-file.ts';
import { filling } from './form-opening.ts';
import { showHome } from './home.ts';
import { unlessOver } from './opening.ts';
import { drawn, noteView, pageOf, readingView } from './reading.ts';
import { answeredWithin, type Deed, failure, heard, type Reception, tell } from './reception.ts';

/** Milliseconds after which nobody waits for a store that says nothing: whoever sent the form is told so. */
const longest = 12_000;

/** What Slack does with the view. */
export type FormAnswer =
  | RefusedForm
  | { response_action: 'update'; view: types.ModalView }
  /** It closes, and what was under it is seen again. */
  | null;

/** How a form ended. */
interface End {
  /** What Slack is answered with while it waits. */
  answer: FormAnswer;
  /** What the view shows once Slack has been answered already. */
  view: types.ModalView;
  /** What whoever was told 'checking' is told in private. */
  told: SlackMessage;
  recorded: boolean;
}

export interface SentForm {
  deed: Deed;
  place: FormPlace;
  /** Of this page. */
  values: FormValues;
  viewId: string;
  /** The view that it opened over; null where it is the only one. */
  previousViewId: string | null;
}

/** @param answer called once, within Slack’s three seconds */
export async function sendForm(
  at: Reception,
  sent: SentForm,
  answer: (answer: FormAnswer) => Promise<unknown>,
): Promise<void> {
  const { deed } = sent;
  const working = ended(at, sent).catch((error: unknown) => failed(at, sent, error));
  const end = await within(working, answeredWithin - (performance.now() - deed.arrivedMs));
  const t = tongueAtHand(at, deed);
  const checking = { response_action: 'update', view: noteView(t, [t('chat.checking')]) } as const;
  const isHeard = await heard(at, () => answer(end ? end.answer : checking));
  const last = end ?? (await within(working, longest)) ?? unanswered(at, sent);
  if (!(end && isHeard)) await tellLate(at, sent, last);
  if (last.recorded) {
    await at.drafts.drop(deed.who, sent.place.deliveryId);
    await at.drafts.forgetOld(deed.receivedAt);
    await refreshed(at, sent);
  }
}

/** Whoever was told 'checking', or nothing, is told how it ended: where the form stands, and in private. */
async function tellLate(at: Reception, { deed, place, viewId }: SentForm, end: End): Promise<void> {
  const { action, deliveryId: delivery } = place;
  at.app.log.warn({ action, delivery, recorded: end.recorded }, 'a form was answered late');
  await Promise.allSettled([
    deed.client.views.update({ view_id: viewId, view: end.view }),
    tell(deed, end.told),
  ]);
}

/** What the form stood over shows the present state again. */
async function refreshed(at: Reception, { deed, place, previousViewId }: SentForm): Promise<void> {
  const { over } = place;
  const reading = over === null ? undefined : readingIn(JSON.parse(over));
  if (over === null || !reading) return;
  const page = pageOf({ private_metadata: over });
  if (reading.shows === 'home') return showHome(at, deed, page);
  const view = await readingView(at, deed, reading, page);
  if (view && previousViewId)
    await deed.client.views.update({ view_id: previousViewId, view }).catch(unlessOver);
}

async function ended(at: Reception, sent: SentForm): Promise<End> {
  const { deed, place, values } = sent;
  const isLast = place.page >= place.pages - 1;
  const part = { values, isContinued: place.pages > 1, isLast };
  const end = await sendHere(at, deed, place, part, (filled) => fileIn(at, deed, filled));
  switch (end.kind) {
    case 'gone':
      return noted(await ownTongue(at, deed), 'chat.gone');
    case 'more':
      return nextPage(at, sent, end.open, end.values);
    case 'imported':
      return broughtIn(at, sent, end.open, end.end);
    case 'refused':
      return refused(sent, end.open, end.values, end.refusal);
    case 'recorded':
      return recorded(place, end.done, end.zone);
  }
}

function fileIn(at: Reception, { client }: Deed, values: FormValues): ReturnType<FileIn> {
  const file = broughtFile(values.file);
  return file && { name: file.name, bytes: () => fetchFile(file, slackFiles(client), at.app.log) };
}

/** The pages so far are on disk before the next one is shown. */
async function nextPage(
  at: Reception,
  { deed, place, values: page }: SentForm,
  open: Open,
  values: FormValues,
) {
  await at.drafts.keep(deed.who, place.deliveryId, page, deed.receivedAt);
  const { opened: form, t, zone } = open;
  const view = modalOf(form, t, filling({ ...place, page: place.page + 1 }, zone, values));
  const told = noteMessage([t('chat.wait')], t);
  return { answer: { response_action: 'update', view } as const, view, told, recorded: false };
}

/** The report takes the place of the form, whatever it says. */
async function broughtIn(at: Reception, sent: SentForm, { t }: Open, end: Imported): Promise<End> {
  const { deed, place } = sent;
  const { deliveryId } = place;
  const { done, name, report } = end;
  const { title, lines } = report;
  // Longer than one view, it is turned page by page.
  await at.drafts.keep(deed.who, deliveryId, { title, name, lines }, deed.receivedAt);
  const reading = { shows: 'report', report: deliveryId } as const;
  const view = drawn([reportCard(t, name, report)], t, reading, null);
  const told = noteMessage([title, ...lines.slice(0, mostTold)], t);
  return { answer: { response_action: 'update', view }, view, told, recorded: done };
}

/** Lines of a report that a message holds; the view has all of them. */
const mostTold = 20;

function recorded({ action, lang }: FormPlace, done: Done, zone: string): End {
  const t = translator(lang);
  const said = recordedWords(t, done, zone);
  const view = drawn(done.cards ?? [noteCard(said, t)], t, { shows: 'note' }, null);
  const isStep = isSetup(action) && done.cards === null;
  const told = noteMessage([checkedWords(t, action, 'recorded'), ...said.slice(1)], t);
  return { answer: isStep ? null : { response_action: 'update', view }, view, told, recorded: true };
}

/** With what was typed, so that it needn’t be typed again. */
function refused(
  { place, values: sent }: SentForm,
  { opened: form, t, zone }: Open,
  values: FormValues,
  refusal: Refusal,
): End {
  const { action, title } = form.form;
  const text = refusedWords(t, action, refusal, zone);
  // Stored, but the answer never came, and the words were changed since: these are another act.
  const isOther = refusal.refused === 'delivery.reused';
  const deliveryId = isOther ? crypto.randomUUID() : place.deliveryId;
  const held = filling({ ...place, deliveryId }, zone, values);
  const view = refusedView(form, t, held, text);
  const here = refusedForm(form, t, held, { ...text, field: refusal.field ?? null });
  const isUnsure = refusal.refused === 'service.unsure';
  const head = checkedWords(t, action, isUnsure ? 'unsure' : 'refused', title);
  const told = noteMessage(isUnsure ? [head, text.next] : [head, text.text, text.next], t);
  // The bare form lacks fields of the whole one, and Slack takes no error for a field that it doesn’t show.
  const isShown = here.response_action === 'update' || Object.keys(here.errors).every((name) => name in sent);
  const answer = isShown && !isOther ? here : ({ response_action: 'update', view } as const);
  return { answer, view, told, recorded: false };
}

/** Nobody knows whether it is recorded: what was typed stays, and sending it again is the same delivery. */
async function failed(at: Reception, sent: SentForm, error: unknown): Promise<End> {
  const text: RefusalText = { text: failure(at, sent.deed, error), next: '' };
  const open = await opened(at, sent.deed, sent.place).catch(() => undefined);
  return unknownEnd(at, sent, text, open);
}

/** The same where the store says nothing at all. */
function unanswered(at: Reception, sent: SentForm): End {
  const text = refusalText(tongueAtHand(at, sent.deed), refuse('service.unsure'), 'Europe/Brussels');
  return unknownEnd(at, sent, text, undefined);
}

function unknownEnd(
  at: Reception,
  { deed, place, values }: SentForm,
  text: RefusalText,
  known: Open | undefined,
): End {
  const open = known ?? openedBare(at, deed, place);
  const t = tongueAtHand(at, deed);
  const words = [text.text, text.next].filter((line) => line !== '');
  const view = open
    ? refusedView(open.opened, open.t, filling(place, open.zone, values), text)
    : noteView(t, words);
  const answer = { response_action: 'update', view } as const;
  return { answer, view, told: noteMessage(words, t), recorded: false };
}

function noted(t: Open['t'], key: 'chat.gone'): End {
  const view = noteView(t, [t(key)]);
  return {
    answer: { response_action: 'update', view },
    view,
    told: noteMessage([t(key)], t),
    recorded: false,
  };
}
