import { describe, expect, it } from 'vitest';
import { type Answered, type Local, openLocal } from '../../support/local.ts';

const institutions = [
  'nom;forme juridique;secteurs;ancrage local;assise comptable;vote avec;courriel',
  'Épicerie du Canal;asbl;social;oui;oui;;contact@epicerie.example',
  'Antenne Rive Gauche;asbl;social, santé;oui;;Épicerie du Canal;',
  'Cabinet des Trois Ponts;prestataire de soins;santé;non;;;',
].join('\r\n');

async function send(
  local: Local,
  text: string | Uint8Array,
  query: Record<string, string> = {},
): Promise<Answered> {
  const params = new URLSearchParams({ as: 'referente', name: 'liste.csv', ...query });
  const response = await local.routes.request(`http://127.0.0.1/dev/v1/import?${params}`, {
    method: 'POST',
    body: typeof text === 'string' ? new TextEncoder().encode(text) : new Uint8Array(text),
    headers: { host: '127.0.0.1' },
  });
  return { status: response.status, body: await response.json() };
}

async function names(local: Local): Promise<string[]> {
  const { body } = await local.get('/events?after=0');
  return body.map((e: { name: string }) => e.name);
}

describe('la référente importe un fichier', () => {
  it('and every institution of it takes part, with what the file says of it', async () => {
    const local = await openLocal();
    const { status, body } = await send(local, institutions);
    expect([status, body.result, body.made, body.unchanged]).toEqual([200, 'imported', 3, 0]);
    expect(body.report.lines[0]).toBe('3 institutions nouvelles, aucune déjà inscrite.');
    expect((await local.get('/state/institution/I5')).body).toMatchObject({
      legalForm: 'asbl',
      sectors: ['social'],
      rooted: true,
      soundAccounts: true,
    });
    const all = await Promise.all(
      ['I5', 'I6', 'I7'].map(async (ref) => (await local.get(`/state/institution/${ref}`)).body),
    );
    expect(all.filter((i) => i.votesWith === 'I5')).toHaveLength(1);
  });

  it('and again: nothing is there twice, and nothing happens but the record of it', async () => {
    const local = await openLocal();
    await send(local, institutions);
    const before = (await names(local)).filter((n) => n !== 'RosterImported');
    const { body } = await send(local, institutions);
    expect([body.result, body.made, body.unchanged]).toEqual(['imported', 0, 3]);
    expect((await names(local)).filter((n) => n !== 'RosterImported')).toEqual(before);
  });

  it('written in the old way of Windows, with semicolons and accents', async () => {
    const local = await openLocal();
    const { status } = await send(local, Buffer.from(institutions, 'latin1'));
    expect(status).toBe(200);
    const { name } = (await local.get('/state/institution/I5')).body;
    const [content] = await local.store.contents([name.id]);
    expect(content?.text).toBe('Épicerie du Canal');
  });

  it('and learns of every faulty line, and nothing of it is done', async () => {
    const local = await openLocal();
    const before = await names(local);
    const { status, body } = await send(
      local,
      `${institutions}\r\nSans forme;inconnue de tous;;;;;\r\n😀;;;;;;`,
    );
    expect([status, body.result]).toEqual([422, 'rejected']);
    expect(body.report.lines).toHaveLength(3);
    expect(body.report.lines[0]).toMatch(/^Ligne 5\u00a0: la forme juridique/);
    expect(body.report.lines[1]).toMatch(/^Ligne 6\u00a0: /);
    expect(await names(local)).toEqual(before);
  });

  it('of people: each speaks for their institution, by the address that the file gives', async () => {
    const local = await openLocal();
    const list =
      'nom,courriel,institution,langue\nAnne D.,anne@tilleuls.example,Maison des Trois Tilleuls,fr\nJan P.,,Buurthuis De Waterlelie,nl';
    const first = await send(local, list);
    expect([first.body.made, first.body.unchanged]).toEqual([2, 0]);
    const identity = await local.store.identity('mail', '', 'anne@tilleuls.example');
    expect((await local.get(`/state/mandate/${identity?.person}~I1`)).body).toMatchObject({
      status: 'confirmed',
    });
    const again = await send(local, list);
    expect([again.body.made, again.body.unchanged]).toEqual([0, 2]);
  });

  it('of proposals: they enter the call, carried by their institutions, and only once', async () => {
    const local = await openLocal();
    const list =
      'titre;résumé;institution porteuse;montant;partenaires\n' +
      'Jardin partagé;Un jardin pour tous;Atelier Lune Basse;2 500;Maison médicale du Pont-Levis';
    expect((await send(local, list)).body).toMatchObject({ code: 'import.no-call', field: 'call' });
    const { body } = await send(local, list, { call: 'C1' });
    expect([body.result, body.made]).toEqual(['imported', 1]);
    expect((await local.get('/state/proposal/P2')).body).toMatchObject({
      status: 'open',
      carrier: 'I2',
      amount: 250_000,
      partners: ['I3'],
      entered: { source: 'paper' },
    });
    expect((await send(local, list, { call: 'C1' })).body).toMatchObject({ made: 0, unchanged: 1 });
    const cards = JSON.stringify((await local.get('/view?lang=fr')).body);
    expect(cards).toContain('d’après un fichier');
    expect(cards).not.toContain('par courrier papier');
  });

  it('of proposals, one of which the call does not take: the line is named, and none is kept', async () => {
    const local = await openLocal();
    await local.post('/clock', { by: 'P30D' });
    const list = 'titre;résumé;institution porteuse\nJardin;Un jardin;Atelier Lune Basse';
    const before = await names(local);
    const { status, body } = await send(local, list, { call: 'C1' });
    expect([status, body.code, body.line]).toEqual([422, 'call.closed', 2]);
    expect(await names(local)).toEqual(before);
  });

  it('but nobody else may', async () => {
    const local = await openLocal();
    const before = await names(local);
    const { status, body } = await send(local, institutions, { as: 'nadia' });
    expect([status, body.code]).toEqual([422, 'rights.coordinator-only']);
    expect(await names(local)).toEqual(before);
  });

  it('twice at the same moment: each institution is there once', async () => {
    const local = await openLocal();
    const ends = await Promise.all([send(local, institutions), send(local, institutions)]);
    expect(ends.map((e) => e.status)).toEqual([200, 200]);
    expect((await names(local)).filter((n) => n === 'InstitutionRegistered')).toHaveLength(4 + 3);
  });
});
