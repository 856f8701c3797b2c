// Everything that people read, in every language, as the stories bring it about.

import type { DemoService } from '../../adapters/sandbox/demo/service.ts';
import { type Played, play, type Stage } from '../../adapters/sandbox/demo/stage.ts';
import { playCall, start } from '../../adapters/sandbox/demo/story.ts';
import { Behind } from './behind.ts';
import { monday, playContrary, playTurns } from './further-stories.ts';
import { showSettingUp } from './setting-up.ts';
import { type Collected, Shown } from './shown.ts';

/** Plays every story and keeps what they show. The same each time. */
export async function collect(): Promise<Collected> {
  const shown = new Shown();
  const colignon = { now: monday, lang: null };
  await playing(shown, { data: 'members', now: start, lang: null }, (s) => playCall(s));
  await playing(shown, { ...colignon, data: 'members' }, (s, at) =>
    playTurns(s, async () => {
      await at.forms(shown.forms);
      await at.commands(shown.commands, null);
      await at.mails();
      await at.unsent();
    }),
  );
  const charter = 'contraire-2026';
  await playing(shown, { ...colignon, charter, data: 'empty' }, async (s, at) => {
    await playContrary(s);
    await at.form(shown.forms, 'objection.raise', 'Nadia', 'P1', charter);
    await at.commands(shown.commands, 'charter');
    await at.linked();
  });
  await showSettingUp(shown);
  return shown.all();
}

type Options = Parameters<typeof play>[0];

function playing(
  shown: Shown,
  options: Options,
  script: (s: Stage, at: Behind) => Promise<void>,
): Promise<Played> {
  const story = async (s: Stage, service: DemoService) => {
    const behind = new Behind(service, shown);
    shown.begin();
    await script(s, behind);
    await behind.mails();
    await behind.journal();
    shown.end();
  };
  return play(options, story, shown.render);
}
