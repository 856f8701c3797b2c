// A file that somebody put into a form of a platform, fetched from where that keeps it.

import type { Log } from '../app/ports.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';

/** What it is called, its bytes as the platform counts them, and where it is. */
export interface BroughtFile {
  name: string;
  size: number;
  url: string;
}

/** Bytes. */
const largest = 1024 * 1024;
/** Milliseconds for all of it. */
const fetchLimit = 10_000;

/** @param value what a form holds of it: its name, size and address */
export function broughtFile(value: string | string[] | undefined): BroughtFile | undefined {
  const [name, size, url] = Array.isArray(value) ? value : [];
  return name === undefined || url === undefined ? undefined : { name, size: Number(size), url };
}

/** A platform’s files. */
export interface FileHost {
  /** As the log calls it. */
  platform: string;
  /** What a request carries; nothing of it goes anywhere else. */
  headers: Readonly<Record<string, string>>;
  /** Whether files of the platform come from there. */
  keeps(url: URL): boolean;
}

/** Refuses `file.too-large`, `file.gone` (deleted since), and `file.not-delivered`, whose cause the log has. */
export async function fetchFile(
  { size, url }: BroughtFile,
  { platform, headers, keeps }: FileHost,
  log: Log,
): Promise<Uint8Array | Refusal> {
  const tooLarge = refuse('file.too-large', { field: 'file', params: { max: largest / 1024 / 1024 } });
  if (size > largest) return tooLarge;
  const lost = (code: string) => {
    log.warn({ code, platform }, 'a file could not be fetched');
    return refuse('file.not-delivered', { field: 'file' });
  };
  if (!URL.canParse(url) || !keeps(new URL(url))) return lost(url === '' ? 'no_address' : 'other_host');
  try {
    // Without the permission one is led to a page for signing in: what the request carries isn’t taken there.
    const signal = AbortSignal.timeout(fetchLimit);
    const answer = await fetch(url, { headers, redirect: 'manual', signal });
    if (answer.status === 404 || answer.status === 410) return refuse('file.gone', { field: 'file' });
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html');
    if (answer.status !== 200 || isPage) return lost(isPage ? 'page' : `http_${answer.status}`);
    return (await upTo(largest, answer)) ?? tooLarge;
  } catch (error) {
    return lost(error instanceof Error ? error.name : 'unknown');
  }
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
