// The style, the scripts and the icon of the pages: files beside this one, served as they are.

import { readdirSync, readFileSync } from 'node:fs';
import { Hono } from 'hono';

const folder = new URL('../client/', import.meta.url);
const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

export function assets(): Hono {
  const files = new Map(
    readdirSync(folder).flatMap((name) => {
      const type = types[name.split('.').at(-1) ?? ''];
      return type ? [[name, { type, body: readFileSync(new URL(name, folder), 'utf8') }] as const] : [];
    }),
  );
  const routes = new Hono();
  routes.get('/:name', (c) => {
    const file = files.get(c.req.param('name'));
    if (!file) return c.notFound();
    return c.body(file.body, 200, { 'content-type': file.type, 'cache-control': 'no-cache' });
  });
  return routes;
}
