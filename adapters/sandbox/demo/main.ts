// `npm run demo`: a whole call, told as a story. `npm run -s demo -- --json [--lang nl]`: the same, line by
// line, the same bytes at each run.

import { parseArgs } from 'node:util';
import { type Lang, langs } from '../../../src/domain/people.ts';
import { play } from './stage.ts';
import { playCall, start } from './story.ts';
import { transcript } from './transcript.ts';

const usage = 'Usage: npm run -s demo -- [--json] [--lang fr|nl|en]';

const asked = understood(process.argv.slice(2));
if (asked) await tell(asked.json, asked.lang);
else {
  console.error(usage);
  process.exitCode = 2;
}
async function tell(json: boolean, lang: Lang | null): Promise<void> {
  const { lines, people } = await play({ data: 'members', now: start, lang }, playCall);
  const text = json
    ? lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    : transcript(lines, people, lang ?? 'fr');
  process.stdout.write(text);
}

function understood(args: string[]): { json: boolean; lang: Lang | null } | null {
  try {
    const options = { json: { type: 'boolean', default: false }, lang: { type: 'string' } } as const;
    const { values } = parseArgs({ args, options });
    const lang = langs.find((l) => l === values.lang) ?? null;
    return lang === null && values.lang !== undefined ? null : { json: values.json, lang };
  } catch {
    return null;
  }
}
