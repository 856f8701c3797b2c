// The HTTP server: the health page, and whatever routes the adapters bring.

import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Application } from '../../src/app/application.ts';
import { incident } from '../../src/app/execute.ts';
import { translator } from '../../src/ui/translator.ts';

/** Within this a request has to have arrived whole, and at the end to have been answered (ms). */
const requestTimeout = 10_000;
const patience = 5_000;

/** The address can't be listened on; the message is a sentence for the operator. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
}

function refusedAddress(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new AddressRefused(
      `Port ${port} of ${host} is taken. Stop what listens there, or set PORT to another one.`,
    );
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') {
    return new AddressRefused(
      `This process can't listen on ${host}:${port}. Set HOST and PORT to an address that it may use.`,
    );
  }
  return error;
}

export interface WebServer {
  /** Where it listens; the port is the real one when 0 was asked for. */
  readonly url: string;
  /** Takes no new request and resolves when those under way are answered. */
  close(): Promise<void>;
}

export async function startServer(
  app: Application,
  routes: readonly Hono[],
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
  for (const brought of routes) root.route('/', brought);
  root.onError((error, c) => {
    const id = incident();
    const gone = c.req.raw.signal.aborted;
    const fields = { err: error, incident: id, method: c.req.method, path: c.req.path };
    if (gone) app.log.debug(fields, 'whoever asked has gone');
    else app.log.error(fields, 'a request failed');
    const text = translator('fr')('page.error', { incident: id });
    return c.req.path.startsWith('/dev/')
      ? c.json({ result: 'failed', incident: id, text }, 500)
      : c.text(text, 500);
  });

  return new Promise((resolve, reject) => {
    const server = serve({ fetch: root.fetch, hostname: host, port }, (address: AddressInfo) => {
      server.off('error', reject);
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
        close: () =>
          new Promise((closed, failed) => {
            server.close((error) => (error ? failed(error) : closed()));
            if (!('closeIdleConnections' in server)) return;
            server.closeIdleConnections();
            setTimeout(() => server.closeAllConnections(), patience).unref();
          }),
      });
    });
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusedAddress(error, host, port)));
    if ('requestTimeout' in server) Object.assign(server, { requestTimeout, headersTimeout: requestTimeout });
  });
}
