// What a command box offers while somebody types: the commands, then the things that the command is about.

import { opensFor } from './command-table.ts';
import { complete, parseCommand } from './commands.ts';
import type { Reader } from './form-readers.ts';
import { candidates } from './open-command.ts';
import type { Scene } from './scene.ts';
import type { Translator } from './translator.ts';

export interface Offer {
  /** What stands in the box once it is taken. */
  text: string;
  /** One line: what it does, or what the thing is called. */
  meaning: string;
}

/** At most twelve, the likeliest first: a longer list isn’t read. */
export async function offers(scene: Scene, reader: Reader, t: Translator, typed: string): Promise<Offer[]> {
  const role = reader.coordinates ? 'coordinator' : 'partner';
  const commands = complete(typed, t.lang, role).map(({ name, meaning }) => ({ text: name, meaning }));
  const parsed = parseCommand(typed, t.lang);
  if (parsed.kind !== 'command' || !/\s\S*$/u.test(typed.trimStart())) return commands.slice(0, most);
  const opens = opensFor(parsed.id, role);
  if (!opens?.target) return commands.slice(0, most);
  const head = typed.slice(0, typed.length - parsed.rest.length).trim();
  const begun = parsed.rest.trim().toUpperCase();
  const found = await candidates(scene, opens.target, opens.kind === 'form' ? opens.action : '');
  const targets = found
    .filter(({ ref, name }) => ref.startsWith(begun) || name.toUpperCase().includes(begun))
    .map(({ ref, name }) => ({ text: `${head} ${ref}`, meaning: name }));
  return [...targets, ...commands].slice(0, most);
}

const most = 12;
