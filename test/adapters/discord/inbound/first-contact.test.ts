// From an empty channel to a concertation that is open in it, as whoever brings the app there does it.

import { expect, test } from 'vitest';
import { discordService } from '../../../support/discord/service.ts';

const colignon = 'Concertation locale Colignon';

test('an empty channel becomes a concertation, step by step, under the charter that was adopted', async () => {
  const service = await discordService();
  const [claire, tom, ines] = [service.joins('Claire'), service.joins('Tom'), service.joins('Inès')];
  const { channel } = service;
  console.log(await claire.types('/concertation aide', { in: channel }));
  console.log(await claire.taps('Préparer une concertation'));
  console.log(await claire.taps('Choisir la charte'));
  console.log(claire.choices('Charte à appliquer'));
  console.log(
    await claire
      .fills({
        'Charte à appliquer': claire.choices('Charte à appliquer').find((c) => c.includes('Colignon'))!,
      })
      .sends(),
  );
  console.log(await claire.taps('Adopter toutes les hypothèses'));
  console.log(await claire.taps('Désigner qui coordonne'));
  console.log(
    await claire
      .fills({ 'Remplacent en cas d’absence': [tom.user], 'Peuvent préparer avec vous': [ines.user] })
      .sends(),
  );
  console.log(await claire.taps('Ouvrir la concertation'));
  if (claire.hasModal) console.log(await claire.sends());
  console.log(await tom.types('/concertation charte', { in: channel }));
  console.log(service.log.lines.slice(-5), service.discord.violations, claire.troubles, colignon);
  expect(claire.troubles).toEqual([]);
});
