// The local room, put together: its platform, its clock, its API and pages.

import { Hono } from 'hono';
import type { Application } from '../../src/app/application.ts';
import type { Directory } from '../../src/app/directory.ts';
import type { PrismaStore } from '../prisma/prisma-store.ts';
import { SandboxDeliveries } from '../prisma/sandbox-deliveries.ts';
import { sandboxAnnouncer } from './announcer.ts';
import { sandboxApi } from './api.ts';
import { openSandboxClock, type SandboxClock } from './clock.ts';
import { deskApi } from './desk-api.ts';
import { personaDirectory } from './directory.ts';
import { localOnly, sized } from './guard.ts';
import { Live } from './page/live.ts';
import { sandboxPages } from './page/pages.ts';
import { localPlatform } from './platform.ts';
import { remotePlatform } from './remote-platform.ts';
import { LocalRoom } from './room.ts';
import { sandboxSetting } from './setup.ts';
import { setupApi } from './setup-api.ts';

export interface Sandbox {
  readonly clock: SandboxClock;
  readonly announcer: ReturnType<typeof sandboxAnnouncer>;
  readonly directory: Directory;
  /** Furnishes an empty store, and gives the routes to serve. */
  open(app: Application): Promise<Hono>;
  /** Ends the lines that open pages listen on, so that the server can stop at once. */
  hangUp(): void;
}

/** Thrown when the store holds what the local room didn't make. */
export class NotASandbox extends Error {
  override name = 'NotASandbox';
}

/**
 * @param platformUrl where the room's messages go instead of into the store
 * @param system the computer's time
 */
export async function createSandbox(
  store: PrismaStore,
  platformUrl: string | null,
  system: () => string,
): Promise<Sandbox> {
  const furnished = (await store.setting(sandboxSetting)) === 'yes';
  if (!furnished && (await store.heads()).length > 0) {
    throw new NotASandbox(
      'This database holds a real assembly, which the local room could alter and forget. Start with SANDBOX=off, or choose another DATABASE_URL.',
    );
  }
  const clock = await openSandboxClock(store, system);
  const deliveries = new SandboxDeliveries(store);
  const platform = platformUrl ? remotePlatform(platformUrl) : localPlatform(deliveries, clock.now);
  let live: Live | undefined;
  return {
    clock,
    announcer: sandboxAnnouncer(platform),
    directory: personaDirectory(store),
    async open(app) {
      const room = new LocalRoom(app, clock, deliveries);
      if (!furnished) await room.reset({ charter: 'colignon-2024', data: 'colignon' }, null);
      const routes = new Hono();
      routes.use(localOnly);
      // A file to import may be larger than a form.
      routes.route('/dev/v1', deskApi(room));
      routes.use('/dev/*', sized);
      routes.route('/dev/v1', sandboxApi(room));
      routes.route('/dev/v1', setupApi(room));
      live = new Live(room);
      routes.route('/', sandboxPages(room, live));
      return routes;
    },
    hangUp: () => live?.close(),
  };
}
