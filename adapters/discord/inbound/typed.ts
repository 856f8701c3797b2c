// What somebody sends as a command: something to read, or a form; and what Discord offers while they type it.

import type {
  APIApplicationCommandAutocompleteInteraction,
  APIApplicationCommandOptionChoice,
  APIChatInputApplicationCommandInteraction,
} from 'discord.js';
import { actions } from '../../../src/app/actions.ts';
import { within } from '../../../src/app/within.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import { noteCard } from '../../../src/ui/card.ts';
import { commandOf, opensFor, type TargetKind } from '../../../src/ui/command-table.ts';
import { refIn } from '../../../src/ui/commands.ts';
import { institutionOptions, optionsFor } from '../../../src/ui/form-options.ts';
import { candidates, type Opened } from '../../../src/ui/open-command.ts';
import { ownTongue, visit } from '../../../src/ui/reception/guest.ts';
import { setupIn, typedHere } from '../../../src/ui/reception/reading.ts';
import { refusalText } from '../../../src/ui/refusals.ts';
import type { Visit } from '../../../src/ui/visit.ts';
import { type Asks, type TypedIn, typedIn } from '../commands.ts';
import { limits } from '../components/limits.ts';
import { shortened } from '../components/literal.ts';
import { type DiscordMessage, noteMessage, refusalMessage } from '../components/message.ts';
import { plainError } from '../rest.ts';
import { roomIn } from '../who.ts';
import { formOpened, opens } from './form-opening.ts';
import { proposalAbove } from './places.ts';
import { drawn } from './readings.ts';
import { answered, type Deed, note, type Reception } from './reception.ts';

/** Whether a word, for whoever types it, opens a form, is told without the store: Discord takes a form only at once. */
export async function typed(
  at: Reception,
  deed: Deed,
  { data }: APIChatInputApplicationCommandInteraction,
): Promise<void> {
  const command = typedIn(data.name, data.options);
  const form = command && opensFor(command.id, command.role)?.kind === 'form';
  if (form) return opens(at, deed, opened(at, deed, command));
  const shown = command
    ? read(at, deed, command)
    : Promise.resolve(note(at, deed, (t) => [t('discord.old')]));
  await answered(at, deed, shown, 'aside');
}

async function read(at: Reception, deed: Deed, command: TypedIn): Promise<DiscordMessage> {
  const there = await visit(at, deed);
  if (!there) return settingUp(at, deed);
  const { t, room, reader } = there;
  const answer = await answerTo(at, deed, there, command);
  if (answer.kind !== 'cards') return refusedOrForm(answer, there);
  const isElsewhere = command.id === 'help' && command.role === 'partner' && reader.coordinates;
  const cards = isElsewhere ? [...answer.cards, noteCard([t('discord.coordinates')], t)] : answer.cards;
  return drawn(at, deed, { shows: 'typed', text: answer.text, room }, cards, t, room);
}

async function opened(at: Reception, deed: Deed, command: TypedIn) {
  const there = await visit(at, deed);
  const message = async (work: Promise<DiscordMessage>) =>
    ({ kind: 'message', message: await work, where: 'aside' }) as const;
  if (!there) return message(settingUp(at, deed));
  const answer = await answerTo(at, deed, there, command);
  switch (answer.kind) {
    case 'form': {
      const { action, target, values } = answer;
      return formOpened(at, deed, { action, target, room: there.room }, values);
    }
    case 'cards': {
      const reading = { shows: 'typed', text: answer.text, room: there.room } as const;
      return message(drawn(at, deed, reading, answer.cards, there.t, there.room));
    }
    case 'refused':
      return message(Promise.resolve(refusedOrForm(answer, there)));
  }
}

/** A form isn’t read: whoever may not use the word is refused, and a word that reads cards opens none. */
function refusedOrForm(answer: Opened, { t, zone }: Visit): DiscordMessage {
  if (answer.kind !== 'refused') throw new Error('a word that is read has opened a form');
  return refusalMessage(refusalText(t, answer.refusal, zone), t);
}

type Answer = Opened & { text: string };

/** As if it had been typed as one line; in a proposal’s thread it is about that proposal, unless another is named. */
async function answerTo(at: Reception, deed: Deed, there: Visit, command: TypedIn): Promise<Answer> {
  const { said, id, role } = command;
  const { t, reader } = there;
  const word = commandOf(id).names[t.lang][0];
  const opens = commandOf(id).opens[role];
  const kind = opens?.target ?? (said.proposal === undefined ? null : 'proposal');
  const named = kind === null ? '' : (said[kind] ?? '').trim();
  const about =
    kind === null || named === ''
      ? null
      : await meant(there, kind, named, opens?.kind === 'form' ? opens.action : '');
  if (kind !== null && about === 'nothing') {
    const params = { [kind]: t('discord.named', { name: named }) };
    return { kind: 'refused', refusal: refuse(`${kind}.unknown`, { params }), text: word };
  }
  const above = kind === 'proposal' && named === '' ? await proposalAbove(at, deed, there.room) : undefined;
  // Of several that may be meant each is shown with its button.
  const ref = about === 'several' ? null : (about ?? above);
  const words = [word, ref, said.institution, ref === null && about === 'several' ? '' : said.words];
  const text = words.filter((part) => part !== undefined && part !== null && part !== '').join(' ');
  // What is everybody’s stays so for whoever coordinates: her own words are in the other command.
  const asTyped = role === 'partner' ? { ...there, reader: { ...reader, coordinates: false } } : there;
  const own = opens === opensFor(id, reader.coordinates ? 'coordinator' : 'partner') ? there : asTyped;
  const answer = await typedHere(at, own, text);
  if (answer.kind !== 'form' || said.objective === undefined) return { ...answer, text };
  const found = await offered(there, command, 'objective', said.objective);
  const objective = found.find(({ value }) => value === said.objective) ?? found[0];
  return {
    ...answer,
    text,
    values: { ...answer.values, ...(objective && { objectives: [objective.value] }) },
  };
}

/** The reference that was typed, or that of the only thing so called. */
async function meant(
  { scene }: Visit,
  kind: TargetKind,
  typedName: string,
  action: string,
): Promise<string | 'several' | 'nothing'> {
  const all = await candidates(scene, kind, action);
  const ref = refIn(typedName);
  const whole = all.filter(({ name }) => folded(name) === folded(typedName));
  if (whole.length === 1 && whole[0]) return whole[0].ref;
  if (ref) return ref;
  const [only, ...others] = all.filter(({ name }) => holds(name, typedName));
  if (!only) return 'nothing';
  return others.length > 0 ? 'several' : only.ref;
}

/** Milliseconds after which Discord hears that nothing can be suggested. */
const suggestedWithin = 2_000;

/** What may be meant by what stands in an option so far; Discord shows 25 at most. Never throws. */
export async function suggested(
  at: Reception,
  deed: Deed,
  { data }: APIApplicationCommandAutocompleteInteraction,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const command = typedIn(data.name, data.options);
  const finding = async () => {
    const there = command?.focused ? await visit(at, deed) : undefined;
    if (!command?.focused || !there) return [];
    return offered(there, command, command.focused, command.said[command.focused] ?? '');
  };
  const found = finding().catch((error: unknown) => {
    at.app.log.warn({ err: plainError(error) }, 'nothing could be suggested');
    return [];
  });
  return (await within(found, suggestedWithin)) ?? [];
}

async function offered(
  { scene, t }: Visit,
  { id, role, said }: TypedIn,
  asks: Asks,
  begun: string,
): Promise<{ name: string; value: string }[]> {
  const opens = commandOf(id).opens[role];
  const action = opens?.kind === 'form' ? opens.action : '';
  const all = async () => {
    switch (asks) {
      case 'words':
        return [];
      case 'institution':
        return (await institutionOptions(scene, t)).map(({ label }) => ({ label, value: label }));
      case 'objective': {
        const submitting = actions.get(action);
        const field = submitting?.fields.find(({ name }) => name === 'objectives');
        const call = said.call === undefined ? null : refIn(said.call);
        return submitting && field ? ((await optionsFor(scene, submitting, call ?? '', field, t)) ?? []) : [];
      }
      default: {
        const found = await candidates(scene, asks, action);
        return found.map(({ ref, name }) => ({
          label: name === '' ? ref : t('choice.label', { ref, name }),
          value: ref,
        }));
      }
    }
  };
  return (await all())
    .filter(({ label, value }) => holds(label, begun) || holds(value, begun))
    .slice(0, limits.select.options)
    .map(({ label, value }) => ({
      name: shortened(label, limits.option.label),
      // Looked for again as a part of its name.
      value: value.slice(0, limits.option.value).toWellFormed(),
    }));
}

/** Whatever its accents and capitals. */
function holds(text: string, part: string): boolean {
  return folded(text).includes(folded(part));
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}

/** Where setting up stands in this channel: it has no concertation yet. */
async function settingUp(at: Reception, deed: Deed): Promise<DiscordMessage> {
  const { channel, team } = deed;
  if (channel === null) {
    const t = await ownTongue(at, deed);
    return noteMessage([t('discord.elsewhere')], t);
  }
  const { cards, t } = await setupIn(at, deed, channel);
  return drawn(at, deed, { shows: 'setup', channel }, cards, t, roomIn(team, channel));
}
