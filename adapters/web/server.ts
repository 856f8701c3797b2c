// The HTTP server: the health page, and whatever routes the adapters bring.

import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Application } from '../../src/app/application.ts';
import { incident } from '../../src/app/execute.ts';
import { translator } from '../../src/ui/translator.ts';

export interface WebServer {
  /** Where it listens; the port is the real one when 0 was asked for. */
  readonly url: string;
  /** Takes no new request and resolves when those under way are answered. */
  close(): Promise<void>;
}

export async function startServer(
  app: Application,
  routes: Hono | null,
  { host, port }: { host: string; port: number },
): Promise<WebServer> {
  const root = new Hono();
  root.get('/health', async (c) => {
    const letters = await app.store.countLetters();
    const { waiting } = app.executor;
    const suspended = app.scheduler.suspended;
    const ok = !suspended && letters.dead === 0 && letters.held === 0;
    return c.json({ status: ok ? 'ok' : 'attention', engine: app.store.engine, waiting, letters, suspended });
  });
  if (routes) root.route('/', routes);
  root.onError((error, c) => {
    const id = incident();
    app.log.error({ err: error, incident: id, method: c.req.method, path: c.req.path }, 'a request failed');
    return c.text(translator('fr')('page.error', { incident: id }), 500);
  });

  return new Promise((resolve, reject) => {
    const server = serve({ fetch: root.fetch, hostname: host, port }, (address: AddressInfo) => {
      server.off('error', reject);
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
        close: () =>
          new Promise((closed, failed) => {
            server.close((error) => (error ? failed(error) : closed()));
            if ('closeIdleConnections' in server) server.closeIdleConnections();
          }),
      });
    });
    server.once('error', reject);
  });
}
