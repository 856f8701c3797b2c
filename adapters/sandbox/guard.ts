// Keeps the local room local: it lets anyone act as anyone, so a page of another site must not reach it.

import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { RefusalCode } from '../../src/domain/refusal.ts';
import { refuse } from '../../src/domain/refusal.ts';
import { sheetLimits } from '../../src/importing/sheet.ts';
import { refusalText } from '../../src/ui/refusals.ts';
import { translator } from '../../src/ui/translator.ts';

const home = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Refuses a foreign `Host` (DNS rebinding) and a foreign `Origin` (another site's page). */
export const localOnly: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? '';
  const origin = c.req.header('origin');
  const local = home.test(host) && (origin === undefined || origin === `http://${host}`);
  if (!local) return c.json(refusedBody('request.origin'), 403);
  return next();
};

/** At most 256 kB, far more than any form. */
export const sized = atMost(256 * 1024);

/** A file to import may be larger than a form. */
export const fileSized = atMost(sheetLimits.bytes + 16 * 1024);

/**
 * Where the length is announced, nothing is read to know it, and Node.js reads no more than that. Otherwise
 * the body is measured as it comes, for which the whole request is built anew.
 */
function atMost(maxSize: number): MiddlewareHandler {
  const onError = (c: Context) => c.json(refusedBody('request.too-large'), 413);
  const measured = bodyLimit({ maxSize, onError });
  return async (c, next) => {
    const length = c.req.header('content-length');
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return measured(c, next);
    return Number.parseInt(length, 10) > maxSize ? onError(c) : next();
  };
}

/** Refuses a form that can’t be read, before anybody acts on it. */
export const readable: MiddlewareHandler = async (c, next) => {
  try {
    if (c.req.method === 'POST') await c.req.parseBody();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return c.json(refusedBody('request.malformed'), 400);
  }
  return next();
};

/** A page runs its own scripts and styles, and nothing that came in with somebody’s words. */
export const strict: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('content-security-policy', policy);
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'same-origin');
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The body of a refusal that concerns the request itself. */
export function refusedBody(code: RefusalCode) {
  const { text, next } = refusalText(translator('fr'), refuse(code), 'UTC');
  return { result: 'refused', code, field: null, text, next } as const;
}
