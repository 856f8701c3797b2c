import { describe, expect, it } from 'vitest';
import { actions } from '../../../src/app/actions.ts';
import { fr as messages } from '../../../src/ui/messages/fr.ts';
import { page, read, submit, untouched } from '../../support/browser.ts';
import { accepted, second } from '../../support/forms.ts';
import { type Local, openLocal } from '../../support/local.ts';

/** Opens a form, fills it in and sends it; answers with what the browser then shows. */
async function fillIn(
  local: Local,
  as: string,
  action: string,
  target: string,
  values: Record<string, string | string[]>,
  lang = 'fr',
) {
  const query = new URLSearchParams({ as, lang, action, target });
  const { html } = await page(local, `/form?${query}`);
  const typed = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`value.${name}`, value] as const),
  );
  return submit(local, '/form', { ...untouched(html), ...typed });
}

const seq = async (local: Local) => (await local.store.heads())[0]?.seq;
/** What stands in a field of the page. */
const chosen = (html: string) =>
  [...html.matchAll(/value="([^"]*)" (?:selected|checked)/g)].map(([, v]) => v);

describe.each(['fr', 'nl', 'en'])('every action opens as a page in %s', (lang) => {
  it('that says everything in words', async () => {
    const local = await openLocal();
    await second(local);
    for (const action of actions.values()) {
      const query = new URLSearchParams({ as: 'referente', lang, action: action.name, target: 'P1' });
      const { status, html } = await page(local, `/form?${query}`);
      expect(status, action.name).toBe(200);
      const words = read(html);
      expect(words, action.name).not.toMatch(/undefined|\[object|NaN|\{\w+\}/);
      const raw = Object.keys(messages).filter((key) => /\..*\./.test(key) && words.includes(key));
      expect(raw, action.name).toEqual([]);
      const labels = [...html.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id);
      const fields = [...html.matchAll(/<(?:input|select|textarea) id="([^"]+)"/g)].map(([, id]) => id);
      expect(labels, action.name).toEqual(fields);
    }
  });
});

describe('what is no form', () => {
  const sent = (local: Local, path: string, type: string, body: string) =>
    local.routes.request(`http://127.0.0.1:3000${path}`, {
      method: 'POST',
      headers: { host: '127.0.0.1:3000', 'content-type': type },
      body,
    });

  it('is refused wherever it is sent, and changes nothing', async () => {
    const local = await openLocal();
    const before = await seq(local);
    for (const path of ['/form', '/import', '/clock', '/outage', '/reset', '/reaction']) {
      const answer = await sent(local, path, 'multipart/form-data; boundary=x', 'nothing of the kind');
      expect(answer.status, path).toBe(400);
      expect(await answer.json(), path).toMatchObject({ code: 'request.malformed' });
    }
    expect(await seq(local)).toBe(before);
  });

  it('counts for nobody under a name or a number that is none', async () => {
    const local = await openLocal();
    const before = await seq(local);
    const act = { lang: 'fr', action: 'consent.give', target: 'P1' };
    const endless = await submit(local, '/form', { ...act, as: 'farid', deliveryId: 'd'.repeat(201) });
    expect(endless.status).toBe(404);
    expect(await seq(local)).toBe(before);
    for (const as of ['x'.repeat(101), 'a\u0000b'])
      expect((await page(local, `/?as=${encodeURIComponent(as)}`)).html).toContain('data-person="visiteur"');
  });
});

describe('the room’s page', () => {
  it('leads from what was said of a proposal to its card', async () => {
    const local = await openLocal();
    const { location } = await fillIn(local, 'farid', 'question.ask', 'P1', { question: 'Où est-ce ?' });
    expect(location).toMatch(/done=P1.*#P1$/);
  });

  it('opens the form of any action that its reader may take', async () => {
    const local = await openLocal();
    const offered = async (as: string) => {
      const { html } = await page(local, `/?as=${as}`);
      const [, list = ''] = html.match(/<select id="action"[^>]*>(.*?)<\/select>/s) ?? [];
      return [...list.matchAll(/value="([^"]+)"/g)].map(([, name]) => name);
    };
    expect(await offered('referente')).toEqual([...actions.keys()]);
    const open = [...actions.values()].filter((a) => !a.desk).map((a) => a.name);
    expect(await offered('farid')).toEqual(open);
    expect(await offered('quelqu’un')).toEqual(open);
  });
});

describe('a form with things to choose from', () => {
  it('takes several of a list, lines and codes', async () => {
    const local = await openLocal();
    const call = {
      title: 'Été',
      closesAt: '2026-12-18T23:59',
      criteria: 'ouvert le samedi\r\nsans inscription\r\n',
      objectives: 'o.3.2, T.1',
      fund: '50 000',
    };
    expect(await fillIn(local, 'referente', 'call.open', '', call)).toMatchObject({ status: 303 });
    const opened = (await local.get('/state/call/C2')).body;
    expect(opened).toMatchObject({ objectives: ['O.3.2', 'T.1'], fund: 5_000_000 });
    expect(opened.criteria).toHaveLength(2);

    const idea = { title: 'Jardin', summary: 'Un potager', partners: ['I3', 'I4'], objectives: ['T.1'] };
    expect(await fillIn(local, 'farid', 'proposal.submit', 'C2', idea)).toMatchObject({ status: 303 });
    expect((await local.get('/state/proposal/P2')).body).toMatchObject({
      partners: ['I3', 'I4'],
      objectives: [{ code: 'T.1' }],
    });
  });

  it('comes back with what was chosen when it is refused', async () => {
    const local = await openLocal();
    await second(local);
    const values = { title: 'a'.repeat(10_000), summary: 'Un potager', partners: ['I2', 'I4'], amount: '-1' };
    const before = await seq(local);
    const refused = await fillIn(local, 'nadia', 'proposal.revise', 'P1', { kind: 'editorial', ...values });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain(`value="${values.title}"`);
    expect(refused.html).toContain('value="-1"');
    expect(refused.html).toContain('>Un potager</textarea>');
    expect(chosen(refused.html)).toEqual(['editorial', 'I2', 'I4']);
    expect(read(refused.html)).toContain('Ce texte compte 10000 caractères, pour 150 au plus.');
    expect(await seq(local)).toBe(before);
  });

  it.each([
    ['call.open', '', { title: 'Été', closesAt: '2027-04-31T12:00' }, 'closesAt', 'Cette date n’existe pas'],
    ['call.open', '', { title: 'Été', closesAt: '2026-11-22T12:00' }, 'closesAt', 'échéance est déjà passée'],
    ['institution.register', '', { name: '👍' }, 'name', 'ni lettre ni chiffre'],
    ['institution.register', '', { name: 'Atelier', mail: 'atelier' }, 'mail', 'adresse électronique'],
    [
      'call.open',
      '',
      { title: 'T', closesAt: '2027-04-30T12:00', criteria: 'a\n'.repeat(11) },
      'criteria',
      '11',
    ],
    [
      'question.ask',
      'P1',
      { question: 'Qui ?', 'for.name': 'Rosa', 'for.mail': 'rosa' },
      'for.mail',
      'adresse',
    ],
  ])('says of %s (%s) at the field what is wrong, and keeps what was typed', async (...mistake) => {
    const [action, target, values, field, says] = mistake;
    const local = await openLocal();
    const before = await seq(local);
    const { status, html } = await fillIn(
      local,
      'referente',
      action,
      target,
      values as Record<string, string>,
    );
    expect(status).toBe(422);
    const [, why] = html.match(new RegExp(`id="field-${field}-refusal" role="alert">([^<]*)<`)) ?? [];
    expect(why).toContain(says);
    const back = read(html.replaceAll(/value="([^"]*)"/g, 'value="">$1<i class="'));
    for (const typed of Object.values(values)) expect(back).toContain(typed);
    expect(await seq(local)).toBe(before);
  });
});

describe('a form that changes what stands', () => {
  it('shows it, and leaves what nobody touched as it was', async () => {
    const local = await openLocal();
    await second(local);
    const { html } = await page(local, '/form?as=farid&lang=fr&action=proposal.revise&target=P2');
    expect(html).toContain('value="Jardin partagé"');
    expect(html).toContain('value="4000,50"');
    expect(chosen(html)).toEqual(['I4', 'I3']);

    const unchanged = await fillIn(local, 'farid', 'proposal.revise', 'P2', { kind: 'editorial' });
    expect(unchanged.status).toBe(422);
    expect(read(unchanged.html)).toContain('Rien n’a changé');

    const changed = { kind: 'editorial', title: 'Jardin des voisins' };
    expect(await fillIn(local, 'farid', 'proposal.revise', 'P2', changed)).toMatchObject({ status: 303 });
    const { body } = await local.get('/state/proposal/P2');
    expect(body).toMatchObject({ version: 2, amount: 400_050, partners: ['I3', 'I4'] });
    expect(body.summary).toEqual(body.versions[0].summary);
  });
});

describe('a form asks for whom one speaks', () => {
  const question = { question: 'Qui paie ?' };

  it('and waits for the answer of somebody who was never seen', async () => {
    const local = await openLocal();
    const before = await seq(local);
    const refused = await fillIn(local, 'Zoé', 'question.ask', 'P1', question);
    expect(refused.status).toBe(422);
    const [, why] = refused.html.match(/id="field-institution-refusal" role="alert">([^<]*)</) ?? [];
    expect(why).toBe(
      'Nous ne savons pas encore pour qui vous parlez. Choisissez votre institution, ou parlez en votre nom.',
    );
    expect(refused.html).toContain('Qui paie ?</textarea>');
    expect(await seq(local)).toBe(before);

    const said = await fillIn(local, 'Zoé', 'question.ask', 'P1', { ...question, institution: 'I2' });
    expect(said.status).toBe(303);
    const { author } = (await local.get('/state/question/Q1')).body;
    expect(author.institution).toBe('I2');
    const mandate = (await local.get(`/state/mandate/${author.person}~I2`)).body;
    expect(mandate).toMatchObject({ status: 'claimed' });
  });

  it('who may also speak in their own name', async () => {
    const local = await openLocal();
    const said = await fillIn(local, 'Zoé', 'question.ask', 'P1', { ...question, institution: 'self' });
    expect(said.status).toBe(303);
    expect((await local.get('/state/question/Q1')).body.author.institution).toBeNull();
  });

  it('of somebody with two mandates', async () => {
    const local = await openLocal();
    await accepted(local, 'tom', 'question.ask', 'P1', question, { institution: 'I3' });
    expect((await fillIn(local, 'tom', 'consent.give', 'P1', {}, 'nl')).html).toContain(
      'U hebt een mandaat van 2 organisaties',
    );
    const said = await fillIn(local, 'tom', 'consent.give', 'P1', { institution: 'I3' });
    expect(said.status).toBe(303);
  });
});

describe('the référente enters what somebody said who telephoned', () => {
  const entry = { 'for.name': 'Rosa', 'for.institution': 'I3', 'for.mail': '', 'for.source': 'phone' };

  it('in the same form as everybody', async () => {
    const local = await openLocal();
    const said = await fillIn(local, 'referente', 'objection.raise', 'P1', { reason: 'Le lieu', ...entry });
    expect(said.status).toBe(303);
    const objection = (await local.get('/state/objection/O1')).body;
    expect(objection).toMatchObject({ author: { institution: 'I3' }, entered: { source: 'phone' } });
  });

  it('or speaks for herself when she names nobody', async () => {
    const local = await openLocal();
    const said = await fillIn(local, 'referente', 'question.ask', 'P1', { question: 'Qui paie ?' });
    expect(said.status).toBe(303);
    expect((await local.get('/state/question/Q1')).body).toMatchObject({ entered: null });
  });

  it('and nobody else can', async () => {
    const local = await openLocal();
    const { html } = await page(local, '/form?as=farid&lang=fr&action=objection.raise&target=P1');
    expect(html).not.toContain('for.name');
    const said = await fillIn(local, 'farid', 'objection.raise', 'P1', { reason: 'Le lieu', ...entry });
    expect(said.status).toBe(303);
    expect((await local.get('/state/objection/O1')).body).toMatchObject({
      author: { institution: 'I2' },
      entered: null,
    });
  });
});
