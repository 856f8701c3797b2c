// The local room as a chat in the browser. Every page can be read, and every form sent, without scripts: the
// same answers come back as fragments (`fragment=1`) to the scripts that put them in place.

import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { importing, inBox } from '../../../src/ui/command-table.ts';
import { offers } from '../../../src/ui/completions.ts';
import { openCommand } from '../../../src/ui/open-command.ts';
import { reactionCard } from '../../../src/ui/reactions.ts';
import { refusalText } from '../../../src/ui/refusals.ts';
import { fileSized, readable, sized, strict } from '../guard.ts';
import type { LocalRoom } from '../room.ts';
import { assets } from './assets.ts';
import { cardView } from './card-view.ts';
import { deskPages } from './desk.ts';
import { typed } from './filled.ts';
import { formPages } from './forms.ts';
import type { Live } from './live.ts';
import { columns, partOf } from './parts.ts';
import { type Html, link, type Visit, visitOf } from './place.ts';
import { said } from './said.ts';
import { setupPages } from './setup.ts';
import { leaf, parts, shell } from './shell.ts';
import { timePages } from './time.ts';
import { placeOf } from './timeline.ts';

export function sandboxPages(local: LocalRoom, live: Live): Hono {
  const pages = new Hono();
  pages.use(strict, async (c, next) => (c.req.path === '/import' ? fileSized : sized)(c, next), readable);
  const visitIn = (c: Context) =>
    visitOf(local, { as: c.req.query('as'), lang: c.req.query('lang'), in: c.req.query('in') });

  pages.route('/client', assets());
  pages.get('/live', (c) => live.stream(c));

  pages.get('/', async (c) => {
    const visit = await visitIn(c);
    const done = c.req.query('done');
    const all = c.req.query('all') !== undefined;
    const receipt = c.req.query('receipt') !== undefined;
    const told =
      done === undefined ? null : said(visit, done, await placeOf(local, done), { receipt, notes: [] });
    return c.html(shell(visit, await columns(local, visit, { all, done: told })));
  });

  pages.get('/part/:part', async (c) => {
    const part = parts.find((p) => p === c.req.param('part'));
    if (!part) return c.notFound();
    const visit = await visitIn(c);
    return c.html(await partOf(local, visit, part, c.req.query('all') !== undefined));
  });

  pages.get('/offers', async (c) => {
    const { scene, reader, t } = await visitIn(c);
    const found = scene ? await offers(scene, reader, t, c.req.query('text') ?? '') : [];
    return c.html(
      html`${found.map(
        ({ text, meaning }, i) =>
          html`<li role="option" id="offer-${i}" aria-selected="false" data-text="${text}"><b>${text}</b> <span>${meaning}</span></li>`,
      )}`,
    );
  });

  pages.get('/command', async (c) => {
    const visit = await visitIn(c);
    const { scene, reader, t, place, now, zone } = visit;
    if (!scene) return c.redirect(link('/', place), 303);
    const opened = await openCommand(scene, reader, t, c.req.query('text') ?? '', now, inBox);
    const fragment = c.req.query('fragment') !== undefined;
    if (opened.kind === 'form') {
      const { action, target, values } = opened;
      const typed = Object.entries(values).map(([name, value]) => [`value.${name}`, `${value}`]);
      const form =
        action === importing
          ? link('/import', place)
          : link('/form', place, { action, target: target ?? '', ...Object.fromEntries(typed) });
      return fragment ? c.body(null, 204, { 'x-form': form }) : c.redirect(form, 303);
    }
    if (opened.kind === 'refused') {
      const { text, next } = refusalText(t, opened.refusal, zone);
      return noted(c, visit, html`<p class="refusal">${text} ${next}</p>`, fragment);
    }
    return noted(c, visit, html`${opened.cards.map((card) => cardView(card, now, place))}`, fragment);
  });

  pages.post('/reaction', async (c) => {
    const body = await c.req.parseBody();
    const text = (name: string) => typed(body[name])[0] ?? '';
    const visit = await visitOf(local, { as: text('as'), lang: text('lang'), in: text('in') });
    const { scene, reader, t, place, now } = visit;
    const card = scene && (await reactionCard(scene, reader, t, text('emoji'), text('ref'), now));
    const content = card ? cardView(card, now, place) : html`<p>${t('page.not-found')}</p>`;
    return noted(c, visit, content, text('fragment') !== '');
  });

  pages.route('/', setupPages(local));
  pages.route('/', formPages(local));
  pages.route('/', timePages(local));
  pages.route('/', deskPages(local));
  return pages;
}

/** Shown to whoever asked, and to nobody else. */
function noted(c: Context, visit: Visit, content: Html, fragment: boolean) {
  const { t } = visit;
  const title = t('page.note.head');
  return c.html(fragment ? content : leaf(visit, title, html`<h2>${title}</h2>${content}`));
}
