// Everything that an app may ask of Discord's REST interface here.

import type { Checks } from './checks.ts';
import type { World } from './guild.ts';
import type { Interactions } from './interactions.ts';
import type { Route } from './rest.ts';
import { applicationRoutes } from './routes-application.ts';
import { channelRoutes } from './routes-channels.ts';
import { eventRoutes } from './routes-events.ts';
import { interactionRoutes } from './routes-interactions.ts';
import { messageRoutes } from './routes-messages.ts';

/** What the routes work with. */
export interface Servers {
  readonly world: World;
  readonly interactions: Interactions;
  readonly checks: Checks;
  /** What GET /gateway/bot says. */
  readonly gateway: { url(): string; remaining(): number; resetAfter(): number; total: number };
}

export function routesOf(servers: Servers): Route[] {
  return [
    ...applicationRoutes(servers),
    ...channelRoutes(servers),
    ...messageRoutes(servers),
    ...interactionRoutes(servers),
    ...eventRoutes(servers),
  ];
}
