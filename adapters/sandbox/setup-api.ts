// The part of the black-box API that sets an assembly up, as `/concertation` in a channel without one does.

import { Hono } from 'hono';
import { z } from 'zod';
import type { SetupAnswer } from '../../src/app/setting-up.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { refusalText } from '../../src/ui/refusals.ts';
import { droppedCard, joinedCard, openedCard, setupCards } from '../../src/ui/setup/setup-cards.ts';
import { setupForm } from '../../src/ui/setup/setup-form.ts';
import { type Translator, translator } from '../../src/ui/translator.ts';
import { platformName, tenant } from './announcer.ts';
import { refusedBody } from './guard.ts';
import { type LocalRoom, langOf } from './room.ts';
import { channelOf, firstChannel, setupScene } from './setting-up.ts';

const name = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const stepBody = z.strictObject({
  deliveryId: name(200),
  as: name(100),
  channel: name(100).default(firstChannel),
  action: name(100),
  target: name(100).nullish(),
  values: z.record(z.string(), z.unknown()).default({}),
  lang: z.enum(['fr', 'nl', 'en']).default('fr'),
});

export function setupApi(local: LocalRoom): Hono {
  const api = new Hono();
  const asked = (query: (name: string) => string | undefined) => ({
    as: query('as') ?? '',
    channel: query('channel') ?? firstChannel,
    t: translator(langOf(query('lang')) ?? 'fr'),
  });

  api.get('/setup', async (c) => {
    const { as, channel, t } = asked((key) => c.req.query(key));
    return c.json(setupCards(t, await setupScene(local, channel, as)));
  });

  api.get('/setup/form', async (c) => {
    const { as, channel, t } = asked((key) => c.req.query(key));
    const scene = await setupScene(local, channel, as);
    const members = [...scene.names].map(([value, label]) => ({ value, label }));
    const target = c.req.query('target') ?? null;
    const form = setupForm(t, scene, c.req.query('action') ?? '', target, members);
    return form ? c.json(form) : c.notFound();
  });

  api.post('/setup', async (c) => {
    const body = stepBody.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return c.json(refusedBody('request.malformed'), 400);
    const { as, channel, target = null, lang, ...rest } = body.data;
    const t = translator(lang);
    const end = await local.receive(async (receivedAt) => {
      await local.app.acquaintance.meet({ platform: platformName, tenant, externalId: as });
      const step = { ...rest, target, lang, receivedAt, at: channelOf(channel) };
      return local.settingUp.submit({ ...step, as: { externalId: as, name: as } });
    });
    if (isRefusal(end)) {
      const { text, next } = refusalText(t, end, await local.zone());
      return c.json({ result: 'refused', code: end.refused, field: end.field ?? null, text, next }, 422);
    }
    await local.app.outbox.idle();
    return c.json({ result: 'accepted', ...(await toldOf(end, t, channel, as)) });
  });

  async function toldOf(end: SetupAnswer, t: Translator, channel: string, as: string): Promise<object> {
    switch (end.kind) {
      case 'standing':
        return { state: 'under-way', cards: setupCards(t, await setupScene(local, channel, as)) };
      case 'dropped':
        return { state: 'dropped', cards: [droppedCard(t, channelOf(channel))] };
      case 'opened':
      case 'joined': {
        const { assembly, room, answer } = end;
        const { events, replayed } = answer;
        const card = end.kind === 'joined' ? joinedCard : openedCard;
        const cards = [card(t, channelOf(channel))];
        return { state: end.kind, assembly, room, events, replayed, cards };
      }
    }
  }

  return api;
}
