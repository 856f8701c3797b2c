// Taps on buttons: a form opens, or whole cards to read, or another page of what is open.

import type { App, BlockAction, ButtonAction, types } from '@slack/bolt';
import { isRefusal } from '../../../src/domain/refusal.ts';
import { awaiting } from '../../../src/ui/command-table.ts';
import { chasePreview } from '../../../src/ui/desk/chase-preview.ts';
import { whoAndWhat } from '../../../src/ui/filled-form.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { wordsField } from '../../../src/ui/open-command.ts';
import { channelOf, opened, steps } from '../../../src/ui/reception/asked-form.ts';
import { ownTongue, tongueAtHand } from '../../../src/ui/reception/guest.ts';
import type { Reading } from '../../../src/ui/reception/reading.ts';
import { stepTaken } from '../../../src/ui/reception/sent-form.ts';
import { refusalText } from '../../../src/ui/refusals.ts';
import { platformName } from '../announcer.ts';
import { valuesOf } from '../blocks/filled.ts';
import { modalOf } from '../blocks/modal.ts';
import { type Tap, tapOf } from '../blocks/taps.ts';
import { troubleOf } from '../trouble.ts';
import { roomIn } from '../who.ts';
import { bareForm, filling, firstPage, placeIn, type Wanted } from './form-opening.ts';
import { showHome } from './home.ts';
import { openView, type Trigger } from './opening.ts';
import { drawn, excuse, noteView, pageOf, readingOf, readingView } from './reading.ts';
import { acknowledged, type Deed, deedOf, type Reception } from './reception.ts';
import { wordsOf } from './words.ts';

type Tapped = BlockAction<ButtonAction>;

export function formTaps(bolt: App, at: Reception): void {
  bolt.action<Tapped>({ type: 'block_actions' }, async (args) => {
    const { body, action, ack } = args;
    const deed = deedOf(args, body.user, body.channel?.id ?? null);
    const tap = action.type === 'button' ? tapOf(action.action_id, action.value) : undefined;
    try {
      await acknowledged(at, deed, tap ? tapped(at, deed, tap, body) : Promise.resolve(), ack);
    } catch (error) {
      await excuse(at, deed, error, body.trigger_id, isModal(body));
    }
  });
}

function isModal(body: Tapped): boolean {
  return body.view?.type === 'modal';
}

async function tapped(at: Reception, deed: Deed, tap: Tap, body: Tapped): Promise<void> {
  const trigger: Trigger = { client: deed.client, trigger: body.trigger_id, over: isModal(body) };
  switch (tap.kind) {
    case 'do': {
      const { action, target, of } = tap;
      const room = of.room ?? roomIn(deed.team, deed.channel ?? '');
      const wanted = { action, target: target || null, room, over: overOf(body) };
      if (action === awaiting)
        return openView(trigger, read(at, deed, { shows: 'mine' }), () => waiting(at, deed));
      if (steps.includes(action)) return stepDone(at, deed, wanted, body);
      if (action === linking) return linked(at, deed, wanted, trigger);
      return openForm(at, deed, wanted, trigger, { message: of.words });
    }
    case 'read': {
      const { subject, of } = tap;
      const room = of.room ?? roomIn(deed.team, deed.channel ?? '');
      const reading: Reading = { shows: 'card', subject, room, letter: of.letter };
      return openView(trigger, read(at, deed, reading), () => waiting(at, deed));
    }
    case 'page':
      return turned(at, deed, tap.page, body);
    case 'entry':
      return entered(at, deed, body);
    case 'preview':
      return openView(trigger, preview(at, deed, body), () => waiting(at, deed));
  }
}

/** Asked in a channel that has no concertation yet; the target is a room of the one that it joins. */
const linking = 'room.add';

function linked(at: Reception, deed: Deed, wanted: Wanted, trigger: Trigger): Promise<void> {
  const { target, room } = wanted;
  const joining = { ...wanted, target: null, room: target ?? room };
  const values = target === null ? {} : { channel: channelOf(room) };
  return openForm(at, deed, joining, trigger, { values });
}

/** Opens a form for somebody. */
export async function openForm(
  at: Reception,
  deed: Deed,
  wanted: Wanted,
  trigger: Trigger,
  given: Given = {},
): Promise<void> {
  const deliveryId = crypto.randomUUID();
  const whole = formView(at, deed, wanted, deliveryId, given);
  await openView(trigger, whole, () => bareForm(at, deed, wanted, deliveryId) ?? waiting(at, deed));
}

/** What a form begins with. */
interface Given {
  /** Typed already. */
  values?: FormValues;
  /** A message whose words it is to hold, as `words` of `Concerns`. */
  message?: string | null;
}

/** The form as it opens; a word where there is nothing to fill in any more. */
export async function formView(
  at: Reception,
  deed: Deed,
  wanted: Wanted,
  deliveryId: string,
  { values = {}, message = null }: Given,
): Promise<types.ModalView> {
  const open = await opened(at, deed, wanted);
  if (open) {
    const words = await wordsIn(at, deed, wanted.action, message);
    return firstPage(open, wanted, deliveryId, { ...values, ...words });
  }
  const t = await ownTongue(at, deed);
  return noteView(t, [t('chat.gone')]);
}

async function wordsIn(
  at: Reception,
  { client, team }: Deed,
  action: string,
  message: string | null,
): Promise<FormValues> {
  const field = wordsField(action);
  if (message === null || field === undefined) return {};
  const nameOf = async (externalId: string) =>
    (await at.app.acquaintance.meet({ platform: platformName, tenant: team, externalId }))?.name ?? null;
  // They can be typed again: without them the form opens all the same.
  const text = await wordsOf(client, message, nameOf).catch((error: unknown) => {
    at.app.log.warn({ code: troubleOf(error).code }, 'the words of a message could not be read');
    return null;
  });
  return text === null ? {} : { [field]: text };
}

/** Stored before Slack is answered; what is open then shows where things stand. */
async function stepDone(at: Reception, deed: Deed, wanted: Wanted, body: Tapped): Promise<void> {
  const t = await ownTongue(at, deed);
  const channel = channelOf(wanted.room);
  const deliveryId = `${deed.who.externalId}:${body.actions[0]?.action_ts ?? body.trigger_id}`;
  const refused = await stepTaken(at, deed, wanted, deliveryId, t);
  const trigger = { client: deed.client, trigger: body.trigger_id, over: isModal(body) };
  if (refused) {
    const view = noteView(t, [refused.text, refused.next]);
    return openView(trigger, Promise.resolve(view), () => view);
  }
  const whole = read(at, deed, { shows: 'setup', channel }, body.view ? pageOf(body.view) : 0);
  if (body.view?.type === 'modal')
    await deed.client.views.update({ view_id: body.view.id, view: await whole });
  else await openView(trigger, whole, () => waiting(at, deed));
}

async function turned(at: Reception, deed: Deed, page: number, { view }: Tapped): Promise<void> {
  if (view?.type === 'home') return showHome(at, deed, page);
  const reading = view && readingOf(view);
  const shown = reading && (await readingView(at, deed, reading, page));
  if (view && shown) await deed.client.views.update({ view_id: view.id, view: shown });
}

/** The form in hand, with the questions of whom it is entered for; what was typed stays. */
async function entered(at: Reception, deed: Deed, { view }: Tapped): Promise<void> {
  if (!view) return;
  const place = placeIn(view.private_metadata);
  const open = await opened(at, deed, place);
  if (!open) return;
  const values = { ...(await at.drafts.of(deed.who, place.deliveryId)), ...valuesOf(view.state.values) };
  const { opened: form, t, zone } = open;
  const asked = modalOf(form, t, filling({ ...place, forAnother: true }, zone, values));
  await deed.client.views.update({ view_id: view.id, view: asked });
}

/** As the first of those who owe an answer will read it; nothing is sent. */
async function preview(at: Reception, deed: Deed, { view }: Tapped) {
  const place = view && placeIn(view.private_metadata);
  const open = place && (await opened(at, deed, place));
  if (!view || !place || !open?.visit) return waiting(at, deed);
  const { scene, reader, t, now, zone, room } = open.visit;
  const { own } = whoAndWhat({ ...open.opened, action: place.action }, valuesOf(view.state.values));
  const words = [own.words ?? ''].flat()[0] ?? '';
  const seen = await chasePreview(scene, reader, t, { call: place.target ?? '', words }, now);
  if (isRefusal(seen)) {
    const { text, next } = refusalText(t, seen, zone);
    return noteView(t, [text, next]);
  }
  const says = t('page.form.preview.says', { n: seen.persons, institutions: seen.institutions.length });
  return drawn([{ ...seen.card, title: says, buttons: [] }, seen.card], t, { shows: 'note' }, room);
}

async function read(at: Reception, deed: Deed, reading: Reading, page = 0) {
  const view = await readingView(at, deed, reading, page);
  if (view) return view;
  const t = await ownTongue(at, deed);
  return noteView(t, [t('chat.gone')]);
}

/** What the view under a form shows, so that it can be brought up to date. */
function overOf({ view }: Tapped): string | null {
  if (view?.type === 'home') return JSON.stringify({ shows: 'home', page: pageOf(view) });
  return view?.callback_id === 'read' ? view.private_metadata : null;
}

function waiting(at: Reception, deed: Deed) {
  const t = tongueAtHand(at, deed);
  return noteView(t, [t('chat.wait')]);
}
