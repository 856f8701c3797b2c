// The service as its operator starts it, with Slack as its way in: from the command in an empty channel to a plenary
// that is convened, every request signed, on a Slack that others wrote.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startService } from '../support/service.ts';
import { type Emulated, emulatedSecret, emulatedSlack, emulatedToken } from '../support/slack/emulated.ts';

let slack: Emulated;
afterEach(() => slack.close());

const typed = (value: string) => ({ type: 'plain_text_input', value });
const chosen = (type: string, value: string) => ({ type, selected_option: { value } });
const at = (instant: string) => ({ type: 'datetimepicker', selected_date_time: Date.parse(instant) / 1_000 });

test('a command, a form, a card, a tap, an objection, the deadline, the convocation', {
  timeout: 90_000,
}, async () => {
  slack = await emulatedSlack(['nadia', 'tom', 'lea']);
  const { url, post, log } = await startService({
    DATABASE_URL: `file:${join(await mkdtemp(join(tmpdir(), 'sans-objection-')), 'store.db')}`,
    SANDBOX: 'on',
    SLACK_MODE: 'http',
    SLACK_BOT_TOKEN: emulatedToken,
    SLACK_SIGNING_SECRET: emulatedSecret,
    SLACK_API_URL: slack.apiUrl,
  });
  // The local room lends its clock, and nothing else.
  await post('/reset', { charter: 'colignon-2024', data: 'nothing', now: '2026-11-23T09:00:00.000Z' });
  /** The message that holds these words. */
  const message = async (...words: string[]) => {
    const found = async () =>
      (await slack.messages()).findLast((m) => words.every((w) => JSON.stringify(m).includes(w)));
    await expect.poll(found, { timeout: 20_000, message: `a message with ${words}` }).toBeDefined();
    return found();
  };

  await slack.types(url, 'nadia', '');
  await slack.taps(url, 'nadia', 'Préparer une concertation');
  await slack.taps(url, 'nadia', 'Choisir la charte');
  await slack.sends(url, 'nadia', { charter: chosen('static_select', 'colignon-2024') });
  await slack.types(url, 'nadia', '');
  await slack.taps(url, 'nadia', 'Ouvrir la concertation');
  expect(JSON.stringify(await slack.sends(url, 'nadia', {}))).toContain(
    'La concertation de ce salon est ouverte',
  );

  for (const name of ['Maison médicale du Nord', 'Le Frigo solidaire']) {
    await slack.types(url, 'nadia', 'membres');
    await slack.taps(url, 'nadia', 'Inscrire une institution');
    const said = await slack.sends(url, 'nadia', {
      name: typed(name),
      legalForm: chosen('radio_buttons', 'asbl'),
    });
    expect(JSON.stringify(said)).toContain('C’est enregistré');
  }

  await slack.types(url, 'nadia', 'appel Actions de l’hiver');
  expect(JSON.stringify(slack.view())).toContain('Actions de l’hiver');
  await slack.sends(url, 'nadia', {
    title: typed('Actions de l’hiver'),
    closesAt: at('2026-12-14T16:00:00.000Z'),
  });
  const call = await message('Actions de l’hiver', 'Déposer une proposition');

  await slack.taps(url, 'tom', 'Déposer une proposition', call);
  await slack.sends(url, 'tom', {
    institution: chosen('radio_buttons', 'I2'),
    title: typed('Frigo partagé'),
    summary: typed('Un frigo ouvert jour et nuit, rempli par les habitant·e·s.'),
    amount: typed('4 500'),
  });
  const proposal = await message('Frigo partagé', 'Déposer une objection');

  await slack.taps(url, 'lea', 'Déposer une objection', proposal);
  await slack.sends(url, 'lea', {
    institution: chosen('radio_buttons', 'I1'),
    reason: typed('Personne ne répond de l’hygiène.'),
    remedy: typed('Une convention avec la commune.'),
  });
  await expect
    .poll(async () => (await slack.messages()).find((m) => m.ts === proposal.ts)?.text, { timeout: 20_000 })
    .toContain('Personne ne répond de l’hygiène.');

  await post('/clock', { to: '2026-12-14T16:01:00.000Z' });
  await slack.types(url, 'nadia', 'convoquer');
  expect(slack.view().callback_id).toBe('form:meeting.confirm');
  await slack.sends(url, 'nadia', {
    startsAt: at('2026-12-23T13:00:00.000Z'),
    place: typed('Maison de quartier, rue Gallait 78'),
  });
  await message('rue Gallait 78');
  await expect
    .poll(async () => (await slack.messages()).flatMap((m) => m.files ?? []).map((f) => f.name), {
      timeout: 20_000,
    })
    .toContainEqual(expect.stringMatching(/^convocation-M1-\d+\.ics$/));

  expect(slack.violations).toEqual([]);
  expect(log.filter((line) => line.includes('"level":50'))).toEqual([]);
});
