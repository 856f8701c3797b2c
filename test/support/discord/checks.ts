// What Discord refuses in the body of a request: by its published schema, and by rules that the schema leaves out.

import * as spec from 'discord-api-spec/zod';
import type { z } from 'zod';
import type { DiscordMessage, Json } from './guild.ts';
import { badForm, refused } from './refused.ts';
import type { Asked } from './rest.ts';

/** Such as 'MessageCreateRequestSchema', of discord-api-spec. */
type SchemaName = `${string}Schema`;

export interface Checks {
  /** Everything that was found so far, each with where. */
  readonly violations: string[];
  /** By the schema of this name. */
  body(schema: SchemaName, given: unknown, from: string): void;
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

  const checks: Checks = {
    violations,
    refuse,
    body: (schema, given, from) => refuse(from, bySchema(schema, given)),
    message(from, schema, given, _files, _shown) {
      refuse(from, [...bySchema(schema, given), ...check(given)]);
      if (isEmpty(given) && _files.size === 0 && !_shown) throw refused('empty');
    },
    modal(given) {
      refuse('modal', [...bySchema('ModalInteractionCallbackRequestDataSchema', given), ...check(given)]);
    },
    choices(given) {
      refuse('choices', bySchema('InteractionApplicationCommandAutocompleteCallbackStringDataSchema', given));
    },
    commands(all) {
      refuse(
        'commands',
        all.flatMap((c) => bySchema('ApplicationCommandUpdateRequestSchema', c)),
      );
    },
  };
  return checks;
}

function isEmpty({ content, components, embeds, attachments }: Json): boolean {
  return [content, components, embeds, attachments].every((part) => !part || (part as Json[]).length === 0);
}

function bySchema(name: SchemaName, given: unknown): string[] {
  const schema = (spec as Record<string, z.ZodType>)[name];
  if (!schema) throw new Error(`discord-api-spec has no ${name}`);
  const { error } = schema.safeParse(given);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}
