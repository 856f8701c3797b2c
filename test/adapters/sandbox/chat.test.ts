// The page as a chat: what stands in its channels and threads, what changes by itself, what the desk does.

import { describe, expect, it } from 'vitest';
import { SandboxDeliveries } from '../../../adapters/prisma/sandbox-deliveries.ts';
import { hiddenFields, page, read, submit } from '../../support/browser.ts';
import { freshDatabase } from '../../support/databases.ts';
import { type Local, openLocal } from '../../support/local.ts';
import { startService } from '../../support/service.ts';

const part = async (local: Local, name: string, query: string) =>
  read((await page(local, `/part/${name}?${query}`)).html);

/** Opens the line that pages listen on; each call answers with the next counters. */
async function listen(local: Local) {
  const ended = new AbortController();
  const headers = { host: '127.0.0.1:3000' };
  const response = await local.routes.request('http://127.0.0.1:3000/live?as=farid', {
    headers,
    signal: ended.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  return {
    async next(): Promise<Record<string, unknown>> {
      for (;;) {
        const [, told] = heard.match(/data: (.*)\n\n/) ?? [];
        if (told) {
          heard = heard.slice(heard.indexOf('\n\n') + 2);
          return JSON.parse(told);
        }
        heard += (await reader?.read())?.value ?? '';
      }
    },
    end: async () => {
      await reader?.cancel();
      ended.abort();
    },
  };
}

describe('the timeline', () => {
  it('holds what the room really received: each message in its day, an edited one in its place', async () => {
    const local = await openLocal();
    const before = await part(local, 'timeline', 'as=farid');
    expect(before).toContain('lundi 23 novembre 2026');
    expect(before).not.toContain('modifiée');
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu' });
    await local.settled();
    await local.post('/clock', { by: 'P1D' });

    const after = await part(local, 'timeline', 'as=farid');
    expect(after).toContain('modifiée');
    expect(after.indexOf('P1 · ')).toBeGreaterThan(after.indexOf('C1 · '));
  });

  it('shows a thread by itself, under the message that it belongs to', async () => {
    const local = await openLocal();
    await local.act('nadia', 'proposal.revise', 'P1', { kind: 'substantive', amount: '14 000' });
    await local.settled();
    const { html } = await page(local, '/?as=farid');
    const [, thread = ''] = html.match(/<p class="thread"><a href="([^"]+)"/) ?? [];
    const opened = await page(local, thread.replaceAll('&amp;', '&'));
    expect(opened.html).toMatch(/<h2>P1 · /);
    const timeline = opened.html.slice(opened.html.indexOf('id="timeline"'));
    expect(timeline.match(/<li class="message/g)?.length).toBeGreaterThan(1);
  });

  it('keeps the room in sight however long its threads are, and leads to what is older', async () => {
    const local = await openLocal();
    const deliveries = new SandboxDeliveries(local.store);
    const posts = await deliveries.list(0, 100);
    const [head] = posts.filter(({ card }) => card.includes('"card:P1'));
    if (!head) throw new Error('P1 has no card');
    const { n: _, ...row } = head;
    const reply = (i: number) => ({
      ...row,
      messageId: `reply-${i}`,
      under: head.messageId,
      key: `reply-${i}`,
      card: JSON.stringify({
        ...JSON.parse(head.card),
        subject: 'news',
        title: `Nouvelle ${i}.`,
        buttons: [],
      }),
    });
    await deliveries.appendAll(Array.from({ length: 160 }, (_, i) => reply(i + 1)));

    const room = await page(local, '/?as=farid');
    expect(room.html).toContain('id="C1"');
    expect(room.html).toContain('id="P1"');
    expect(room.html).not.toContain('Afficher les messages plus anciens');
    const thread = await part(local, 'timeline', `as=farid&in=${head.messageId}`);
    for (const shown of ['P1 · ', 'Nouvelle 11.', 'Nouvelle 160.', 'plus anciens'])
      expect(thread).toContain(shown);
    expect(thread).not.toContain('Nouvelle 10.');
    expect(await part(local, 'timeline', `as=farid&in=${head.messageId}&all=1`)).toContain('Nouvelle 1.');
  });

  it('keeps what is private to whom it was written', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu' });
    await local.settled();
    expect(await part(local, 'timeline', 'as=farid&in=inbox')).toContain(
      'Votre objection O1 est enregistrée',
    );
    expect(await part(local, 'timeline', 'as=lise&in=inbox')).not.toContain('Votre objection');
    expect(await part(local, 'timeline', 'as=lise')).not.toContain('Votre objection');
  });
});

describe('a page that stays open', () => {
  it('hears of each change, and which part of the page it concerns', async () => {
    const local = await openLocal();
    const line = await listen(local);
    const first = await line.next();
    await local.act('farid', 'consent.give', 'P1');
    await local.settled();
    let told = await line.next();
    while (told.posts === first.posts) told = await line.next();
    expect(told.events).not.toBe(first.events);
    expect(told.clock).toBe(first.clock);

    await local.post('/clock', { by: 'P1D' });
    while (told.clock === first.clock) told = await line.next();
    await line.end();
  });

  it('keeps nobody waiting when the service is asked to stop', async () => {
    const service = await startService({ DATABASE_URL: await freshDatabase('sqlite') });
    const line = await fetch(`${service.url}/live`);
    const told = line.text();
    expect(await service.stop()).toBe(0);
    // Those whom nobody had told to hang up would be cut off in the middle, after five seconds.
    await expect(told).resolves.toContain('counters');
  });

  it('says in the journal what has happened, and which article wants it', async () => {
    const local = await openLocal({ charter: 'colignon-2024' });
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu' });
    const journal = await part(local, 'journal', 'as=lise');
    expect(journal).toContain('Farid (Atelier Lune Basse)');
    expect(journal).toMatch(/charte, article/);
  });

  it('runs its own scripts alone', async () => {
    const local = await openLocal();
    const headers = { host: '127.0.0.1:3000' };
    const response = await local.routes.request('http://127.0.0.1:3000/', { headers });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });
});

describe('whoever coordinates', () => {
  it('sees what a reminder would say, and to how many, before anything is sent', async () => {
    const local = await openLocal();
    const { html } = await page(local, '/form?as=referente&lang=fr&action=call.chase&target=C1');
    const typed = { ...hiddenFields(html), 'value.words': 'Merci de répondre', preview: '1' };
    const preview = await submit(local, '/form', typed);
    expect(preview.status).toBe(200);
    expect(read(preview.html)).toMatch(/Aperçu\s*: \d personnes le recevront, pour 3 institutions/);
    expect(preview.html).toContain('Merci de répondre</textarea>');
    expect(await local.store.aggregates('concertation', 'chase')).toEqual([]);
  });

  it('imports a file from the page, and reads what became of it', async () => {
    const local = await openLocal();
    const { html } = await page(local, '/import?as=referente&lang=fr');
    const send = async (text: string) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(hiddenFields(html))) body.set(name, value);
      body.set('file', new File([text], 'institutions.csv'));
      const headers = { host: '127.0.0.1:3000' };
      const response = await local.routes.request('http://127.0.0.1:3000/import', {
        method: 'POST',
        headers,
        body,
      });
      return { status: response.status, words: read(await response.text()) };
    };
    const faulty = await send('Nom;Forme\n;asbl\n');
    expect(faulty.status).toBe(422);
    const good = await send('Nom;Forme juridique\nLa Boussole;asbl\n');
    expect(good.status).toBe(200);
    expect(await local.store.aggregates('concertation', 'institution')).toHaveLength(5);
  });

  it('alone: anybody else is told so', async () => {
    const local = await openLocal();
    for (const path of ['/import', '/mails']) {
      const { html } = await page(local, `${path}?as=farid`);
      expect(html).not.toContain('type="file"');
      expect(html).toContain('class="refusal"');
    }
    expect((await page(local, '/?as=farid')).html).not.toContain('href="/import');
  });
});

describe('the room can be begun anew', () => {
  it('with another charter and nobody’s words, after a warning', async () => {
    const local = await openLocal();
    expect(read((await page(local, '/reset?as=farid')).html)).toContain('Cela ne s’annule pas.');
    const sent = await submit(local, '/reset', {
      charter: 'colignon-2024',
      data: 'empty',
      as: 'farid',
      lang: 'fr',
    });
    expect(sent.status).toBe(303);
    expect(read((await page(local, '/')).html)).toContain('Ce salon est encore vide.');
  });

  it('and an outage can be played: what it gives back is said', async () => {
    const local = await openLocal({ charter: 'colignon-2024' });
    const played = await submit(local, '/outage', { hours: '30', as: 'farid', lang: 'fr', fragment: '1' });
    expect(read(played.html)).toContain('plus que la charte ne tolère');
    expect(local.app.clock.now()).toBe('2026-11-24T15:00:00.000Z');
  });
});

describe('the command box', () => {
  it('offers commands with what they do, then the things that they are about', async () => {
    const local = await openLocal();
    const offered = async (text: string) =>
      read((await page(local, `/offers?as=farid&lang=fr&text=${encodeURIComponent(text)}`)).html);
    expect(await offered('prop')).toMatch(/proposer.*propositions/s);
    expect(await offered('propositions P')).toContain('propositions P1');
    expect(await offered('suivi')).not.toContain('suivi');
  });

  it('answers a command as a page where there is no script', async () => {
    const local = await openLocal();
    expect(read((await page(local, '/command?as=farid&text=moi')).html)).toContain('Visible par vous seul·e');
    const { status } = await page(local, '/command?as=farid&text=question');
    expect(status).toBe(303);
    const importing = await page(local, '/command?as=referente&text=importer');
    expect(importing.location).toMatch(/^\/import\?/);
    const reaction = { as: 'farid', lang: 'fr', in: 'salon', ref: 'P1', emoji: 'thumbsup' };
    expect(read((await submit(local, '/reaction', reaction)).html)).toContain('Donner votre accord');
  });
});
