// Somebody who lives through a story on Discord: what they say is filled in by the labels that they see, in modals and
// in the messages between them.

import { type Tap, tapOf } from '../../../adapters/discord/components/taps.ts';
import { entryFields, labelOf, speakerField } from '../../../src/ui/forms.ts';
import { isMessageKey } from '../../../src/ui/translator.ts';
import { givenIn, type Said, severalIn, type Wish } from '../story/wishes.ts';
import { everyComponent, isSelect, kinds, listOf } from './components.ts';
import type { DiscordMessage, Json } from './guild.ts';
import { ownMessages, tapsOn } from './offered.ts';
import { alike, readMessage, readOption } from './reading.ts';
import type { Seeker } from './ways.ts';

const zone = 'Europe/Brussels';

/** Fills in what is open, step by step, and sends it; answers what is read then. */
export async function fillsAndSends(seeker: Seeker, wish: Wish, said: Said): Promise<string> {
  const { person } = seeker;
  const given = givenIn(said);
  const deliveryId = await formInHand(seeker);
  let read = '';
  for (let steps = 0; steps < 60; steps++) {
    if (person.hasModal) {
      await fillsModal(seeker, given, said);
      read = await person.sends();
      if (person.hasModal) throw new Error(`Discord doesn’t send it:\n${read}`);
    }
    const step = stepOf(seeker, deliveryId);
    if (!step || isRefused(seeker, read)) return read;
    read = await takesStep(seeker, wish, given, step, deliveryId);
  }
  throw new Error(`the form never ends:\n${read}`);
}

/** Whether nothing was recorded: what was typed can be put right. */
export function isRefused({ t }: Pick<Seeker, 't'>, read: string): boolean {
  return read.includes(`[${t('discord.form.correct')}]`);
}

/** Under which it will be delivered; throws where no form is open. */
async function formInHand(seeker: Seeker): Promise<string> {
  const { person } = seeker;
  const [newest] = ownMessages(seeker);
  const modal = person.hasModal ? await modalOf(seeker) : undefined;
  const taps = modal ? [tapOf(String(modal.custom_id))] : newest ? tapsOn(newest) : [];
  const hand = taps.find((tap) => tap?.kind === 'form');
  if (hand?.kind === 'form') return hand.deliveryId;
  throw new Error(`no form is open:\n${person.sees()}\n${person.notes().at(-1) ?? ''}`);
}

async function modalOf({ person }: Seeker): Promise<Json> {
  const first = await person.answered.at(-1)?.interaction.answered;
  if (first?.type !== 9) throw new Error('no modal was opened last');
  return first.data;
}

async function fillsModal(seeker: Seeker, given: Map<string, unknown>, said: Said): Promise<void> {
  const { person, t } = seeker;
  for (const outer of listOf((await modalOf(seeker)).components)) {
    if (outer.type !== kinds.label) continue;
    const label = String(outer.label);
    const component = outer.component as Json;
    const [name = '', kind] = String(component.custom_id).split(':');
    const options = listOf(component.options);
    const another = options.find(({ value }) => value === '~other');
    if (another && said.behalf) {
      await person.fills({ [label]: t('discord.form.for-another') });
      continue;
    }
    const several = severalIn(given.get(name), Number(component.max_values ?? 1) > 1);
    if (several.length === 0) continue;
    const read = several.map((value) => {
      if (kind === 'instant') return onTheClock(value);
      if (options.length === 0) return value;
      const found = options.find((o) => o.value === value) ?? options.find((o) => o.value === '~list');
      if (found) return readOption(found);
      throw new Error(`${person.user.name} can’t choose ${value} for „${label}“`);
    });
    await person.fills({ [label]: component.type === kinds.text ? read.join(', ') : read });
  }
}

/** The message in which the form goes on. */
function stepOf(seeker: Seeker, deliveryId: string): DiscordMessage | undefined {
  return ownMessages(seeker).find((m) => tapsOn(m).some((tap) => isOf(tap, deliveryId)));
}

function isOf(tap: Tap, deliveryId: string): boolean {
  return tap.kind === 'form' && tap.deliveryId === deliveryId;
}

/** Chooses in its list, reads its preview, and goes on; answers what is read then. */
async function takesStep(
  seeker: Seeker,
  wish: Wish,
  given: Map<string, unknown>,
  message: DiscordMessage,
  deliveryId: string,
): Promise<string> {
  const { world, person } = seeker;
  if (tapsOn(message).some((tap) => tap.kind === 'form' && tap.does === 'choose')) {
    const field = fieldOf(seeker, wish, given, readMessage(world, message, person.user));
    for (const value of severalIn(given.get(field), true)) await chooses(seeker, message, deliveryId, value);
  }
  const words = alike(`${given.get('words') ?? ''}`);
  if (wish.action === 'call.chase' && !alike(readMessage(world, message, person.user)).includes(words))
    throw new Error(`the preview says nothing of „${words}“:\n${readMessage(world, message, person.user)}`);
  const on = further(seeker, message);
  if (!on) throw new Error(`it doesn’t go on:\n${readMessage(world, message, person.user)}`);
  return person.taps(on, { on: message });
}

/** Page by page, until it is there; what was chosen before stays. */
async function chooses(
  seeker: Seeker,
  message: DiscordMessage,
  deliveryId: string,
  value: string,
): Promise<void> {
  const { person, t } = seeker;
  const back = () => button(seeker, message, t('discord.form.previous'));
  while (back()) await person.taps(t('discord.form.previous'), { on: message });
  for (;;) {
    const list = everyComponent(message.components).find((c) => {
      const tap = isSelect(c) ? tapOf(String(c.custom_id)) : undefined;
      return tap?.kind === 'form' && tap.does === 'choose' && tap.deliveryId === deliveryId;
    });
    const options = listOf(list?.options);
    const found = options.find((o) => o.value === value);
    if (found) {
      const held = Number(list?.max_values ?? 1) > 1 ? options.filter((o) => o.default) : [];
      const all = [...held.filter((o) => o !== found), found].map(readOption);
      await person.chooses(all, { on: message, in: String(list?.placeholder) });
      return;
    }
    if (!button(seeker, message, t('discord.form.next')))
      throw new Error(`${person.user.name} can’t choose ${value}:\n${person.notes().at(-1)}`);
    await person.taps(t('discord.form.next'), { on: message });
  }
}

function button({ world, person }: Seeker, message: DiscordMessage, label: string): boolean {
  return readMessage(world, message, person.user).includes(`[${label}]`);
}

/** The label of the button that goes on, or else of the one that stands out: it sends. */
function further({ t }: Seeker, message: DiscordMessage): string | undefined {
  const buttons = everyComponent(message.components).filter(
    (c) => c.type === kinds.button && c.disabled !== true,
  );
  const onward = [t('discord.form.continue'), t('discord.form.skip')];
  const found = buttons.find((b) => onward.includes(String(b.label))) ?? buttons.find((b) => b.style === 1);
  return found && String(found.label);
}

/** Which field a list asks for, by the label that stands above it; '' for one of which nothing is to be said. */
function fieldOf({ t }: Seeker, { action }: Wish, given: Map<string, unknown>, read: string): string {
  const lines = read.split('\n').map(alike);
  const labels = new Map([
    ...entryFields(t, []).map(({ name, label }) => [name, label] as const),
    ...[...given.keys()].flatMap((name) =>
      isMessageKey(`field.${action}.${name}`) || isMessageKey(`field.${name}`)
        ? [[name, labelOf(t, action, name)] as const]
        : [],
    ),
  ]);
  const speaker = speakerField(t, [], true).label;
  const found = [...labels].find(([, label]) => lines.includes(alike(label)))?.[0];
  return found ?? (lines.includes(alike(speaker)) ? 'institution' : '');
}

/** As it is typed on Discord, which has no picker. */
function onTheClock(value: string): string {
  const at = /Z$|[+-]\d\d:\d\d$/.test(value)
    ? Temporal.Instant.from(value).toZonedDateTimeISO(zone).toPlainDateTime()
    : Temporal.PlainDateTime.from(value);
  const two = (n: number) => `${n}`.padStart(2, '0');
  return `${two(at.day)}/${two(at.month)}/${at.year} ${two(at.hour)}:${two(at.minute)}`;
}
