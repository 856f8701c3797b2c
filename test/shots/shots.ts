// `npm run shots`: every page at the width of a phone and of a desk, in every language, as var/shots/LANG/WIDTH/
// NAME.png. The demo's story is played through the real service and stands still where there is much to see.
// `-- --lang fr`, `-- --width 390` and `-- --view NAME` take fewer; `-- --docs` takes those of docs/shots.

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { DemoService } from '../../adapters/sandbox/demo/service.ts';
import { play, type Stage } from '../../adapters/sandbox/demo/stage.ts';
import { playCall, start } from '../../adapters/sandbox/demo/story.ts';
import { startServer } from '../../adapters/web/server.ts';
import { type Lang, langs } from '../../src/domain/people.ts';
import { Camera, type Where, widths } from './camera.ts';
import { docs, keep } from './docs.ts';
import { type Moment, viewsAt } from './views.ts';

const { values: wanted } = parseArgs({
  options: {
    lang: { type: 'string' },
    width: { type: 'string' },
    view: { type: 'string' },
    docs: { type: 'boolean', default: false },
  },
});
const folder = fileURLToPath(new URL('../../var/shots', import.meta.url));
const moments: readonly string[] = [
  '2024-06-14T10:30',
  '2024-06-14T14:00',
  '2024-06-21T17:00',
  '2024-07-03T09:30',
] satisfies Moment[];

const chosen = langs.filter((lang) => lang === (wanted.docs ? 'fr' : (wanted.lang ?? lang)));
for (const lang of chosen) {
  const camera = await Camera.open(lang);
  try {
    await play({ data: 'members', now: start, lang }, (s, at) => pictures(s, at, lang, camera));
  } finally {
    await camera.close();
  }
}
process.stdout.write(`${folder}\n`);

/** Plays the story, and takes pictures wherever it stands still. */
async function pictures(s: Stage, service: DemoService, lang: Lang, camera: Camera): Promise<void> {
  const server = await startServer(service.app, [service.routes], { host: '127.0.0.1', port: 0 });
  const where = { url: server.url, lang, folder };
  const goOn = s.until.bind(s);
  s.until = async (local) => {
    if (moments.includes(local)) await taken(service, local as Moment, where, camera);
    await goOn(local);
  };
  await playCall(s);
  await taken(service, 'end', where, camera);
  await server.close();
}

async function taken(service: DemoService, moment: Moment, where: Where, camera: Camera): Promise<void> {
  for (const view of viewsAt(moment, await placesOf(where.url))) {
    if (wanted.view && !view.name.startsWith(wanted.view)) continue;
    for (const width of widths) {
      if (view.only && view.only !== width) continue;
      if (wanted.width && `${width}` !== wanted.width) continue;
      const shot = docs.find((d) => d.view === view.name && d.width === width);
      if (wanted.docs && !shot) continue;
      const file = await camera.take(view, width, where);
      if (wanted.docs && shot) await keep(file, shot.name);
    }
  }
  await service.app.outbox.idle();
}

/** Where cards are read, as the page's own links and cards say it: a call's thread, a proposal's place. */
async function placesOf(url: string): Promise<Map<string, string>> {
  const read = async (at: string) => (await fetch(`${url}/?as=referente&lang=fr&in=${at}`)).text();
  const links = (await read('salon')).matchAll(/data-channel="([^"]+)"[^>]*>\s*<span class="name">(C\d+)/g);
  const calls = [...links].map(([, at = '', ref = '']) => [ref, at] as const);
  const found = new Map<string, string>(calls);
  for (const at of [...found.values(), 'salon']) {
    for (const [, ref = ''] of (await read(at)).matchAll(/ id="(P\d+)"/g)) found.set(ref, at);
  }
  return found;
}
