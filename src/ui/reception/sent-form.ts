// A form that somebody has filled in: carried out, refused, or a file taken in. What is shown of it is the platform’s.

import { actions } from '../../app/actions.ts';
import type { Execution } from '../../app/execute.ts';
import type { Note } from '../../app/notes.ts';
import type { SetupAnswer } from '../../app/setting-up.ts';
import type { Lang } from '../../domain/people.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { Card } from '../card.ts';
import { importing } from '../command-table.ts';
import { type Asked, whoAndWhat } from '../filled-form.ts';
import { type FormValues, isChange } from '../form-values.ts';
import { noteText, type RefusalText, refusalText } from '../refusals.ts';
import { droppedCard, joinedCard, openedCard } from '../setup/setup-cards.ts';
import { type MessageKey, type Translator, translator } from '../translator.ts';
import { channelOf, isSetup, type Open, opened, type Wanted } from './asked-form.ts';
import type { Guest, Host } from './guest.ts';
import { type FileIn, type Imported, imported } from './imported.ts';

/** A form in hand. */
export interface FormInHand extends Wanted {
  /** Under which it is delivered, however often it comes. */
  deliveryId: string;
  /** For whom its reader speaks, or that they are asked; null where the form was drawn without knowing. */
  speaker: { asked: boolean; for: string | null } | null;
  /** In which it was drawn. */
  lang: Lang;
}

export type FormEnd =
  /** There is nothing to fill in any more. */
  | { kind: 'gone' }
  /** It goes on: everything said so far stands in `values`. */
  | { kind: 'more'; open: Open; values: FormValues }
  | { kind: 'imported'; open: Open; end: Imported }
  | { kind: 'refused'; open: Open; values: FormValues; refusal: Refusal }
  | { kind: 'recorded'; done: Done; zone: string };

export interface Done {
  notes: readonly Note[];
  /** What is shown instead of the sentence that it is recorded. */
  cards: Card[] | null;
}

/** What came with it, and how far it is. */
export interface SentPart {
  values: FormValues;
  /** Whether what was said before is kept as a draft. */
  isContinued: boolean;
  /** Whether nothing more is asked. */
  isLast: boolean;
}

/** Carries it out once nothing more is asked. Answers when its consequence is on disk. */
export async function sendForm(
  host: Host,
  guest: Guest,
  form: FormInHand,
  { values: page, isContinued, isLast }: SentPart,
  fileIn: FileIn,
): Promise<FormEnd> {
  const known = isLast && !isContinued ? askedOf(form) : null;
  const atOnce = known && (await carriedOut(host, guest, form, known, page));
  // No instant is named where there are no notes: the zone isn’t needed.
  if (atOnce && !isRefusal(atOnce) && atOnce.notes.length === 0)
    return { kind: 'recorded', done: atOnce, zone: 'UTC' };
  const open = await opened(host, guest, form);
  if (!open) return { kind: 'gone' };
  const former = isContinued ? await host.drafts.of(guest.who, form.deliveryId) : {};
  const values = { ...former, ...page };
  if (!isLast) return { kind: 'more', open, values };
  if (form.action === importing && open.visit) {
    const end = await imported(host, guest, open.visit, form.deliveryId, values, fileIn);
    if (isRefusal(end)) return { kind: 'refused', open, values, refusal: end };
    return { kind: 'imported', open, end };
  }
  const asked = { ...open.opened, action: form.action };
  const end = atOnce ?? (await carriedOut(host, guest, form, asked, values));
  if (isRefusal(end)) return { kind: 'refused', open, values, refusal: end };
  return { kind: 'recorded', done: end, zone: open.zone };
}

/**
 * As the form itself says, which then needn’t be asked before. Null for what changes something that stands, and where
 * it doesn’t say for whom.
 */
function askedOf({ action, speaker }: FormInHand): Asked | null {
  if (speaker === null || !actions.has(action) || isChange(action)) return null;
  return { action, values: {}, asksSpeaker: speaker.asked, speaksFor: speaker.for };
}

async function carriedOut(
  { app, settingUp }: Host,
  { who, team, receivedAt }: Guest,
  { action, target, room, deliveryId, lang }: FormInHand,
  asked: Asked,
  values: FormValues,
): Promise<Done | Refusal> {
  if (isSetup(action)) {
    const as = { externalId: who.externalId, name: who.name };
    const there = { platform: who.platform, tenant: team, channel: channelOf(room) };
    const end = await settingUp.submit({
      deliveryId,
      receivedAt,
      as,
      at: there,
      action,
      target,
      values,
      lang,
    });
    return isRefusal(end) ? end : { notes: [], cards: afterSetup(translator(lang), end, there) };
  }
  const { institution, behalf, own } = whoAndWhat(asked, values);
  const said = { action, target, values: own, behalf, lang };
  const end: Execution = await app.submit({ deliveryId, receivedAt, as: who, institution, room, ...said });
  return isRefusal(end) ? end : { notes: end.notes ?? [], cards: null };
}

function afterSetup(
  t: Translator,
  end: SetupAnswer,
  at: { platform: string; tenant: string; channel: string },
): Card[] | null {
  if (end.kind === 'opened') return [openedCard(t, at)];
  if (end.kind === 'joined') return [joinedCard(t, at)];
  return end.kind === 'dropped' ? [droppedCard(t, at)] : null;
}

/**
 * A step of setting up that asks for nothing, taken at once; on disk when it answers. Null: it is done.
 *
 * @param deliveryId the same however often the platform brings it
 */
export async function stepTaken(
  host: Host,
  guest: Guest,
  { action, target, room }: Wanted,
  deliveryId: string,
  t: Translator,
): Promise<RefusalText | null> {
  const { who, team, receivedAt } = guest;
  const end = await host.settingUp.submit({
    deliveryId,
    receivedAt,
    as: { externalId: who.externalId, name: who.name },
    at: { platform: who.platform, tenant: team, channel: channelOf(room) },
    action,
    target,
    values: {},
    lang: t.lang,
  });
  return isRefusal(end) ? refusalText(t, end, 'Europe/Brussels') : null;
}

/** That it is recorded, and what is worth a look in it. @param zone for the instants that notes name */
export function recordedWords(t: Translator, { notes }: Done, zone: string): string[] {
  return [t('page.done'), ...notes.map((note) => noteText(t, note, zone))];
}

/** As whoever was told 'checking' is told it later, when they may be elsewhere. */
export function checkedWords(
  t: Translator,
  action: string,
  end: 'recorded' | 'refused' | 'unsure',
  title = t(`action.${action}` as MessageKey),
): string {
  return t(`chat.checked.${end}`, { title });
}

/** Why it was refused and what to do; of a file, at the line that is refused. */
export function refusedWords(t: Translator, action: string, refusal: Refusal, zone: string): RefusalText {
  const said = refusalText(t, refusal, zone);
  const line = refusal.params?.line;
  if (action !== importing || typeof line !== 'number') return said;
  return { ...said, text: t('import.line', { line, problem: said.text }) };
}
