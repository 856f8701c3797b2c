// The people of the demo as people of Slack.

import { type Cast as CastOf, castIn } from '../story/cast.ts';
import type { Person } from './person.ts';
import type { SlackService } from './service.ts';

export type Cast = CastOf<Person>;

const locales = { fr: 'fr-BE', nl: 'nl-NL', en: 'en-GB' } as const;

/** @param data as for the local room: `members`, `colignon`, `empty` */
export function castOf(service: SlackService, data = 'members'): Promise<Cast> {
  const { slack, channel } = service;
  const place = { platform: 'slack', tenant: slack.workspace.team, channel: channel.id };
  return castIn(
    service,
    place,
    (name, { lang }) => service.joins(name, lang ? { locale: locales[lang] } : {}),
    data,
  );
}
