// The people of the demo as people of a server of Discord; who coordinates may use the command for that there.

import { PermissionFlagsBits } from 'discord.js';
import { type Cast as CastOf, castIn } from '../story/cast.ts';
import type { Person } from './person.ts';
import type { DiscordService } from './service.ts';

export type Cast = CastOf<Person>;

const locales = { fr: 'fr', nl: 'nl', en: 'en-GB' } as const;

/** @param data as for the local room: `members`, `colignon`, `empty` */
export function castOf(service: DiscordService, data = 'members'): Promise<Cast> {
  const { guild, channel } = service;
  const place = { platform: 'discord', tenant: guild.id, channel: channel.id };
  return castIn(
    service,
    place,
    (name, { lang, coordinates }) =>
      service.joins(name, {
        ...(lang && { locale: locales[lang] }),
        ...(coordinates && { permissions: PermissionFlagsBits.ManageEvents }),
      }),
    data,
  );
}
