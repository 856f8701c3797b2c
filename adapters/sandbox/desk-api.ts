// The part of the black-box API that isn't one act: typed words, imports, previews, letters to send by mail.

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { pageReads } from '../../src/app/page-reads.ts';
import { isRefusal, type Refusal, refuse } from '../../src/domain/refusal.ts';
import { sheetLimits } from '../../src/importing/sheet.ts';
import { inBox } from '../../src/ui/command-table.ts';
import { chasePreview } from '../../src/ui/desk/chase-preview.ts';
import { handMailFile, handMails, oneHandMail, sentMails } from '../../src/ui/desk/mails.ts';
import { readerOf } from '../../src/ui/form-readers.ts';
import { openCommand } from '../../src/ui/open-command.ts';
import { reactionCard } from '../../src/ui/reactions.ts';
import { refusalText } from '../../src/ui/refusals.ts';
import { type Translator, translator } from '../../src/ui/translator.ts';
import { platformName, tenant } from './announcer.ts';
import { refusedBody, sized } from './guard.ts';
import { imported } from './importing.ts';
import { type LocalRoom, langOf } from './room.ts';

const previewBody = z.strictObject({
  as: z.string().min(1).max(100),
  call: z.string().max(100),
  words: z.string().max(3000),
  lang: z.enum(['fr', 'nl', 'en']).default('fr'),
});

const reacting = {
  as: z.string().min(1).max(100),
  emoji: z.string().min(1).max(100),
  lang: z.enum(['fr', 'nl', 'en']).default('fr'),
};
const reactionBody = z.union([
  z.strictObject({ ...reacting, messageId: z.string().max(100) }),
  z.strictObject({ ...reacting, subject: z.string().max(100) }),
]);

/** @param local the room; a file is at most as large as an import may be */
export function deskApi(local: LocalRoom): Hono {
  const api = new Hono();

  async function refused(refusal: Refusal, t: Translator, line: number | null = null) {
    const { text, next } = refusalText(t, refusal, await local.zone());
    return { result: 'refused', code: refusal.refused, field: refusal.field ?? null, line, text, next };
  }

  api.get('/command', async (c) => {
    const { scene, reader, t } = await standing(local, c.req.query('as') ?? '', c.req.query('lang'));
    if (!scene || !reader) return c.notFound();
    const opened = await openCommand(scene, reader, t, c.req.query('text') ?? '', local.now(), inBox);
    return opened.kind === 'refused' ? c.json(await refused(opened.refusal, t), 422) : c.json(opened);
  });

  api.post('/reactions', sized, async (c) => {
    const body = reactionBody.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return c.json(refusedBody('request.malformed'), 400);
    const { as, emoji, lang, ...where } = body.data;
    const subject = 'subject' in where ? where.subject : await local.subjectOf(where.messageId);
    const { scene, reader, t } = await standing(local, as, lang);
    if (!scene || !reader || subject === undefined) return c.notFound();
    const [, ref = ''] = /^card:([^/]+)/.exec(subject) ?? [];
    return c.json(await reactionCard(scene, reader, t, emoji, ref, local.now()));
  });

  api.post('/preview', sized, async (c) => {
    const body = previewBody.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return c.json(refusedBody('request.malformed'), 400);
    const { as, call, words, lang } = body.data;
    const { scene, reader, t } = await standing(local, as, lang);
    if (!scene || !reader) return c.notFound();
    const preview = await chasePreview(scene, reader, t, { call, words }, local.now());
    return isRefusal(preview) ? c.json(await refused(preview, t), 422) : c.json(preview);
  });

  const limit = bodyLimit({
    maxSize: sheetLimits.bytes + 1,
    onError: (c) => c.json(refusedBody('request.too-large'), 413),
  });
  api.post('/import', limit, async (c) => {
    const person = c.req.query('as') ?? '';
    const { scene, t } = await standing(local, person, c.req.query('lang'));
    if (!scene) return c.notFound();
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const end = await imported(local, {
      person,
      bytes,
      name: c.req.query('name') ?? '',
      call: c.req.query('call') ?? null,
      deliveryId: c.req.query('deliveryId') ?? crypto.randomUUID(),
      t,
    });
    if ('refused' in end) return c.json(await refused(end.refused, t, end.line), 422);
    const { kind, made, unchanged, report } = end;
    if (made === null) return c.json({ result: 'rejected', report }, 422);
    return c.json({ result: 'imported', kind, made, unchanged, report });
  });

  api.get('/mails', async (c) => {
    const { scene, reader, t } = await standing(local, c.req.query('as') ?? '', c.req.query('lang'));
    if (!scene || !reader) return c.notFound();
    if (!reader.coordinates) return c.json(await refused(refuse('rights.coordinator-only'), t), 422);
    return c.json(await handMails(pageReads(local.app.store), scene.assembly.id, local.now()));
  });

  api.get('/mails/sent', async (c) => {
    const { scene, reader, t } = await standing(local, c.req.query('as') ?? '', c.req.query('lang'));
    if (!scene || !reader) return c.notFound();
    if (!reader.coordinates) return c.json(await refused(refuse('rights.coordinator-only'), t), 422);
    return c.json(await sentMails(local.app.store, scene.assembly.id));
  });

  api.get('/mails/:id', async (c) => {
    const { scene, reader, t } = await standing(local, c.req.query('as') ?? '', c.req.query('lang'));
    if (!scene || !reader) return c.notFound();
    if (!reader.coordinates) return c.json(await refused(refuse('rights.coordinator-only'), t), 422);
    const number = /^(\d{1,15})\.eml$/.exec(c.req.param('id'))?.[1];
    if (number === undefined) return c.notFound();
    const mail = await oneHandMail(local.app.store, scene.assembly.id, Number(number), local.now());
    const file = mail && (await handMailFile(mail, 'sans-objection.invalid', local.now()));
    if (!file) return c.notFound();
    return c.body(file, 200, {
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${c.req.param('id')}"`,
    });
  });

  return api;
}

/** Where somebody stands who is known here by this name; a stranger is somebody too. */
async function standing(local: LocalRoom, externalId: string, lang: string | undefined) {
  const scene = await local.scene();
  const t = translator(langOf(lang) ?? 'fr');
  if (!scene) return { scene, reader: undefined, t };
  const identity = await local.app.store.identity(platformName, tenant, externalId);
  return { scene, reader: await readerOf(scene, identity?.person ?? null, local.now()), t };
}
