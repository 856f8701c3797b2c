// What Discord refuses in the body of a request: by its published schema, and by rules that the schema leaves out.

import type { DiscordMessage, Json } from './guild.ts';
import { badForm, refused } from './refused.ts';
import type { Asked } from './rest.ts';
import { faultsInChoices, faultsInCommands } from './rules-commands.ts';
import { faultsInMessage, faultsInModal } from './rules-messages.ts';
import { faultsBySchema, type SchemaName } from './schema.ts';

export interface Checks {
  /** Everything that was found so far, each with where. */
  readonly violations: string[];
  /** By the schema of this name. */
  body(schema: SchemaName, given: unknown, from: string): void;
  /** @param shown the message as it stands, where it is changed */
  message(from: string, schema: SchemaName, given: Json, files: Asked['files'], shown?: DiscordMessage): void;
  modal(given: Json): void;
  choices(given: Json): void;
  /** All the commands of one place together. */
  commands(all: readonly Json[]): void;
  /** Keeps what was found, and refuses the request with it. */
  refuse(from: string, found: readonly string[]): void;
}

/** @param check names what a test's own checker wouldn't accept in a message or modal */
export function checksOf(check: (payload: Json) => string[]): Checks {
  const violations: string[] = [];

  function refuse(from: string, found: readonly string[]): void {
    violations.push(...found.map((f) => `${from}: ${f}`));
    if (found.length > 0) throw badForm(found);
  }

  return {
    violations,
    refuse,
    body: (schema, given, from) => refuse(from, faultsBySchema(schema, given)),
    message(from, schema, given, files, shown) {
      const isAnswer = schema.startsWith('IncomingWebhook');
      const bySchema = faultsBySchema(schema, given);
      // What isn't even of the right kind can't be read by the other rules.
      if (bySchema.length > 0) refuse(from, bySchema);
      refuse(from, [...faultsInMessage(given, files, { shown, isAnswer }), ...check(given)]);
      if (!shown && isEmpty(given) && files.size === 0) throw refused('empty');
    },
    modal(given) {
      refuse('modal', faultsBySchema('ModalInteractionCallbackRequestDataSchema', given));
      refuse('modal', [...faultsInModal(given), ...check(given)]);
    },
    choices(given) {
      const schema = 'InteractionApplicationCommandAutocompleteCallbackStringDataSchema';
      refuse('choices', faultsBySchema(schema, given));
      refuse('choices', faultsInChoices(given));
    },
    commands(all) {
      const schema = 'ApplicationCommandUpdateRequestSchema';
      refuse(
        'commands',
        all.flatMap((c) => faultsBySchema(schema, c)),
      );
      refuse('commands', faultsInCommands(all));
    },
  };
}

function isEmpty({ content, components, embeds, attachments, poll }: Json): boolean {
  return [content, components, embeds, attachments, poll].every((p) => !p || (p as Json[]).length === 0);
}
