// The local room's pages as a browser without scripts has them.

import type { Local } from './local.ts';

const base = 'http://127.0.0.1:3000';
const headers = { host: '127.0.0.1:3000' };

export async function page(local: Local, path: string) {
  const response = await local.routes.request(`${base}${path}`, { headers });
  return {
    status: response.status,
    location: response.headers.get('location'),
    html: await response.text(),
  };
}

/** A form as a browser sends it: a field of which several were chosen comes several times. */
export async function submit(local: Local, path: string, fields: Record<string, string | string[]>) {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  );
  const response = await local.routes.request(`${base}${path}`, { method: 'POST', headers, body });
  return {
    status: response.status,
    location: response.headers.get('location'),
    html: await response.text(),
  };
}

/** What a reader sees: the text between tags, characters put back. */
export function read(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** The fields of the page's form that was not typed by hand, as a browser sends them back. */
export function hiddenFields(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value]));
}

/** Everything that a browser would send of the page's form if nobody touched it. */
export function untouched(html: string): Record<string, string | string[]> {
  const back = (text = '') => read(text);
  const typed = [...html.matchAll(/<input id="[^"]+" name="(value\.[^"]+)"[^>]*? value="([^"]*)"/g)];
  const longer = [...html.matchAll(/<textarea id="[^"]+" name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)];
  const lists = [...html.matchAll(/<select id="[^"]+" name="(value\.[^"]+)"([^>]*)>(.*?)<\/select>/gs)];
  const selected = lists.map(([, name, more = '', options = '']) => {
    const chosen = [...options.matchAll(/<option value="([^"]*)" selected/g)].map(([, value]) => back(value));
    const [, first] = options.match(/<option value="([^"]*)"/) ?? [];
    return [name, more.includes('multiple') || chosen.length > 0 ? chosen : back(first)] as const;
  });
  const ticked = new Map<string, string[]>();
  for (const [, name = '', value] of html.matchAll(
    /<input type="checkbox" name="([^"]+)" value="([^"]*)" checked/g,
  )) {
    ticked.set(name, [...(ticked.get(name) ?? []), back(value)]);
  }
  const words = [...typed, ...longer].map(([, name, value]) => [name, back(value)] as const);
  return { ...hiddenFields(html), ...Object.fromEntries([...words, ...selected, ...ticked]) };
}
