// Worst-case content: lists with hundreds of choices are searched, forms that Slack has no room for go on over pages.

import { afterEach, expect, it } from 'vitest';
import { shown } from '../../../../adapters/slack/blocks/limits.ts';
import { castOf } from '../../../support/slack/cast.ts';
import { personIn } from '../../../support/slack/person.ts';
import { alike } from '../../../support/slack/reading.ts';
import { slackService, unhurried } from '../../../support/slack/service.ts';
import { messageShowing } from '../../../support/slack/sight.ts';
import { manyInstitutions } from '../../../support/story/crowds.ts';

const summary = 'En quelques phrases : quoi, pour qui, avec qui';

/** As if Slack had room for six blocks in a view: its forms go on over several, as the longest ones do. */
const room = { ...shown.form };
const narrow = () => Object.assign(shown.form, { blocks: 6 });
afterEach(() => Object.assign(shown.form, room));

it('lets one search among 350 institutions by any part of their names, and finds what was chosen again', async () => {
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const place = { platform: 'slack', tenant: service.slack.workspace.team };
  await manyInstitutions(service.app, place, cast.person('referente'), service.now());
  const farid = cast.person('farid');
  await farid.types('/concertation proposer', { in: service.channel });
  const where = { in: 'Institutions partenaires' };
  expect(await farid.searches('', where)).toHaveLength(100);
  expect(await farid.searches('ASSOCIATION 349', where)).toHaveLength(1);
  expect(await farid.searches('pont-levis', where)).toEqual(['Maison médicale du Pont-Levis']);
  expect(await farid.searches('rien de tel', where)).toEqual([]);
  await farid.fills({
    Titre: 'Le banc',
    [summary]: 'Un banc.',
    'Institutions partenaires': ['Maison médicale du Pont-Levis'],
  });
  expect(await farid.sends()).toContain('C’est enregistré');
  await service.settled();
  const [banc] = await service.app.store.aggregates('concertation', 'proposal', { ids: ['P2'] });
  expect(banc?.doc).toMatchObject({ partners: ['I3'] });
  expect(service.slack.violations).toEqual([]);
  expect(farid.troubles).toEqual([]);
}, 60_000);

it('keeps what was typed on the first page through a restart of the service', async () => {
  narrow();
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const farid = cast.person('farid');
  expect(alike(await farid.types('/concertation proposer', { in: service.channel }))).toContain(
    'Page 1 sur 2',
  );
  expect(farid.sees()).toContain('[Annuler] [Suite]');
  await farid.fills({ Titre: 'Le banc', [summary]: 'Un banc devant l’école.' });
  expect(alike(await farid.sends())).toContain('Page 2 sur 2');

  await service.close();
  const later = await slackService({ ...unhurried, again: service });
  const back = personIn(later.line, farid.user);
  await back.fills({ 'Institutions partenaires': 'Maison médicale du Pont-Levis' });
  expect(await back.sends()).toContain('C’est enregistré');
  await later.settled();

  const [banc] = await later.app.store.aggregates('concertation', 'proposal', { ids: ['P2'] });
  expect(banc?.doc).toMatchObject({ partners: ['I3'] });
  const card = messageShowing('P2 · Le banc');
  expect(await back.uses('Ouvrir la proposition', card)).toContain('Un banc devant l’école.');
  expect(await later.app.store.settingsUnder('draft:')).toEqual([]);
  expect(later.slack.violations).toEqual([]);
  expect([...farid.troubles, ...back.troubles]).toEqual([]);
});

it('leads back to the page of the field that is refused, with everything as it was typed', async () => {
  narrow();
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const farid = cast.person('farid');
  await farid.types('/concertation proposer', { in: service.channel });
  const amount = 'Montant demandé, en euros';
  await farid.fills({ Titre: 'Le banc', [summary]: 'Un banc.', [amount]: 'beaucoup' });
  await farid.sends();
  const refused = await farid.sends();
  expect(alike(refused)).toContain('Page 1 sur 2');
  expect(refused).toContain('Ce montant ne peut pas être lu');
  expect(refused).toContain('= Le banc');
  await farid.fills({ [amount]: '300' }).sends();
  expect(await farid.sends()).toContain('C’est enregistré');
  expect(service.slack.violations).toEqual([]);
  expect(farid.troubles).toEqual([]);
});

it('keeps the pages of one person from another’s', async () => {
  narrow();
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const [farid, lise] = [cast.person('farid'), cast.person('lise')];
  for (const [person, title] of [
    [farid, 'Le banc'],
    [lise, 'La fontaine'],
  ] as const) {
    await person.types('/concertation proposer', { in: service.channel });
    await person.fills({ Titre: title, [summary]: `${title}, devant l’école.` }).sends();
  }
  expect(await farid.sends()).toContain('C’est enregistré');
  expect(await lise.sends()).toContain('C’est enregistré');
  await service.settled();
  expect(await farid.uses('Ouvrir la proposition', messageShowing('P2 · Le banc'))).toContain(
    'Le banc, devant',
  );
  expect(await farid.uses('Ouvrir la proposition', messageShowing('P3 · La fontaine'))).toContain(
    'La fontaine, devant',
  );
  expect(service.slack.violations).toEqual([]);
});
