// The people of the tests, held against Slack's own framework: what they do reaches an app as Slack would send it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ViewState, valuesOf } from '../../../adapters/slack/blocks/filled.ts';
import { everyKind, form } from '../../support/given-forms.ts';
import { messageShowing, personIn } from '../../support/slack/person.ts';
import { modal as ourForm } from './blocks/given-views.ts';
import { type Ground, personGround } from './person-ground.ts';
import { button, section } from './tiny-app.ts';

let { slack, app, room, claire, heard, says } = {} as Ground;
async function begin(...how: Parameters<typeof personGround>): Promise<void> {
  ({ slack, app, room, claire, heard, says } = await personGround(...how));
}
beforeEach(() => begin('Socket Mode'));
afterEach(async () => {
  await app.close();
  await slack.close();
});

describe.each(['Socket Mode', 'HTTP'] as const)('a person, by %s', (by) => {
  beforeEach(async () => {
    await app.close();
    await slack.close();
    await begin(by);
  });

  it('types a command and sees the form, or a note to her alone', async () => {
    expect(await claire.types('/concertation appel', { in: room })).toBe(
      [
        'Déposer une objection',
        'Elle arrête la validation.',
        'Motif',
        'Fondement',
        '  ( ) Charte',
        '  ( ) Budget',
        'Thèmes (optional)',
        '  [ ] Logement',
        '  [ ] Santé',
        '  [ ] Jeunesse',
        'Quartier (optional)',
        'Institution (optional)',
        '  ‹Choisir›',
        'Échéance (optional)',
        'Avec qui (optional)',
        'Adresse (optional)',
        '[Annuler] [Envoyer]',
      ].join('\n'),
    );
    expect(await claire.types('/concertation  foo ', { in: room })).toBe('foo');
    expect([claire.modals, claire.notes()]).toEqual([0, ['foo']]);
    expect(heard('/concertation')).toMatchObject({
      command: '/concertation',
      text: 'foo',
      user_id: claire.user.id,
      channel_id: room.id,
      channel_name: 'concertation',
    });
  });

  it('fills in a form by its labels and sends it', async () => {
    await claire.types('/concertation appel', { in: room });
    const filling = claire.fills({
      Motif: 'Trop cher\nTrop tard',
      Fondement: 'Budget',
      Thèmes: ['Logement', 'Santé'],
      Quartier: 'Dailly',
      Institution: 'Maison médicale',
      Échéance: '2026-11-30T17:00',
      'Avec qui': claire.user,
    });
    await filling;
    expect(claire.sees()).toContain('Échéance (optional)\n  = 2026-11-30 17:00');
    expect(await claire.sends()).toBe('');
    expect(claire.modals).toBe(0);
    const { view, user, team } = heard('view_submission') as Record<string, Record<string, unknown>>;
    expect([user?.id, user?.team_id, team?.id]).toEqual([
      claire.user.id,
      slack.workspace.team,
      slack.workspace.team,
    ]);
    expect(view).toMatchObject({ callback_id: 'form:Déposer une objection', private_metadata: 'C1' });
    expect(view?.state).toMatchObject({
      values: {
        reason: { answer: { type: 'plain_text_input', value: 'Trop cher\nTrop tard' } },
        ground: { answer: { type: 'radio_buttons', selected_option: { value: 'b' } } },
        themes: { answer: { type: 'checkboxes', selected_options: [{ value: 'l' }, { value: 's' }] } },
        quarter: { answer: { type: 'static_select', selected_option: { value: 'q2' } } },
        institution: { answer: { type: 'external_select', selected_option: { value: 'i2' } } },
        until: { answer: { type: 'datetimepicker', selected_date_time: 1_796_054_400 } },
        with: { answer: { type: 'users_select', selected_user: claire.user.id } },
        mail: { answer: { type: 'email_text_input', value: null } },
      },
    });
  });

  it('taps a button of a message, which the app hears with the message around it', async () => {
    says('P1 Frigo partagé', [
      section('Frigo partagé'),
      button('Déposer une objection', 'do:object:P1', 'r1'),
    ]);
    says('P2 Jardin', [section('Jardin'), button('Déposer une objection', 'do:object:P2', 'r1')]);
    const seen = await claire.taps('Déposer une objection', { on: messageShowing('Frigo partagé') });
    expect(seen).toContain('Elle arrête la validation.');
    expect(heard('block_actions')).toMatchObject({
      user: { id: claire.user.id, team_id: slack.workspace.team },
      team: { id: slack.workspace.team },
      container: { type: 'message', channel_id: room.id, is_ephemeral: false },
      channel: { id: room.id, name: 'concertation' },
      message: { text: 'P1 Frigo partagé', metadata: { event_payload: { key: 'P1 Frigo partagé' } } },
      actions: [{ type: 'button', action_id: 'do:object:P1', value: 'r1' }],
      response_url: expect.stringContaining('/respond/'),
    });
    expect(claire.acknowledged).toEqual([
      {
        what: 'taps Déposer une objection',
        how: 'acknowledged',
        ms: expect.any(Number),
        status: 200,
        payload: {},
      },
    ]);
  });

  it('sees the errors of a refused form, and what she typed with them', async () => {
    await claire.types('/concertation appel', { in: room });
    app.answerForms(() => ({ response_action: 'errors', errors: { reason: 'Trop tard.' } }));
    const seen = await claire.fills({ Motif: 'Parce que', Fondement: 'Charte' }).sends();
    expect(seen).toContain('Motif\n  = Parce que\n  ! Trop tard.');
    expect(claire.modals).toBe(1);
  });
});

describe('a person', () => {
  it('fills in every kind of field that the forms have, and what she said comes back under their names', async () => {
    const view = ourForm(form(everyKind));
    app.onTap(({ client, body }) => client.views.open({ trigger_id: body.trigger_id ?? '', view }));
    says('Carte', [button('Proposer')]);
    await claire.taps('Proposer');
    await claire.fills({
      'Le champ title': 'Frigo partagé',
      'Le champ summary': 'Un frigo\net des repas',
      'Le champ amount': '4 000',
      'Le champ mail': 'amina@exemple.example',
      'Le champ rooted': 'yes',
      'Le champ with': 'Institution 3',
      'Le champ partners': ['Institution 1', 'Institution 2'],
      'Le champ others': ['Institution 80'],
      'Le champ startsAt': '2026-11-30T10:00',
    });
    await claire.sends();
    const { state } = heard('view_submission').view as { state: { values: ViewState } };
    expect(valuesOf(state.values)).toEqual({
      title: 'Frigo partagé',
      summary: 'Un frigo\net des repas',
      criteria: '',
      sectors: '',
      amount: '4 000',
      mail: 'amina@exemple.example',
      rooted: 'yes',
      with: 'I3',
      who: '',
      partners: ['I1', 'I2'],
      others: ['I80'],
      all: [],
      startsAt: '2026-11-30T09:00:00.000Z',
    });
  });

  it('searches in a long list', async () => {
    await claire.types('/concertation appel', { in: room });
    expect(await claire.searches('cpas', { in: 'Institution' })).toEqual(['CPAS de Schaerbeek']);
    expect(heard('block_suggestion')).toMatchObject({
      value: 'cpas',
      block_id: 'institution',
      view: { callback_id: 'form:Déposer une objection' },
    });
  });

  it('opens Home and taps there', async () => {
    expect(await claire.opensHome()).toBe('[Ouvrir]');
    expect(await claire.taps('Ouvrir', { on: 'home' })).toContain('Déposer une objection');
    expect(heard('block_actions')).toMatchObject({ container: { type: 'view' }, view: { type: 'home' } });
    expect(heard('block_actions')).not.toHaveProperty('channel');
  });

  it('reads private messages and taps there', async () => {
    const { id } = slack.workspace.privately(claire.user.id);
    says('Un rappel', [section('Un rappel'), button('Ouvrir')], id);
    expect(claire.inbox()).toEqual(['Un rappel\n[Ouvrir]']);
    await claire.taps('Ouvrir');
    expect(heard('block_actions')).toMatchObject({ channel: { id, name: 'directmessage' } });
  });

  it('uses the shortcuts of the app, of a message and of Slack', async () => {
    slack.workspace.shortcuts.push(
      { name: 'Poser une question', callback_id: 'ask', type: 'message' },
      { name: 'Ce qui m’attend', callback_id: 'mine', type: 'global' },
    );
    const asked = await claire.writes('C’est où ?', { in: room });
    expect(await claire.uses('Poser une question', asked)).toContain('Déposer une objection');
    expect(heard('message_action')).toMatchObject({ callback_id: 'ask', message: { text: 'C’est où ?' } });
    await claire.uses('Ce qui m’attend');
    expect(heard('shortcut')).toMatchObject({ callback_id: 'mine', user: { id: claire.user.id } });
    await expect(claire.uses('Autre')).rejects.toThrow(
      'no shortcut „Autre“; these are there: „Ce qui m’attend“',
    );
  });

  it('writes in threads, reacts, joins and archives, and the app is told', async () => {
    says('P1');
    await claire.joins(room);
    const asked = await claire.writes('Combien < 5 ?', { inThreadOf: messageShowing('P1') });
    await claire.reacts('raised_hand', messageShowing('P1'));
    await claire.archives(room);
    expect(app.heard.map(([type]) => type)).toEqual([
      'member_joined_channel',
      'message',
      'reaction_added',
      'channel_archive',
    ]);
    expect(heard('message')).toMatchObject({
      type: 'event_callback',
      event_id: expect.stringMatching(/^Ev/),
      is_ext_shared_channel: false,
      authorizations: [{ team_id: slack.workspace.team }],
      event: {
        text: 'Combien &lt; 5 ?',
        thread_ts: asked.threadTs,
        parent_user_id: slack.workspace.bot.user,
      },
    });
    expect(heard('reaction_added').event).toMatchObject({ item: { type: 'message', ts: asked.threadTs } });
  });

  it('of another workspace carries that one’s name in a shared channel', async () => {
    const els = personIn(app.line, slack.workspace.user('Els', { isStranger: true }));
    await els.joins(room);
    await els.writes('Dag', { in: room });
    expect(heard('message')).toMatchObject({
      team_id: slack.workspace.team,
      is_ext_shared_channel: true,
      event: { team: els.user.team, user_team: els.user.team },
    });
    says('P1', [button('Ouvrir')]);
    await els.taps('Ouvrir');
    expect(heard('block_actions')).toMatchObject({
      team: { id: els.user.team },
      user: { team_id: els.user.team },
    });
    await els.fills({ Motif: 'x', Fondement: 'Charte' }).sends();
    expect(heard('view_submission')).toMatchObject({
      team: { id: els.user.team },
      view: { app_installed_team_id: slack.workspace.team },
    });
  });

  it('is told, where something isn’t there, what is', async () => {
    says('P1', [button('Ouvrir'), button('Fermer', 'close')]);
    await expect(claire.taps('Objecter', { on: messageShowing('P1') })).rejects.toThrow('sees no message');
    await expect(claire.taps('Objecter', { on: messageShowing('Ouvrir') })).rejects.toThrow(
      'no button „Objecter“; these are there: „Ouvrir“, „Fermer“',
    );
    await expect(claire.sends()).rejects.toThrow('Claire has no modal open');
    await claire.types('/concertation appel', { in: room });
    await expect(claire.fills({ Raison: 'x' }).sends()).rejects.toThrow(
      'no field „Raison“ in „Déposer une objection“; these are there: „Motif“, „Fondement“',
    );
    await expect(claire.fills({ Fondement: 'Humeur' })).rejects.toThrow(
      'no choice „Humeur“ for „Fondement“; these are there: „Charte“, „Budget“',
    );
    await expect(claire.waitsFor('Frigo', 20)).rejects.toThrow('Claire waited for „Frigo“ and sees:');
  });

  it('tells which of several buttons by what stands above it', async () => {
    const cards = [section('Frigo'), button('Lire', 'read:P1'), section('Jardin'), button('Lire', 'read:P2')];
    says('Cartes', cards);
    await expect(claire.taps('Lire', { on: messageShowing('Jardin') })).rejects.toThrow('2 buttons „Lire“');
    await claire.taps('Lire', { on: messageShowing('Jardin'), under: 'Jardin' });
    expect(heard('block_actions').actions).toMatchObject([{ action_id: 'read:P2' }]);
  });
});
