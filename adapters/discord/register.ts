// The app’s commands are registered by the service itself, where they changed: everywhere, or in one server while
// developing.

import { createHash } from 'node:crypto';
import { type REST, type RESTPutAPIApplicationCommandsJSONBody, Routes, type Snowflake } from 'discord.js';
import type { Log, Store } from '../../src/app/ports.ts';

export type Commands = RESTPutAPIApplicationCommandsJSONBody;

const setting = 'discord:commands';

/**
 * Asks Discord once what is registered, and registers the commands if they aren’t the same, or not the ones
 * registered last. What was registered elsewhere before (in one server, while developing) is taken away there.
 * Throws what the calls throw.
 */
export async function registerCommands(
  rest: REST,
  { application, guild, commands }: { application: Snowflake; guild: Snowflake | null; commands: Commands },
  { store, log }: { store: Store; log: Log },
): Promise<void> {
  const raw = await store.setting(setting);
  const former = raw === undefined ? null : (JSON.parse(raw) as Registered);
  const digest = createHash('sha256').update(JSON.stringify(commands)).digest('hex');
  const route = routeIn(application, guild);
  if (former && former.guild !== null && former.guild !== guild)
    await rest.put(routeIn(application, former.guild), { body: [] });
  const there = (await rest.get(route, {
    query: new URLSearchParams({ with_localizations: 'true' }),
  })) as object[];
  const same = former?.digest === digest && former.guild === guild && isThere(commands, there);
  if (!same) {
    await rest.put(route, { body: commands });
    log.info({ commands: commands.length, guild }, 'the commands are registered in Discord');
  }
  await store.setSetting(setting, JSON.stringify({ digest, guild } satisfies Registered));
}

function routeIn(application: Snowflake, guild: Snowflake | null) {
  return guild === null
    ? Routes.applicationCommands(application)
    : Routes.applicationGuildCommands(application, guild);
}

interface Registered {
  digest: string;
  guild: Snowflake | null;
}

/** Whether Discord has these commands, and no other. */
function isThere(commands: Commands, there: readonly object[]): boolean {
  const named = new Map(there.map((command) => [nameOf(command), command]));
  return (
    there.length === commands.length &&
    commands.every((command) => holds(named.get(nameOf(command)), command))
  );
}

function nameOf(command: object): string {
  const { type = 1, name = '' } = command as { type?: number; name?: string };
  return `${type} ${name}`;
}

/** Whether `theirs` says whatever `ours` says; what Discord adds of its own doesn’t count. */
function holds(theirs: unknown, ours: unknown): boolean {
  if (isNothing(ours)) return isNothing(theirs);
  if (Array.isArray(ours)) {
    return (
      Array.isArray(theirs) &&
      theirs.length === ours.length &&
      ours.every((part, i) => holds(theirs[i], part))
    );
  }
  if (typeof ours !== 'object' || ours === null) return theirs === ours;
  if (typeof theirs !== 'object' || theirs === null) return false;
  return Object.entries(ours).every(([key, value]) => holds((theirs as Record<string, unknown>)[key], value));
}

/** Discord leaves out, or says null, false or nothing, where nothing was said. */
function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)
  );
}
