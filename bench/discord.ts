// Discord’s forms and taps, from the interaction that its gateway tells to the answer that arrives there, against a
// client of discord.js that only answers, after writing the same rows where there are any.

import { type Base, inRounds, type Load, turnsOf } from './chat-rounds.ts';
import { type Act, Clients } from './clients.ts';
import {
  discordSettings,
  formSent,
  inDiscord,
  mustBeOpen,
  mustBeRecorded,
  tapped,
} from './discord-workload.ts';
import { fileOf } from './grounds.ts';
import type { Bench, Line, Settings, Turn } from './measure.ts';
import { type Service, startBeside, startService } from './service.ts';
import { startTinyDiscord, type TinyDiscord } from './tiny-discord.ts';
import type { RawPlace } from './written.ts';

export const discordTap: Bench = {
  name: 'discord.tap',
  what: 'an objection sent from a form of Discord, from the interaction to its answer, when it is on disk',
  run: (settings) => onDiscord(settings, 'tap'),
};

export const discordForm: Bench = {
  name: 'discord.form',
  what: 'a tap on a button of Discord, from the interaction to the form that answers it',
  run: (settings) => onDiscord(settings, 'form'),
};

type Kind = 'tap' | 'form';

const bases: Record<Kind, readonly Base[]> = {
  tap: [{ name: 'bare-reply+raw-write', isAim: true }],
  form: [{ name: 'bare-modal', isAim: false }],
};

async function onDiscord(settings: Settings, kind: Kind): Promise<Line[]> {
  if (!settings.engines.includes('sqlite')) return [];
  const discord = await startTinyDiscord();
  const env = discordSettings(discord);
  try {
    return await inRounds(settings, {
      name: `discord.${kind}`,
      bases: bases[kind],
      identityOf: kind === 'tap' ? inDiscord : null,
      ours: async (url) => turnsOn(kind, await startService(url, env), discord),
      bare: async (_, url, recording) => {
        const place: RawPlace | null = recording === null ? null : { file: fileOf(url), recording };
        const raw = place && { RAW: JSON.stringify(place) };
        return turnsOn(kind, await startBeside('bench/discord-base.ts', { ...env, ...raw }), discord);
      },
    });
  } finally {
    await discord.close();
  }
}

async function turnsOn(kind: Kind, service: Service, discord: TinyDiscord): Promise<Turn[]> {
  try {
    await service.ready();
    await discord.connected();
    const sent = (load: Load, some: readonly Act[]) =>
      answered(
        discord,
        load,
        some.map((act) => formSent(act)),
        mustBeRecorded,
      );
    const opened = (load: Load, some: readonly Act[]) =>
      answered(discord, load, some.map(tapped), mustBeOpen);
    return await turnsOf(sent, kind === 'form' ? opened : null);
  } finally {
    await service.stop();
  }
}

/** The milliseconds of each. @param check throws where an answer isn’t the one that is hoped for */
async function answered(
  discord: TinyDiscord,
  { load, isPaced }: Load,
  interactions: readonly object[],
  check: (body: string) => void,
): Promise<number[]> {
  // They come by one line: there is nothing to connect to.
  const people = new Clients(0, isPaced ? Number.POSITIVE_INFINITY : load);
  const interact = (n: number) => discord.interact(interactions[n] as object);
  const { answers, latencies } = isPaced
    ? await people.atPace(interactions.length, load, interact)
    : await people.inTurn(interactions.length, interact);
  for (const answer of answers) check(answer);
  return latencies;
}
