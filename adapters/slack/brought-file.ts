// A file that somebody put into a form of Slack’s: fetched from Slack with the token of the workspace, which goes
// nowhere else.

import type { webApi } from '@slack/bolt';
import type { Log } from '../../src/app/ports.ts';
import { type Refusal, refuse } from '../../src/domain/refusal.ts';

/** As the form says it (`valuesOf`): what it is called, its bytes as Slack counts them, and where it is. */
export interface BroughtFile {
  name: string;
  size: number;
  url: string;
}

/** Bytes. */
const largest = 1024 * 1024;
/** Milliseconds for all of it. */
const fetchLimit = 10_000;
/** Where Slack keeps files. */
const fileHost = 'https://files.slack.com';

/** @param value what a form holds of it */
export function broughtFile(value: string | string[] | undefined): BroughtFile | undefined {
  const [name, size, url] = Array.isArray(value) ? value : [];
  return name === undefined || url === undefined ? undefined : { name, size: Number(size), url };
}

/** Refuses `file.too-large`, `file.gone` (deleted since), and `file.not-delivered`, whose cause the log has. */
export async function fetchFile(
  { size, url }: BroughtFile,
  { token, slackApiUrl }: Pick<webApi.WebClient, 'token' | 'slackApiUrl'>,
  log: Log,
): Promise<Uint8Array | Refusal> {
  const tooLarge = refuse('file.too-large', { field: 'file', params: { max: largest / 1024 / 1024 } });
  if (size > largest) return tooLarge;
  const lost = (code: string) => {
    log.warn({ code }, 'a file could not be fetched from Slack');
    return refuse('file.not-delivered', { field: 'file' });
  };
  if (!isSlacks(url, slackApiUrl)) return lost(url === '' ? 'no_address' : 'other_host');
  try {
    // Without the permission Slack leads to its page for signing in: the token isn’t taken there.
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(fetchLimit),
    });
    if (answer.status === 404 || answer.status === 410) return refuse('file.gone', { field: 'file' });
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html');
    if (answer.status !== 200 || isPage) return lost(isPage ? 'page' : `http_${answer.status}`);
    return (await upTo(largest, answer)) ?? tooLarge;
  } catch (error) {
    return lost(error instanceof Error ? error.name : 'unknown');
  }
}

/** Of Slack’s own host; where the Web API is another’s, as in tests, of that one. */
function isSlacks(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin } = new URL(apiUrl);
  return new URL(url).origin === (origin === 'https://slack.com' ? fileHost : origin);
}

/** Whatever its size was said to be. */
async function upTo(most: number, { body }: Response): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
