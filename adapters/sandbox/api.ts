// The local room's black-box API, `/dev/v1`: what tests, benches and outsiders use.

import { Hono } from 'hono';
import { z } from 'zod';
import { actions } from '../../src/app/actions.ts';
import { valuesSchema } from '../../src/app/fields.ts';
import type { StoredEvent } from '../../src/app/ports.ts';
import { instant } from '../../src/domain/calendar.ts';
import { entrySources } from '../../src/domain/people.ts';
import { isRefusal, type Refusal } from '../../src/domain/refusal.ts';
import { exportLines } from '../../src/ledger/export-format.ts';
import { noteText, refusalText } from '../../src/ui/refusals.ts';
import { translator } from '../../src/ui/translator.ts';
import type { SandboxDelivery } from '../prisma/sandbox-deliveries.ts';
import { refusedBody } from './guard.ts';
import { type LocalRoom, langOf } from './room.ts';

const lang = z.enum(['fr', 'nl', 'en']);
const instantText = z.string().transform((text, ctx) => {
  try {
    const at = instant(Temporal.Instant.from(text));
    if (inCalendar(at)) return at;
  } catch {
    // Said below, as for an instant outside of the calendar.
  }
  ctx.addIssue('an ISO 8601 instant with an offset, between 2020 and 2078');
  return z.NEVER;
});
/** A name among machines: no control character, no half of a character, which no database keeps. */
const name = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const resetBody = z.strictObject({
  charter: name(100).default('colignon-2024'),
  data: name(100).default('colignon'),
  now: instantText.optional(),
  lang: lang.optional(),
});
const duration = z.string().refine((text) => {
  try {
    return Temporal.Duration.from(text).sign > 0;
  } catch {
    return false;
  }
}, 'an ISO 8601 duration, ahead');
const clockBody = z.union([z.strictObject({ to: instantText }), z.strictObject({ by: duration })]);
const outageBody = z
  .strictObject({ from: instantText, to: instantText, edge: name(100).min(1) })
  .refine((o) => o.from < o.to, 'from before to');
const actBody = z.strictObject({
  deliveryId: name(200).min(1),
  as: z.strictObject({
    person: name(100).min(1),
    institution: name(100).min(1).nullish(),
  }),
  room: name(300).nullish(),
  action: name(100),
  target: name(100).nullish(),
  values: z.record(z.string(), z.unknown()).default({}),
  lang: lang.default('fr'),
  /** Somebody who telephoned or wrote, for whom a coordinator enters it. */
  for: z
    .strictObject({
      name: z.string().max(300),
      institution: name(100).min(1).nullish(),
      mail: z.string().max(300).nullish(),
      source: z.enum(entrySources),
    })
    .nullish(),
});
const pageSize = 1_000;

/**
 * Answers 200 with a result, 422 with a refusal of the rules, 400 for a body that can't be read, 404 for
 * what doesn't exist.
 */
export function sandboxApi(local: LocalRoom): Hono {
  const api = new Hono();
  const { store } = local.app;

  async function refused(refusal: Refusal, language: 'fr' | 'nl' | 'en') {
    const { text, next } = refusalText(translator(language), refusal, await local.zone());
    return { result: 'refused', code: refusal.refused, field: refusal.field ?? null, text, next };
  }

  api.post('/reset', async (c) => {
    const body = resetBody.safeParse(await json(c.req.raw));
    if (!body.success) return c.json(malformed(body.error), 400);
    const { now, ...furniture } = body.data;
    const furnished = await local.reset(furniture, now ?? null);
    if (isRefusal(furnished)) return c.json(await refused(furnished, 'fr'), 422);
    return c.json({ ...furnished, now: local.now() });
  });

  api.post('/clock', async (c) => {
    const body = clockBody.safeParse(await json(c.req.raw));
    if (!body.success) return c.json(malformed(body.error), 400);
    const to = 'to' in body.data ? body.data.to : later(local.now(), body.data.by, await local.zone());
    if (to === undefined) return c.json(refusedBody('request.malformed'), 400);
    const moved = await local.moveTo(to);
    return isRefusal(moved) ? c.json(await refused(moved, 'fr'), 422) : c.json(moved);
  });

  api.post('/outage', async (c) => {
    const body = outageBody.safeParse(await json(c.req.raw));
    if (!body.success) return c.json(malformed(body.error), 400);
    await store.recordOutage(body.data);
    return c.json(body.data);
  });

  api.get('/actions', (c) =>
    c.json(
      [...actions.values()].map((a) => ({
        action: a.name,
        target: a.target,
        values: valuesSchema(a.fields),
      })),
    ),
  );

  api.post('/actions', async (c) => {
    // An act arrives when all of it is there: half a request neither counts nor keeps anybody waiting.
    const body = actBody.safeParse(await json(c.req.raw));
    if (!body.success) return c.json(malformed(body.error), 400);
    return local.receive(async (receivedAt) => {
      const { as, room, target, for: somebody, ...rest } = body.data;
      const act = {
        ...rest,
        as: { person: as.person, institution: as.institution },
        behalf: somebody
          ? { ...somebody, institution: somebody.institution ?? null, mail: somebody.mail ?? null }
          : null,
        room: room ?? null,
        target: target ?? null,
      };
      const end = await local.act(act, receivedAt);
      if (isRefusal(end)) return c.json(await refused(end, rest.lang), 422);
      const { refs, events, replayed, notes = [] } = end;
      const zone = notes.length > 0 ? await local.zone() : '';
      const said = notes.map((note) => noteText(translator(rest.lang), note, zone));
      return c.json({ result: 'accepted', refs, events, replayed, ...(said.length > 0 && { notes: said }) });
    });
  });

  api.get('/view', async (c) => {
    const room = await local.roomId(c.req.query('room') ?? null);
    return c.json(room ? await local.cards(room, langOf(c.req.query('lang'))) : []);
  });

  api.get('/inbox', async (c) => c.json(await local.inbox(c.req.query('as') ?? '')));

  api.get('/people', async (c) => c.json(await local.people()));

  api.get('/state/:type/:ref', async (c) => {
    const scene = await local.scene();
    if (!scene) return c.notFound();
    const { type, ref } = c.req.param();
    if (type === 'assembly') return ref === scene.assembly.id ? c.json(scene.assembly) : c.notFound();
    const row = await store.aggregate(scene.assembly.id, type as 'call', ref);
    return row ? c.json(row.doc) : c.notFound();
  });

  api.get('/events', async (c) => {
    const scene = await local.scene();
    if (!scene) return c.json([]);
    const events = await store.events(scene.assembly.id, after(c.req.query('after')), pageSize);
    return c.json(events.map(readable));
  });

  api.get('/chronicle', async (c) => {
    const t = translator(langOf(c.req.query('lang')) ?? 'fr');
    return c.json(await local.chronicle(after(c.req.query('after')), pageSize, t));
  });

  api.get('/sent', async (c) => {
    const rows = await local.deliveries.list(after(c.req.query('after')), pageSize);
    return c.json(rows.map(delivered));
  });

  api.get('/export', async (c) => {
    const scene = await local.scene();
    if (!scene) return c.notFound();
    const lines = exportLines(store, scene.assembly.id)[Symbol.asyncIterator]();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { value, done } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(new TextEncoder().encode(`${value}\n`));
      },
    });
    return c.body(body, 200, { 'content-type': 'application/x-ndjson' });
  });

  return api;
}

async function json(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function malformed(error: z.ZodError) {
  const issue = error.issues[0];
  return {
    ...refusedBody('request.malformed'),
    field: issue?.path.join('.') ?? null,
    detail: issue?.message,
  };
}

/** The years whose holidays are known, but for those that a call may reach into. */
function inCalendar(at: string): boolean {
  return at >= '2020' && at < '2078';
}

/** Undefined when that lies beyond the calendar. */
function later(now: string, by: string, zone: string): string | undefined {
  try {
    const at = instant(Temporal.Instant.from(now).toZonedDateTimeISO(zone).add(by).toInstant());
    return inCalendar(at) ? at : undefined;
  } catch {
    return undefined;
  }
}

function after(value: string | undefined): number {
  const n = Number(value ?? 0);
  return Number.isSafeInteger(n) && n > 0 ? n : 0;
}

function readable({ seq, at, name, v, data, hash }: StoredEvent) {
  return { seq, at, name, v, data: JSON.parse(data) as unknown, hash };
}

function delivered(delivery: SandboxDelivery) {
  return { ...delivery, card: JSON.parse(delivery.card) as unknown };
}
