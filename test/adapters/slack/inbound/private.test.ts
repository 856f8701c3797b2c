// What somebody writes to the app itself.

import { expect, it } from 'vitest';
import { slackService } from '../../../support/slack/service.ts';

it.each([
  ['fr-FR', 'Ce que vous écrivez ici n’est pas enregistré'],
  ['nl-NL', 'Wat u hier schrijft, wordt niet geregistreerd'],
])(
  'whoever writes to the app is told that it isn’t kept, and where it would be (%s)',
  async (locale, says) => {
    const service = await slackService();
    const { slack, line } = service;
    const farid = service.joins('Farid', { locale });
    const channel = slack.workspace.privately(farid.user.id);
    await farid.writes('Je m’oppose à P1', { in: channel });
    await line.settled();
    expect(farid.inbox().join()).toContain(says);
    expect(farid.inbox()).toHaveLength(1);
    await line.again();
    await line.settled();
    expect(farid.inbox()).toHaveLength(1);
    expect(slack.violations).toEqual([]);
    expect(farid.troubles).toEqual([]);
  },
);
