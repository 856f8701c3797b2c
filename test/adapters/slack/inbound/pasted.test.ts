// Whoever pastes a whole text after the word: whatever it is, something opens that Slack accepts.

import { describe, expect, it } from 'vitest';
import { inACall } from './in-a-call.ts';

const long = '« Trop cher », dit "Farid" & ses voisins. '.repeat(150).trim();

describe('a long text after the word', () => {
  it.each([
    ['that means nothing', long, 'n’est pas une commande connue'],
    [
      'that means nothing, as no keyboard writes it',
      `x ${'\u0001"\\'.repeat(2_000)}`,
      'n’est pas une commande',
    ],
    ['that asks to read something', `proposition P1 ${long}`, 'Un jardin'],
    ['that looks for somebody', `membres ${long}`, 'Maison des Jeunes'],
    ['that begins a question', `question ${long}`, 'ses voisins'],
  ])('%s opens all the same', async (_, typed, shows) => {
    const service = await inACall();
    const { farid } = service;
    const seen = await farid.types(`/concertation ${typed}`, { in: service.channel });
    expect(seen).toContain(shows);
    expect(farid.troubles).toEqual([]);
    expect(service.slack.violations).toEqual([]);
  });

  it('as a title stands in the form whole, and is refused there for its length', async () => {
    const service = await inACall();
    const { nadia } = service;
    const seen = await nadia.types(`/concertation proposer ${long}`, { in: service.channel });
    expect(seen).toContain('Titre (suite)');
    await nadia.fills({ 'En quelques phrases : quoi, pour qui, avec qui': 'Un banc.' });
    expect(await nadia.sends()).toContain('pour 150 au plus');
    expect(nadia.troubles).toEqual([]);
    expect(service.slack.violations).toEqual([]);
  });
});
