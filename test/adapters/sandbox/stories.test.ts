import { describe, expect, it } from 'vitest';
import { type Local, openLocal } from '../../support/local.ts';

const afterwards = { to: '2026-12-07T22:59:10Z' };

const proposalOf = async (local: Local) => (await local.get('/state/proposal/P1')).body;
const eventsOf = async (local: Local) =>
  (await local.get('/events')).body as { name: string; data: Record<string, unknown> }[];
/** What the room was told, apart from cards. */
const news = async (local: Local) =>
  (await local.get('/sent')).body
    .filter((s: { kind: string; key: string }) => s.kind === 'post' && !s.key.includes(':card:'))
    .map((s: { text: string }) => s.text) as string[];
const cardOf = async (local: Local) => (await local.get('/view')).body[1];
const inbox = async (local: Local, person: string) =>
  (await local.get(`/inbox?as=${person}`)).body as { title: string; blocks: { text: string }[] }[];

describe('a proposal', () => {
  it('to which nobody objects is validated by silence, and the room is told under which article', async () => {
    const local = await openLocal();
    await local.post('/clock', afterwards);
    expect(await proposalOf(local)).toMatchObject({ status: 'validated', basis: 'silence', article: '1' });
    expect(await news(local)).toEqual([
      expect.stringMatching(/P1\) est validée par la concertation \(étape 1 sur 3\).*charte, article 1\)/),
      expect.stringContaining('a pris fin le lundi 7 décembre 2026 à 23\u00a0h\u00a059'),
    ]);
    expect(await cardOf(local)).toMatchObject({
      status: { tone: 'good', label: 'validée par la concertation (étape 1 sur 3)' },
      buttons: [{ action: 'question.ask' }],
    });
  });

  it('to which somebody objects waits for a plenary, which is prepared at once', async () => {
    const local = await openLocal();
    const reason = 'Le local n’est pas accessible.';
    await local.act('farid', 'objection.raise', 'P1', { reason, remedy: 'Un rez-de-chaussée.' });
    await local.settled();
    expect(await cardOf(local)).toMatchObject({
      status: { tone: 'attention', label: 'en attente de plénière' },
    });
    expect(JSON.stringify(await cardOf(local))).toContain(reason);
    expect(await news(local)).toEqual([
      expect.stringMatching(/\(M1\)\. Première date possible\u00a0: mardi 8 décembre 2026/),
    ]);
    expect((await inbox(local, 'referente'))[0]?.title).toContain('M1');
    expect((await inbox(local, 'farid')).at(-1)?.title).toBe('Votre objection O1 est enregistrée');

    await local.post('/clock', afterwards);

    expect(await proposalOf(local)).toMatchObject({
      status: 'contested',
      holds: [{ kind: 'objection', id: 'O1' }],
    });
    expect((await local.get('/state/meeting/M1')).body).toMatchObject({ status: 'prepared', agenda: ['P1'] });
    expect((await eventsOf(local)).map((e) => e.name)).not.toContain('ProposalValidated');
  });

  it('whose objection is lifted in time is validated by silence, and the plenary is cancelled', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1');
    await local.act('farid', 'objection.lift', 'O1', { words: 'Merci pour l’ascenseur.' });
    expect((await local.get('/state/meeting/M1')).body.status).toBe('cancelled');
    await local.post('/clock', afterwards);
    expect(await proposalOf(local)).toMatchObject({ status: 'validated', basis: 'silence' });
    expect((await news(local))[1]).toContain('La plénière extraordinaire M1 est annulée');
  });

  it('whose last objection is lifted after the deadline is validated then, because it was lifted', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1');
    await local.act('lise', 'objection.raise', 'P1');
    await local.post('/clock', afterwards);
    await local.act('farid', 'objection.lift', 'O1');
    expect((await proposalOf(local)).status).toBe('contested');
    await local.act('lise', 'objection.withdraw', 'O2');
    expect(await proposalOf(local)).toMatchObject({ status: 'validated', basis: 'lifted' });
    await local.settled();
    expect((await news(local)).at(-1)).toContain('tout ce qui suspendait la validation a été levé ou retiré');
  });

  it('receives what comes after the deadline as a remark that stops nothing, and its author is told', async () => {
    const local = await openLocal();
    await local.post('/clock', { to: '2026-12-07T22:59:00Z' });
    const late = await local.act('farid', 'objection.raise', 'P1', { reason: 'Trop tard ?' });
    expect(late.body).toMatchObject({ result: 'accepted', refs: { concern: 'R1' } });
    await local.post('/clock', afterwards);
    expect(await proposalOf(local)).toMatchObject({ status: 'validated', basis: 'silence' });
    const told = (await inbox(local, 'farid')).at(-1);
    expect(told?.title).toBe('Reçu après l’échéance\u00a0: remarque R1');
    expect(told?.blocks[0]?.text).toContain('ne suspend pas sa validation');
    expect(JSON.stringify(await cardOf(local))).toContain('Trop tard ?');
  });
});

describe('somebody', () => {
  it('without institution may object, and speaks for nobody', async () => {
    const local = await openLocal();
    const { body } = await local.act('une voisine', 'objection.raise', 'P1', { reason: 'Le bruit' });
    expect(body.events.map((e: { name: string }) => e.name)).toEqual(['ObjectionRaised', 'MeetingPrepared']);
    expect((await local.get('/state/objection/O1')).body.author.institution).toBeNull();
  });

  it('who says they belong to an institution is heard, and that they say so is on record as unconfirmed', async () => {
    const local = await openLocal();
    const claiming = { institution: 'I2' };
    const { body } = await local.act('un inconnu', 'objection.raise', 'P1', {}, claiming);
    expect(body.events[0].name).toBe('MandateClaimed');
    const { person } = (await local.get('/state/objection/O1')).body.author;
    expect((await local.get(`/state/mandate/${person}~I2`)).body.status).toBe('claimed');

    // Saying so gives no right over the objection of a colleague; a confirmed mandate does.
    await local.act('farid', 'objection.raise', 'P1');
    expect((await local.act('un inconnu', 'objection.lift', 'O2', {}, claiming)).body.code).toBe(
      'objection.not-yours',
    );
    expect((await local.act('farid', 'objection.lift', 'O1')).status).toBe(200);
  });

  it('says once for whom they speak, however often they act', async () => {
    const local = await openLocal();
    const claiming = { institution: 'I2' };
    await local.act('un inconnu', 'objection.raise', 'P1', {}, claiming);
    await local.act('un inconnu', 'objection.lift', 'O1', {}, claiming);
    const names = (await eventsOf(local)).map((e) => e.name);
    expect(names.filter((n) => n === 'MandateClaimed')).toHaveLength(1);
  });

  it('may neither lift nor withdraw what others object, not even the référente or her deputy', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1');
    for (const [person, institution] of [
      ['referente', null],
      ['suppleante', null],
      ['referente', 'I2'],
      ['nadia', 'I1'],
    ] as const) {
      for (const action of ['objection.lift', 'objection.withdraw']) {
        const answer = await local.act(person, action, 'O1', {}, { institution });
        expect(answer, `${person} ${action}`).toMatchObject({
          status: 422,
          body: { code: 'objection.not-yours' },
        });
      }
    }
    expect((await proposalOf(local)).holds).toHaveLength(1);
  });

  it('who isn’t the référente can neither open a call nor let an institution in', async () => {
    const local = await openLocal();
    const values = { title: 'Un appel', closesAt: '2026-12-24T12:00' };
    expect((await local.act('nadia', 'call.open', null, values)).body.code).toBe('rights.coordinator-only');
    const name = { name: 'Une institution' };
    expect((await local.act('nadia', 'institution.register', null, name)).body.code).toBe(
      'rights.coordinator-only',
    );
    expect((await local.act('suppleante', 'institution.register', null, name)).body.refs).toEqual({
      institution: 'I5',
    });
  });
});
