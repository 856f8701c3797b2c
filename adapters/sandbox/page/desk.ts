// What the coordination does besides forms: bring in a file of institutions, people or proposals, and see to the
// letters that leave by mail.

import { Hono } from 'hono';
import { html } from 'hono/html';
import { pageReads } from '../../../src/app/page-reads.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import { handMails } from '../../../src/ui/desk/mails.ts';
import { refusalText } from '../../../src/ui/refusals.ts';
import { imported } from '../importing.ts';
import type { LocalRoom } from '../room.ts';
import { typed } from './filled.ts';
import { type Html, link, placeFields, type Visit, visitOf } from './place.ts';
import { leaf } from './shell.ts';

/** What a file led to: the report of what was or wasn’t done, line by line. */
interface Report {
  good: boolean;
  title: string;
  lines: string[];
}

export function deskPages(local: LocalRoom): Hono {
  const pages = new Hono();

  pages.get('/import', async (c) => {
    const visit = await visitOf(local, {
      as: c.req.query('as'),
      lang: c.req.query('lang'),
      in: c.req.query('in'),
    });
    const content = await importForm(visit, null);
    return c.html(
      c.req.query('fragment') === undefined ? leaf(visit, visit.t('page.import'), content) : content,
    );
  });

  pages.post('/import', async (c) => {
    const body = await c.req.parseBody();
    const text = (name: string) => typed(body[name])[0] ?? '';
    const visit = await visitOf(local, { as: text('as'), lang: text('lang'), in: text('in') });
    const report = await carriedOut(local, visit, body.file, text('call') || null, text('deliveryId'));
    const content = await importForm(visit, report);
    const status = report.good ? 200 : 422;
    return c.html(text('fragment') === '' ? leaf(visit, visit.t('page.import'), content) : content, status);
  });

  pages.get('/mails', async (c) => {
    const visit = await visitOf(local, {
      as: c.req.query('as'),
      lang: c.req.query('lang'),
      in: c.req.query('in'),
    });
    const content = await mailList(local, visit);
    return c.html(
      c.req.query('fragment') === undefined ? leaf(visit, visit.t('page.mails'), content) : content,
    );
  });

  return pages;
}

async function carriedOut(
  local: LocalRoom,
  { t, place, zone, scene }: Visit,
  file: unknown,
  call: string | null,
  deliveryId: string,
): Promise<Report> {
  if (!scene || !(file instanceof File) || file.size === 0)
    return { good: false, title: t('page.import.no-file'), lines: [] };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const delivery = deliveryId || crypto.randomUUID();
  const end = await imported(local, {
    person: place.person,
    bytes,
    name: file.name,
    call,
    deliveryId: delivery,
    t,
  });
  if ('refused' in end) {
    const { text, next } = refusalText(t, end.refused, zone);
    const at = end.line === null ? [] : [t('page.import.at', { line: end.line })];
    return { good: false, title: text, lines: [...at, next] };
  }
  return { good: end.made !== null, ...end.report };
}

async function importForm({ t, place, scene, reader }: Visit, report: Report | null): Promise<Html> {
  const calls = (await scene?.list('call'))?.filter((call) => call.status === 'collecting') ?? [];
  if (!reader.coordinates) return coordinatorsOnly(t, 'page.import');
  return html`<h2 id="form-title" tabindex="-1">${t('page.import')}</h2><p>${t('page.import.intro')}</p>
    ${
      report
        ? html`<section class="report${report.good ? ' good' : ' refusal'}" role="${report.good ? 'status' : 'alert'}" tabindex="-1">
            <h3>${report.title}</h3><ul>${report.lines.map((line) => html`<li>${line}</li>`)}</ul></section>`
        : ''
    }
    <form method="post" action="/import" enctype="multipart/form-data" data-act>${placeFields(place)}
      <input type="hidden" name="deliveryId" value="${crypto.randomUUID()}">
      <p class="field"><label for="file">${t('page.import.file')}</label>
        <input id="file" name="file" type="file" accept=".csv,.xlsx"></p>
      <p class="field"><label for="call">${t('page.import.call')}</label>
        <select id="call" name="call"><option value=""></option>${calls.map((call) => html`<option value="${call.id}">${call.id}</option>`)}</select></p>
      <p class="buttons"><button class="button primary" type="submit">${t('page.import.send')}</button>
        <a class="button" data-close href="${link('/', place)}">${t('form.cancel')}</a></p>
    </form>`;
}

async function mailList(local: LocalRoom, { t, place, scene, reader, now }: Visit): Promise<Html> {
  if (!reader.coordinates || !scene) return coordinatorsOnly(t, 'page.mails');
  const mails = await handMails(pageReads(local.app.store), scene.assembly.id, now);
  return html`<h2 id="form-title" tabindex="-1">${t('page.mails')}</h2><p>${t('page.mails.intro', { n: mails.length })}</p>
    ${mails.map(
      (mail) => html`<details class="mail"><summary>${mail.name}, ${mail.subject}</summary>
        <p lang="${mail.lang}">${mail.text}</p>
        <p>${mail.address === null ? t('page.mails.phone') : html`<a class="button" href="${link(`/dev/v1/mails/${mail.id}.eml`, place)}">${t('page.mails.file', { name: mail.name })}</a>`}</p>
      </details>`,
    )}`;
}

function coordinatorsOnly(t: Visit['t'], title: 'page.import' | 'page.mails'): Html {
  const { text, next } = refusalText(t, refuse('rights.coordinator-only'), 'UTC');
  return html`<h2 id="form-title" tabindex="-1">${t(title)}</h2><p class="refusal">${text} ${next}</p>`;
}
