// Whose token it is: the application and its bot, as Discord says it at the start.

import {
  type REST,
  type RESTGetAPIUserResult,
  type RESTGetCurrentApplicationResult,
  Routes,
  type Snowflake,
} from 'discord.js';
import type { Log, Store } from '../../src/app/ports.ts';
import { ConfigError } from '../../src/config.ts';
import { sentenceFor, troubleOf } from './trouble.ts';

export interface Installed {
  application: Snowflake;
  bot: { user: Snowflake; name: string };
}

const setting = 'discord:installed';
/** As the app is called where Discord couldn’t be asked. */
const usualName = 'Sans Objection';

/**
 * Asks Discord whose token it is. Where Discord doesn’t answer, or doesn’t know the token any more, it is who it was
 * the last time: deadlines don’t wait for an installation to be repaired, and letters do.
 * Throws `ConfigError` where there never was one.
 */
export async function installedWith(
  rest: REST,
  { store, log }: { store: Store; log: Log },
): Promise<Installed> {
  try {
    const user = (await rest.get(Routes.user())) as RESTGetAPIUserResult;
    const application = await applicationOf(rest, user.id);
    const installed = { application, bot: { user: user.id, name: user.username } };
    await store.setSetting(setting, JSON.stringify(installed));
    return installed;
  } catch (error) {
    const trouble = troubleOf(error);
    const sentence = sentenceFor(trouble, 'en', usualName);
    const former = await store.setting(setting);
    if (former === undefined) throw new ConfigError(sentence);
    log.error({ kind: trouble.kind, code: trouble.code }, sentence);
    return JSON.parse(former) as Installed;
  }
}

/** Where Discord doesn’t say which application it is: its bot mostly has the same number. */
async function applicationOf(rest: REST, bot: Snowflake): Promise<Snowflake> {
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
    return id;
  } catch (error) {
    if (troubleOf(error).kind !== 'refused') throw error;
    return bot;
  }
}
