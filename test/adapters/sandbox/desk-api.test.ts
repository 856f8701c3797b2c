import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/ui/card.ts';
import { typedCommands } from '../../../src/ui/command-table.ts';
import { type Local, openLocal } from '../../support/local.ts';

async function typed(local: Local, as: string, text: string, lang = 'fr') {
  return local.get(`/command?${new URLSearchParams({ as, text, lang })}`);
}

/** What somebody reads when they type that, with ordinary spaces. */
async function read(local: Local, as: string, text: string, lang = 'fr'): Promise<string> {
  const { status, body } = await typed(local, as, text, lang);
  expect([status, body.kind]).toEqual([200, 'cards']);
  return body.cards
    .map(plainText)
    .join('\n\n')
    .replaceAll(/[\u00a0\u202f]/g, ' ');
}

describe('ce que l’on tape', () => {
  it.each(typedCommands.flatMap((c) => Object.values(c.names).map(([first]) => first)))(
    '« %s » opens something for the référente, and for a partner something or a reason why not',
    async (word) => {
      const local = await openLocal({ charter: 'colignon-2024' });
      expect((await typed(local, 'referente', word)).status).toBe(200);
      const partner = await typed(local, 'nadia', word);
      if (partner.status === 422) expect(partner.body.code).toBe('rights.coordinator-only');
      else expect(partner.status).toBe(200);
    },
  );

  it('opens a form on the only thing there is, and asks which one when there are several', async () => {
    const local = await openLocal();
    expect((await typed(local, 'nadia', 'proposer')).body).toEqual({
      kind: 'form',
      action: 'proposal.submit',
      target: 'C1',
      values: {},
    });
    await local.act('referente', 'call.open', null, {
      title: 'Un second appel',
      closesAt: '2027-01-29T23:59',
    });
    expect(await read(local, 'nadia', 'proposer')).toContain('Plusieurs choix sont possibles');
    expect((await typed(local, 'nadia', 'proposer C2')).body).toMatchObject({ target: 'C2' });
    expect(await read(local, 'referente', 'convoquer')).toContain('Aucune plénière n’est à convoquer');
  });

  it.each([
    ['accord P1', 'consent.give'],
    ['akkoord P1', 'consent.give'],
    ['objecter P1', 'objection.raise'],
    ['bezwaar P1', 'objection.raise'],
    ['object', 'objection.raise'],
    ['remarque P1', 'concern.raise'],
    ['intérêt P1', 'interest.show'],
    ['question P1', 'question.ask'],
    ['demander p1 qui paie', 'question.ask'],
    ['vraag P1', 'question.ask'],
  ])('« %s » opens the form of that answer to the proposal', async (line, action) => {
    const local = await openLocal();
    expect((await typed(local, 'farid', line)).body).toMatchObject({ kind: 'form', action, target: 'P1' });
  });

  it.each([
    ['objecter P1 : trop cher pour l’enveloppe', { reason: 'trop cher pour l’enveloppe' }],
    ['objecter trop cher', { reason: 'trop cher' }],
    ['objecter P1', {}],
    ['accord P1 avec joie', {}],
    ['demander p1 qui paie ?', { question: 'qui paie ?' }],
    ['besoin un local chauffé le samedi', { need: 'un local chauffé le samedi' }],
    ['proposer C1 Frigo partagé', { title: 'Frigo partagé' }],
  ])('« %s » keeps the words, in the form that opens', async (line, values) => {
    const local = await openLocal();
    expect((await typed(local, 'farid', line)).body).toMatchObject({ kind: 'form', values });
  });

  it('a question that names no proposal goes to the référente; one that names none there is is refused', async () => {
    const local = await openLocal();
    expect((await typed(local, 'farid', 'question')).body).toMatchObject({ action: 'coordinator.ask' });
    expect((await typed(local, 'farid', 'demander où est P1')).body).toMatchObject({
      action: 'coordinator.ask',
    });
    expect((await typed(local, 'farid', 'question P9')).body).toMatchObject({ code: 'proposal.unknown' });
  });

  it('says what awaits somebody: an answer, a reason, a question; nothing once it is done', async () => {
    const local = await openLocal();
    expect(await read(local, 'farid', 'moi')).toContain(
      '« Permanence sociale du mercredi » (P1) attend l’avis',
    );
    await local.act('farid', 'objection.raise', 'P1');
    const mine = await read(local, 'farid', 'moi');
    expect(mine).not.toContain('attend l’avis');
    expect(mine).toContain('Dites-en le motif');
    await local.act('farid', 'objection.withdraw', 'O1');
    await local.act('farid', 'question.ask', 'P1', { question: 'Pour qui ?' });
    expect(await read(local, 'nadia', 'moi')).toContain('Une question attend votre réponse');
    await local.act('nadia', 'question.answer', 'Q1', { answer: 'Pour tous.' });
    expect(await read(local, 'nadia', 'moi')).toContain('Rien ne vous attend');
  });

  it('tells the référente what awaits her: mandates, criteria, a plenary, private questions', async () => {
    const local = await openLocal({ charter: 'colignon-2024' });
    await local.act('inconnue', 'objection.raise', 'P1', { reason: 'Trop loin.' }, { institution: 'I4' });
    await local.act('lise', 'coordinator.ask', null, { question: 'Puis-je venir à deux ?' });
    const mine = await read(local, 'referente', 'moi');
    for (const said of [
      'parler pour Buurthuis De Waterlelie : inconnue',
      'un critère reste à vérifier',
      'La plénière extraordinaire M1 est à convoquer',
      'Puis-je venir à deux ?',
    ]) {
      expect(mine).toContain(said);
    }
    expect(await read(local, 'farid', 'moi')).not.toContain('à deux');
  });

  it('shows who answered what, and who was not reached, to whoever runs the process', async () => {
    const local = await openLocal();
    await local.act('referente', 'institution.register', null, { name: 'Cercle Muet' });
    await local.act('farid', 'consent.give', 'P1');
    await local.act('tom', 'interest.show', 'P1');
    const grid = await read(local, 'referente', 'suivi');
    expect(grid).toContain('Institution | Invitation | P1');
    expect(grid).toContain('I2 Atelier Lune Basse | jointe | accord');
    expect(grid).toContain('I1 Maison des Trois Tilleuls | jointe | porteuse');
    expect(grid).toContain('I3 Maison médicale du Pont-Levis | jointe | silence');
    expect((await typed(local, 'farid', 'suivi')).body.code).toBe('rights.coordinator-only');
  });

  it('hides a draft from everybody but its carrier', async () => {
    const local = await openLocal();
    const idea = { title: 'Une idée secrète', summary: 'À mûrir' };
    await local.act('farid', 'proposal.draft', 'C1', idea);
    expect((await typed(local, 'nadia', 'propositions P2')).body.code).toBe('proposal.unknown');
    expect(await read(local, 'farid', 'moi')).toContain('Une idée secrète');
    expect(await read(local, 'nadia', 'propositions')).not.toContain('Une idée secrète');
  });

  it('in Dutch and English too, and the nearest word is suggested', async () => {
    const local = await openLocal();
    expect(await read(local, 'pieter', 'leden', 'nl')).toContain('Buurthuis De Waterlelie');
    expect(await read(local, 'pieter', 'charter', 'en')).toContain('rules');
    expect(await read(local, 'nadia', 'propositons')).toContain('propositions');
  });
});

describe('relancer', () => {
  it('is seen before it leaves: the message, how many, and nothing is sent', async () => {
    const local = await openLocal();
    const before = (await local.get('/events?after=0')).body.length;
    const asked = { as: 'referente', call: 'C1', words: 'Votre avis compte.' };
    const { status, body } = await local.post('/preview', asked);
    expect([status, body.persons]).toEqual([200, 3]);
    expect(body.institutions).toContain('Atelier Lune Basse');
    expect(plainText(body.card)).toContain('Votre avis compte.');
    expect((await local.get('/events?after=0')).body).toHaveLength(before);
    expect((await local.post('/preview', { ...asked, as: 'nadia' })).body.code).toBe(
      'rights.coordinator-only',
    );
  });
});

describe('qui n’a pas de compte', () => {
  it('gets the same letters, which the référente sends by mail: as text and as a draft', async () => {
    const local = await openLocal();
    await local.act('referente', 'institution.register', null, {
      name: 'Cercle des Aîné·e·s',
      mail: 'cercle@example.org',
    });
    await local.act('referente', 'call.open', null, {
      title: 'Un second appel',
      closesAt: '2027-01-29T23:59',
    });
    await local.settled();
    const mails = (await local.get('/mails?as=referente')).body as {
      id: number;
      address: string;
      text: string;
    }[];
    const cercle = { name: 'Cercle des Aîné·e·s', address: 'cercle@example.org' };
    expect(mails).toMatchObject([cercle, cercle]);
    // What ran before it came, too.
    expect(mails[0]?.text).toContain('Propositions d’actions de l’automne');
    expect(mails[1]?.text).toContain('Un second appel');
    const { status, body } = await local.get(`/mails/${mails[1]?.id}.eml?as=referente`);
    expect(status).toBe(200);
    const eml = await PostalMime.parse(body);
    expect(eml.to).toEqual([{ name: 'Cercle des Aîné·e·s', address: 'cercle@example.org' }]);
    expect(eml.text).toContain('Un second appel');
    expect((await local.get('/mails?as=nadia')).body.code).toBe('rights.coordinator-only');
    expect((await local.get('/mails/999.eml?as=referente')).status).toBe(404);
  });

  it('and what they say by telephone counts: a receipt tells them what was entered, and by whom', async () => {
    const local = await openLocal();
    const { status, body } = await local.post('/actions', {
      deliveryId: 'call-1',
      as: { person: 'referente', institution: null },
      for: { name: 'Anne D.', institution: 'I2', source: 'phone', mail: 'anne@example.org' },
      action: 'objection.raise',
      target: 'P1',
      values: { reason: 'Trop tard le soir.' },
    });
    expect([status, body.refs.objection]).toEqual([200, 'O1']);
    await local.settled();
    const mails = (await local.get('/mails?as=referente')).body as { address: string; text: string }[];
    const receipt = mails.find((m) => m.text.includes('téléphone'));
    expect(receipt).toMatchObject({ address: 'anne@example.org' });
    expect((await local.get('/state/objection/O1')).body).toMatchObject({
      author: { institution: 'I2' },
      entered: { source: 'phone' },
    });
  });
});

describe('un fichier envoyé par quelqu’un d’autre', () => {
  it('is refused before it is read: a faulty one tells a stranger nothing of who is registered', async () => {
    const local = await openLocal();
    const file = 'titre;résumé;institution porteuse\nA;B;Nulle part\n';
    for (const person of ['lise', 'inconnue']) {
      const response = await local.routes.request(`http://127.0.0.1/dev/v1/import?as=${person}&call=C1`, {
        method: 'POST',
        body: file,
        headers: { host: '127.0.0.1' },
      });
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
        422,
        'rights.coordinator-only',
      ]);
    }
  });
});
