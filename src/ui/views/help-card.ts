// What somebody can type, told on a card; and the answer to a word that isn't known.

import type { Block, Card } from '../card.ts';
import { type CommandId, commandOf, inChat, type Role, typedCommands } from '../command-table.ts';
import { meaningOf, type Parsed } from '../commands.ts';
import { oneOf } from '../format.ts';
import { isMessageKey, type Translator } from '../translator.ts';

/** All that someone in this role can type, each line as they would type it, with what it does. */
export function helpCard(t: Translator, role: Role, typedBefore = inChat): Card {
  const own = typedCommands.filter((c) => c.opens[role] !== null && !c.answers);
  const reserved = own.filter((c) => role === 'coordinator' && c.opens.partner !== c.opens.coordinator);
  const line = ({ id }: { id: CommandId }): Block => ({
    type: 'fact',
    label: `${typedBefore(id)}${exampleOf(t, id)}`,
    value: meaningOf(id, t.lang, role),
  });
  const blocks: Block[] = [text(t('help.intro'))];
  if (reserved.length > 0) blocks.push(text(t('help.coordinator')), ...reserved.map(line));
  blocks.push(text(t('help.everybody')));
  blocks.push(...own.filter((c) => !reserved.includes(c)).map(line));
  const words = typedCommands.filter((c) => c.answers).map((c) => c.names[t.lang][0]);
  const example = `${typedBefore('object')}${nameOf(t, 'object')} ${references.proposal}`;
  blocks.push(text(t('help.refs')), text(t('help.answers', { list: oneOf(t, words), command: example })));
  return cardOf(t, 'help', t('help.title'), blocks);
}

/** That the word isn’t known and nothing was done; the nearest right word, and where all words are told. */
export function unknownCommandCard(
  t: Translator,
  { word, name, suggestion }: Extract<Parsed, { kind: 'unknown' }>,
  typedBefore = inChat,
): Card {
  const blocks: Block[] = [];
  if (name !== null && suggestion !== null) {
    blocks.push(text(t('command.unknown.nearest', { name, command: `${typedBefore(suggestion)}${name}` })));
  }
  blocks.push(text(t('command.unknown.next', { command: `${typedBefore('help')}${nameOf(t, 'help')}` })));
  return cardOf(t, 'unknown-command', t('command.unknown', { word }), blocks);
}

const references = { call: 'C2', proposal: 'P3', meeting: 'M1' } as const;

/** 'critères P3', 'besoin un local chauffé le samedi'. */
function exampleOf(t: Translator, id: CommandId): string {
  const key = `command.${id}.example`;
  if (isMessageKey(key)) return `${nameOf(t, id)} ${t(key)}`;
  const { coordinator } = commandOf(id).opens;
  if (coordinator?.kind !== 'form' || !coordinator.target) return nameOf(t, id);
  return `${nameOf(t, id)} ${references[coordinator.target]}`;
}

function nameOf(t: Translator, id: CommandId): string {
  return commandOf(id).names[t.lang][0];
}

function text(said: string): Block {
  return { type: 'text', text: said };
}

function cardOf(t: Translator, subject: string, title: string, blocks: Block[]): Card {
  return { subject, lang: t.lang, title, status: null, blocks, buttons: [] };
}
