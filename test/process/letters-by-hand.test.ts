// Letters that the référente sends herself, and what it changes that she says so.

import { expect, it } from 'vitest';
import { openConcertation } from './concertation.ts';

const cercle = { name: 'Cercle des Aîné·e·s', mail: 'cercle@example.org' };

async function opened() {
  const c = await openConcertation('colignon-2024');
  const { refs } = await c.does('referente', 'institution.register', null, cercle);
  const call = await c.call();
  await c.settled();
  const mails = async () => (await c.get('/mails?as=referente')).body as { id: number; key: string }[];
  const sent = async () => (await c.get('/mails/sent?as=referente')).body;
  const unreached = async () => {
    const { body } = await c.get('/command?as=referente&text=suivi');
    const table = body.cards[0].blocks.find((b: { type: string }) => b.type === 'table');
    return table.rows.flatMap(([name, reach]: string[]) => (reach === 'non jointe' ? [name] : []));
  };
  return { c, call, institution: refs.institution, mails, sent, unreached };
}

it('a letter that she sent herself leaves the list, stands among those sent, and its person counts as reached', async () => {
  const { c, institution, mails, sent, unreached } = await opened();
  expect(await unreached()).toEqual([`${institution} ${cercle.name}`]);
  const [mail] = await mails();
  const { refs } = await c.does('referente', 'letter.sent', null, { letters: `${mail?.id}` });
  expect(await mails()).toEqual([]);
  expect(await sent()).toMatchObject([
    { mailing: refs.mailing, name: cercle.name, view: 'call.invited', by: expect.stringContaining('Claire') },
  ]);
  expect(await unreached()).toEqual([]);
});

it('all letters of a kind are noted at once; what waits no more is refused, and nobody else may', async () => {
  const { c, mails, sent } = await opened();
  await c.call({ title: 'Un second appel' });
  await c.settled();
  expect(await mails()).toHaveLength(2);
  expect(await c.refused('lise', 'letter.sent', null, { letters: 'call.invited' })).toBe(
    'rights.coordinator-only',
  );
  await c.does('referente', 'letter.sent', null, { letters: 'call.invited' });
  expect(await sent()).toHaveLength(2);
  expect(await c.refused('referente', 'letter.sent', null, { letters: 'call.invited' })).toBe('letters.none');
});

it('the same reminder to the same person stands in the list once', async () => {
  const { c, call, mails } = await opened();
  await c.submit('nadia', call);
  for (const words of ['Merci de répondre.', 'Merci de répondre.'])
    await c.does('referente', 'call.chase', call, { words });
  await c.until('2026-11-23T09:10:00.000Z');
  const chases = (await mails()).filter(({ key }) => !key.includes('invited'));
  expect(chases).toHaveLength(1);
});
