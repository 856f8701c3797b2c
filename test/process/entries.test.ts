// Speaking for the process, entering for others, and writing to institutions that came late.

import { beforeEach, describe, expect, it } from 'vitest';
import { type Concertation, charters, openConcertation } from './concertation.ts';

describe.each(charters)('ce qui passe par la référente, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  let p: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call();
    p = await c.submit('nadia', call);
  });
  const box = 'info@lune-basse.example';
  const caller = (name: string) => ({ name, institution: 'I2', mail: box, source: 'phone' });
  let taps = 0;
  /** Without having said for whom. */
  const tap = (person: string, action: string, target: string | null, more: Record<string, unknown>) => {
    taps += 1;
    const deliveryId = `tap-${charter}-${taps}`;
    return c.post('/actions', { deliveryId, as: { person }, action, target, ...more });
  };

  it('what only a coordinator does never asks for whom she speaks, nor does entering what others said', async () => {
    const criterion = c.rules.criteria.value.find(({ how }) => how !== 'computed')?.id;
    const checked = await tap('referente', 'criterion.check', p, { values: { criterion, met: 'yes' } });
    expect(checked.status).toBe(200);
    const entered = await tap('referente', 'objection.raise', p, {
      values: c.objection,
      for: caller('Zoé'),
    });
    expect(entered.status).toBe(200);
    const own = await tap('referente', 'question.ask', p, { values: { question: 'Pour qui ?' } });
    expect(own.body.code).toBe('speaker.ask');
  });

  it('two people who share one mailbox stay two: each objects, and each is written to there', async () => {
    const first = await c.does('referente', 'objection.raise', p, c.objection, { for: caller('Zoé') });
    const second = await c.does('referente', 'objection.raise', p, c.objection, { for: caller('Marc') });
    const [zoe, marc] = [
      (await c.state('objection', first.refs.objection)).author.person,
      (await c.state('objection', second.refs.objection)).author.person,
    ];
    expect(marc).not.toBe(zoe);
    await c.settled();
    const { body } = await c.get('/mails?as=referente');
    const named = (name: string) => body.filter((m: { name: string }) => m.name === name);
    expect(named('Zoé').length).toBeGreaterThan(0);
    for (const { address } of [...named('Zoé'), ...named('Marc')]) expect(address).toBe(box);
    const elsewhere = { ...caller('MARC'), institution: null };
    const asked = { question: 'À quelle heure ?' };
    const again = await c.does('referente', 'question.ask', p, asked, { for: elsewhere });
    expect((await c.state('question', again.refs.question)).author.person).toBe(marc);
  });

  it('an entry that changed nothing is not receipted a second time', async () => {
    await c.does('referente', 'consent.give', p, {}, { for: caller('Zoé') });
    const again = await c.does('referente', 'consent.give', p, {}, { for: caller('Zoé') });
    expect(again.events).toEqual([]);
    expect(await c.events('EntryMade')).toHaveLength(1);
    expect((await c.byHand()).filter(({ view }) => view === 'entry.receipt')).toHaveLength(1);
  });

  it('whoever objected by telephone explains it by telephone', async () => {
    const { refs } = await c.does('referente', 'objection.raise', p, c.objection, { for: caller('Zoé') });
    const remedy = 'Ouvrir aussi le samedi.';
    await c.does('referente', 'objection.explain', refs.objection, { remedy }, { for: caller('Zoé') });
    expect((await c.events('ObjectionExplained')).map((e) => e.data.objection)).toEqual([refs.objection]);
    await c.settled();
    const { body } = await c.get('/mails?as=referente');
    const said = body.map((m: { text: string }) => m.text).filter((t: string) => t.includes('une précision'));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(remedy);
  });

  it('an institution that gets an address while a call runs is invited to it, once', async () => {
    const mail = 'accueil@quatre-vents.example';
    const { refs } = await c.does('referente', 'institution.register', null, {
      name: 'Les Quatre Vents',
      mail,
    });
    const { contact } = await c.state('institution', refs.institution);
    const invited = { view: 'call.invited', person: contact };
    expect(await c.byHand()).toContainEqual(invited);
    await c.does('referente', 'institution.describe', refs.institution, { mail });
    expect((await c.byHand()).filter(({ view }) => view === 'call.invited')).toHaveLength(1);

    const bare = await c.does('referente', 'institution.register', null, { name: 'Le Puits' });
    await c.does('referente', 'institution.describe', bare.refs.institution, { mail: 'puits@puits.example' });
    const told = await c.state('institution', bare.refs.institution);
    expect(await c.byHand()).toContainEqual({ view: 'call.invited', person: told.contact });
  });

  it('an editorial version is contestable from the card, until it was contested', async () => {
    const card = async () =>
      (await c.get('/view')).body.find((x: { subject: string }) => x.subject === `card:${p}`);
    const offered = async () => (await card()).buttons.map((b: { action: string }) => b.action);
    expect(await offered()).not.toContain('proposal.contest-editorial');
    await c.does('nadia', 'proposal.revise', p, { kind: 'editorial', title: 'Permanence du mercredi matin' });
    expect(await offered()).toContain('proposal.contest-editorial');
    await c.does('farid', 'proposal.contest-editorial', p);
    expect(await offered()).not.toContain('proposal.contest-editorial');
  });
});
