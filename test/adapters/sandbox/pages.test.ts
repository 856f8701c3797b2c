import { afterEach, describe, expect, it, vi } from 'vitest';
import { StoreUnavailable } from '../../../src/app/ports.ts';
import { fr as messages } from '../../../src/ui/messages/fr.ts';
import { hiddenFields, page, read, submit } from '../../support/browser.ts';
import { watchedStore } from '../../support/failing-store.ts';
import { type Local, openLocal } from '../../support/local.ts';

const objectionForm = '/form?as=farid&lang=fr&action=objection.raise&target=P1';

/** A room in which everything that a page can show has happened. */
async function livelyRoom(): Promise<Local> {
  const local = await openLocal();
  await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu' });
  await local.act('lise', 'objection.raise', 'P1');
  await local.act('lise', 'objection.lift', 'O2');
  await local.post('/clock', { to: '2026-12-07T22:59:10Z' });
  await local.act('pieter', 'objection.raise', 'P1', { reason: 'Trop tard' });
  await local.settled();
  return local;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(['fr', 'nl', 'en'])('the pages in %s', (lang) => {
  it('say everything in words: no name of a message shows through', async () => {
    const local = await livelyRoom();
    const forms = ['call.open&target=', 'proposal.submit&target=C1', 'objection.raise&target=P1'];
    const paths = ['farid', 'referente', 'une inconnue'].map((as) => `/?as=${as}&lang=${lang}`);
    paths.push(...forms.map((form) => `/form?as=farid&lang=${lang}&action=${form}`), `/form?lang=${lang}`);
    for (const path of paths) {
      const { html } = await page(local, path);
      const words = read(html);
      const raw = Object.keys(messages).filter((key) => key.includes('.') && words.includes(key));
      expect(raw, path).toEqual([]);
      expect(words, path).not.toMatch(/undefined|\[object|NaN|\{\w+\}/);
      expect(html, path).toContain(`<html lang="${lang}">`);
    }
  });
});

describe('the room’s page', () => {
  it('shows what people wrote as text, never as markup', async () => {
    const local = await openLocal();
    const title = '<img src=x onerror=alert(1)>';
    const words = `"><script>alert(2)</script>'&amp;`;
    await local.act('nadia', 'proposal.submit', 'C1', { title, summary: words });
    await local.act(words, 'objection.raise', 'P2', { reason: words });
    await local.settled();
    const paths = [
      '/?as=nadia',
      `/?as=${encodeURIComponent(words)}`,
      '/?lang=%22%3E%3Cscript%3E',
      '/form?as=nadia&action=objection.raise&target=P2',
      `/form?as=${encodeURIComponent(words)}&action=objection.raise&target=${encodeURIComponent(words)}`,
      `/form?action=${encodeURIComponent(words)}`,
    ];
    for (const path of paths) {
      const { html } = await page(local, path);
      expect(html, path).not.toMatch(/<img|<script(?! type="module" src="\/client\/main.js">)/);
    }
    const { html } = await page(local, '/?as=nadia');
    expect(read(html)).toContain(`P2 · ${title}`);
    expect(read(html)).toContain(words);
  });

  it('in French has French spaces: none that breaks before : ; ? ! or inside « »', async () => {
    const local = await livelyRoom();
    for (const path of ['/?as=farid&lang=fr', objectionForm]) {
      const words = read((await page(local, path)).html);
      expect(words, path).not.toMatch(/ [:;?!»]|« /);
      expect(words, path).toMatch(/[\u00a0\u202f][:;?!»]/);
    }
  });

  it('says each deadline twice: the date, and how far away', async () => {
    const local = await openLocal();
    const { html } = await page(local, '/?lang=fr');
    expect(html).toMatch(
      /<time datetime="2026-12-07T22:59:00.000Z">lundi 7 décembre 2026 à 23\u00a0h\u00a059 \(heure de Bruxelles\)<\/time>, dans 14 jours/,
    );
  });

  it('lets one move the clock past the deadline', async () => {
    const local = await openLocal();
    expect((await submit(local, '/clock', { to: 'after', as: 'farid', lang: 'fr' })).status).toBe(303);
    expect(read((await page(local, '/?as=farid')).html)).toContain('validée par la concertation');
    const nothing = await submit(local, '/clock', { to: 'after' });
    expect(read(nothing.html)).toContain('Rien de tel n’est prévu.');
    expect((await submit(local, '/clock', { to: 'day' })).status).toBe(303);
    expect(local.app.clock.now()).toBe('2026-12-08T22:59:10.000Z');
  });
});

describe('a form', () => {
  it('that is accepted leads back to the room, where the card shows it', async () => {
    const local = await openLocal();
    const { html } = await page(local, objectionForm);
    const sent = await submit(local, '/form', { ...hiddenFields(html), 'value.reason': 'Le lieu' });
    expect(sent).toMatchObject({ status: 303, location: '/?as=farid&lang=fr&done=P1&receipt=1#P1' });
    const room = read((await page(local, sent.location ?? '')).html);
    expect(room).toContain('C’est enregistré.');
    expect(room).toContain('Motif\u00a0: Le lieu');
    expect(room).toContain('Lire le reçu dans vos messages privés');
    const inbox = read((await page(local, '/?as=farid&in=inbox')).html);
    expect(inbox).toContain('Votre objection O1 est enregistrée');
  });

  it('that is refused keeps what was typed, and says why at the field', async () => {
    const local = await openLocal();
    const { html } = await page(local, '/form?as=nadia&lang=fr&action=proposal.submit&target=C1');
    const typed = {
      'value.title': 'Un <jardin>',
      'value.summary': 'Avec "les" voisins',
      'value.amount': 'beaucoup',
    };
    const refused = await submit(local, '/form', { ...hiddenFields(html), ...typed });

    expect(refused.status).toBe(422);
    expect(refused.html).toContain('value="Un &lt;jardin&gt;"');
    expect(refused.html).toContain('Avec &quot;les&quot; voisins</textarea>');
    expect(refused.html).toMatch(
      /<input id="field-amount" [^>]*value="beaucoup" aria-invalid="true" autofocus aria-describedby="field-amount-refusal">/,
    );
    const [, why] = refused.html.match(/id="field-amount-refusal" role="alert">([^<]*)</) ?? [];
    expect(why).toContain('Ce montant ne peut pas être lu');
    expect(why).toContain('par exemple 12 500');
    expect(refused.html.match(/aria-invalid/g)).toHaveLength(1);

    const corrected = { ...hiddenFields(refused.html), ...typed, 'value.amount': '12 500' };
    expect((await submit(local, '/form', corrected)).status).toBe(303);
    expect((await local.get('/state/proposal/P2')).body.amount).toBe(1_250_000);
  });

  it('that is refused as a whole says so above it', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1');
    const { html } = await page(local, objectionForm);
    const refused = await submit(local, '/form', { ...hiddenFields(html), 'value.reason': 'Encore' });
    expect(refused.status).toBe(422);
    expect(refused.html).toMatch(
      /<p class="refusal" role="alert" tabindex="-1">Vous avez déjà une objection en cours/,
    );
    expect(refused.html).toContain('Encore</textarea>');
  });

  it('that is sent twice makes one objection', async () => {
    const local = await openLocal();
    const { html } = await page(local, objectionForm);
    const filled = { ...hiddenFields(html), 'value.reason': 'Le lieu' };
    const both = await Promise.all([submit(local, '/form', filled), submit(local, '/form', filled)]);
    const again = await submit(local, '/form', filled);
    expect([...both, again].map((s) => s.status)).toEqual([303, 303, 303]);
    // The receipt came with the first; a repetition brings no other.
    expect(again.location).toBe('/?as=farid&lang=fr&done=P1#P1');
    expect((await local.get('/state/proposal/P1')).body.holds).toHaveLength(1);
    expect(await local.store.aggregates('concertation', 'objection')).toHaveLength(1);
  });

  it('whose answer is being checked may be sent again, as it says, without counting twice', async () => {
    const store = watchedStore();
    const local = await openLocal({ around: store.around });
    const { html } = await page(local, '/form?as=nadia&lang=fr&action=proposal.submit&target=C1');
    const real = performance.now.bind(performance);
    store.instead = async (run) => {
      await run();
      store.instead = undefined;
      vi.spyOn(performance, 'now').mockImplementation(() => real() + 8_100);
      throw new StoreUnavailable('the answer was lost');
    };
    const typed = { 'value.title': 'Un jardin', 'value.summary': 'Avec les voisins' };
    const unsure = await submit(local, '/form', { ...hiddenFields(html), ...typed });
    expect(read(unsure.html)).toContain('une réponse ne compte jamais deux fois');

    const again = await submit(local, '/form', { ...hiddenFields(unsure.html), ...typed });
    expect(again.status).toBe(303);
    expect(await local.store.aggregates('concertation', 'proposal')).toHaveLength(2);
  });

  it('of an action or a thing that doesn’t exist is a page that says so', async () => {
    const local = await openLocal();
    for (const path of ['/form', '/form?action=objection.erase', '/form?action=constructor']) {
      const { status, html } = await page(local, path);
      expect(status, path).toBe(404);
      expect(read(html)).toContain('Cette page n’existe pas.');
    }
    expect((await submit(local, '/form', { action: 'objection.raise', target: 'P1' })).status).toBe(404);
    expect((await page(local, '/client/style.css')).status).toBe(200);
    expect((await page(local, '/client/tsconfig.json')).status).toBe(404);
    expect((await page(local, '/part/nothing')).status).toBe(404);
  });
});
