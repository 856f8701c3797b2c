// A form that is sent: kept page by page, carried out on the last one, and answered within Slack’s three seconds,
// honestly: what isn’t known to be recorded by then isn’t said to be.

import type { types } from '@slack/bolt';
import { actions } from '../../../src/app/actions.ts';
import type { Execution } from '../../../src/app/execute.ts';
import type { Note } from '../../../src/app/notes.ts';
import type { SetupAnswer } from '../../../src/app/setting-up.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/refusal.ts';
import type { Card } from '../../../src/ui/card.ts';
import { importing } from '../../../src/ui/command-table.ts';
import { type Asked, whoAndWhat } from '../../../src/ui/filled-form.ts';
import { type FormValues, isChange } from '../../../src/ui/form-values.ts';
import { noteText, type RefusalText, refusalText } from '../../../src/ui/refusals.ts';
import { droppedCard, openedCard } from '../../../src/ui/setup/setup-cards.ts';
import { type MessageKey, type Translator, translator } from '../../../src/ui/translator.ts';
import type { Visit } from '../../../src/ui/visit.ts';
import { platformName } from '../announcer.ts';
import { noteCard, noteMessage, type SlackMessage } from '../blocks/message.ts';
import { type FormPlace, modalOf, type RefusedForm, refusedForm, refusedView } from '../blocks/modal.ts';
import { channelOf, filling, isSetup, type Open, opened, openedBare } from './form-opening.ts';
import { showHome } from './home.ts';
import { imported, reportCard } from './importing.ts';
import { drawn, noteView, pageOf, readingIn, readingView } from './reading.ts';
import {
  answeredWithin,
  type Deed,
  failure,
  heard,
  ownTongue,
  type Reception,
  tell,
  tongueAtHand,
} from './reception.ts';
import { within } from './within.ts';

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
  const checking = { response_action: 'update', view: noteView(t, [t('slack.checking')]) } as const;
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
  const reading = over === null ? undefined : readingIn(over);
  if (over === null || !reading) return;
  const page = pageOf({ private_metadata: over });
  if (reading.shows === 'home') return showHome(at, deed, page);
  const view = await readingView(at, deed, reading, page);
  if (view && previousViewId) await deed.client.views.update({ view_id: previousViewId, view });
}

async function ended(at: Reception, sent: SentForm): Promise<End> {
  const { deed, place, values: page } = sent;
  const known = asked(place);
  const atOnce = known && (await carriedOut(at, sent, known, page));
  if (atOnce && !isRefusal(atOnce) && atOnce.notes.length === 0) return recorded(place, atOnce);
  const open = await opened(at, deed, place);
  if (!open) return noted(await ownTongue(at, deed), 'slack.gone');
  const former = place.pages > 1 ? await at.drafts.of(deed.who, place.deliveryId) : {};
  const values = { ...former, ...page };
  if (place.page < place.pages - 1) return nextPage(at, sent, open, values);
  if (place.action === importing && open.visit) return broughtIn(at, sent, open, open.visit);
  const end = atOnce ?? (await carriedOut(at, sent, { ...open.opened, action: place.action }, values));
  if (isRefusal(end)) return refused(sent, open, values, end);
  return recorded(place, end, open.zone);
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
  const told = noteMessage([t('slack.wait')], t);
  return { answer: { response_action: 'update', view } as const, view, told, recorded: false };
}

/** The report takes the place of the form, whatever it says. */
async function broughtIn(at: Reception, sent: SentForm, open: Open, visit: Visit): Promise<End> {
  const { deed, place, values } = sent;
  const { deliveryId } = place;
  const end = await imported(at, deed, visit, deliveryId, values);
  if (isRefusal(end)) return refused(sent, open, values, end);
  const { t } = open;
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

interface Done {
  notes: readonly Note[];
  /** What is shown instead of the sentence that it is recorded. */
  cards: Card[] | null;
}

/**
 * What the form said of its speaker when it opened, where that is all that has to be known to carry it out: the store
 * then needn’t be asked before. Null for what changes something that stands, and for what isn’t the whole of a form.
 */
function asked({ action, pages, speaker }: FormPlace): Asked | null {
  const isWhole = pages === 1 && speaker !== null && actions.has(action) && !isChange(action);
  return isWhole ? { action, values: {}, asksSpeaker: speaker.asked, speaksFor: speaker.for } : null;
}

async function carriedOut(
  at: Reception,
  { deed, place }: SentForm,
  form: Asked,
  values: FormValues,
): Promise<Done | Refusal> {
  const { action, target, room, deliveryId, lang } = place;
  const { receivedAt, who } = deed;
  if (isSetup(action)) {
    const as = { externalId: who.externalId, name: who.name };
    const there = { platform: platformName, tenant: deed.team, channel: channelOf(room) };
    const step = { deliveryId, receivedAt, as, at: there, action, target, values, lang };
    const end = await at.settingUp.submit(step);
    return isRefusal(end) ? end : { notes: [], cards: afterSetup(translator(lang), end, there) };
  }
  const { institution, behalf, own } = whoAndWhat(form, values);
  const said = { action, target, values: own, behalf, lang };
  const end: Execution = await at.app.submit({ deliveryId, receivedAt, as: who, institution, room, ...said });
  return isRefusal(end) ? end : { notes: end.notes ?? [], cards: null };
}

function afterSetup(
  t: Translator,
  end: SetupAnswer,
  at: { platform: string; tenant: string; channel: string },
): Card[] | null {
  if (end.kind === 'opened') return [openedCard(t, at)];
  return end.kind === 'dropped' ? [droppedCard(t, at)] : null;
}

/** @param zone the assembly’s, for the instants that notes name; where there are none it isn’t needed */
function recorded({ action, lang }: FormPlace, { cards, notes }: Done, zone = 'UTC'): End {
  const t = translator(lang);
  const said = [t('page.done'), ...notes.map((note) => noteText(t, note, zone))];
  const view = drawn(cards ?? [noteCard(said, t)], t, { shows: 'note' }, null);
  const isStep = isSetup(action) && cards === null;
  const title = t(`action.${action}` as MessageKey);
  const told = noteMessage([t('slack.checked.recorded', { title }), ...said.slice(1)], t);
  return { answer: isStep ? null : { response_action: 'update', view }, view, told, recorded: true };
}

/** With what was typed, so that it needn’t be typed again. */
function refused(
  { place, values: sent }: SentForm,
  { opened: form, t, zone }: Open,
  values: FormValues,
  refusal: Refusal,
): End {
  const text = atItsLine(t, form.form.action, refusal, refusalText(t, refusal, zone));
  // Stored, but the answer never came, and the words were changed since: these are another act.
  const isOther = refusal.refused === 'delivery.reused';
  const deliveryId = isOther ? crypto.randomUUID() : place.deliveryId;
  const held = filling({ ...place, deliveryId }, zone, values);
  const view = refusedView(form, t, held, text);
  const here = refusedForm(form, t, held, { ...text, field: refusal.field ?? null });
  const isUnsure = refusal.refused === 'service.unsure';
  const head = t(isUnsure ? 'slack.checked.unsure' : 'slack.checked.refused', { title: form.form.title });
  const told = noteMessage(isUnsure ? [head, text.next] : [head, text.text, text.next], t);
  // The bare form lacks fields of the whole one, and Slack takes no error for a field that it doesn’t show.
  const isShown = here.response_action === 'update' || Object.keys(here.errors).every((name) => name in sent);
  const answer = isShown && !isOther ? here : ({ response_action: 'update', view } as const);
  return { answer, view, told, recorded: false };
}

/** Of a file, the line that is refused. */
function atItsLine(t: Open['t'], action: string, { params }: Refusal, said: RefusalText): RefusalText {
  const line = params?.line;
  if (action !== importing || typeof line !== 'number') return said;
  return { ...said, text: t('import.line', { line, problem: said.text }) };
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

function noted(t: Open['t'], key: 'slack.gone'): End {
  const view = noteView(t, [t(key)]);
  return {
    answer: { response_action: 'update', view },
    view,
    told: noteMessage([t(key)], t),
    recorded: false,
  };
}
