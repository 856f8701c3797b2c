// What stands between the people of the tests and an app: Slack follows the answers, keeps modals on each other, asks
// for what is required, says in its own words what failed, and has bad days.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageShowing } from '../../support/slack/person.ts';
import { type Ground, personGround } from './person-ground.ts';
import { button, modal, objection, section } from './tiny-app.ts';

const never = new Promise<undefined>(() => {});
let { slack, app, room, claire, heard, says } = {} as Ground;
async function begin(...how: Parameters<typeof personGround>): Promise<void> {
  ({ slack, app, room, claire, heard, says } = await personGround(...how));
}
beforeEach(() => begin('Socket Mode'));
afterEach(async () => {
  await app.close();
  await slack.close();
});

describe('Slack, between a person and the app,', () => {
  const fill = () => claire.fills({ Motif: 'Parce que', Fondement: 'Charte' });

  it('sends nothing while something required is missing, is too long or is no address', async () => {
    await claire.types('/concertation appel', { in: room });
    expect(await claire.sends()).toContain('Motif\n  ! Please complete this required field.');
    await claire.fills({ Motif: 'x'.repeat(41), Fondement: 'Charte', Adresse: 'nulle part' });
    const seen = await claire.sends();
    expect(seen).toContain('Must be at most 40 characters.');
    expect(seen).toContain('Please enter a valid email address.');
    expect(app.heard.map(([type]) => type)).not.toContain('view_submission');
  });

  it('shows the form anew, puts another on top, or takes all away, as the app answers', async () => {
    await claire.types('/concertation appel', { in: room });
    app.answerForms(() => ({
      response_action: 'push',
      view: modal('Page 2', [section('La suite')], { notify_on_close: true }),
    }));
    expect(await fill().sends()).toBe('Page 2\nLa suite\n[Annuler] [Envoyer]');
    const [root] = slack.workspace.stacks.get(claire.user.id) ?? [];
    expect(claire.modals).toBe(2);
    app.answerForms(() => ({ response_action: 'update', view: modal('Page 3', [section('La fin')]) }));
    expect(await claire.sends()).toBe('Page 3\nLa fin\n[Annuler] [Envoyer]');
    expect(heard('view_submission').view).toMatchObject({ root_view_id: root, previous_view_id: root });
    app.answerForms(() => ({ response_action: 'clear' }));
    expect(await claire.sends()).toBe('');
    expect(claire.modals).toBe(0);
  });

  it('keeps what was typed where the app shows the same fields again', async () => {
    await claire.types('/concertation appel', { in: room });
    app.answerForms(() => ({ response_action: 'update', view: objection }));
    expect(await fill().sends()).toContain('Motif\n  = Parce que');
  });

  it('shows one thing at a time: whoever turns to something else closes what is open', async () => {
    says('P1', [button('Ouvrir')]);
    await claire.types('/concertation appel', { in: room });
    app.onTap(async () => {});
    expect(await claire.taps('Ouvrir', { on: messageShowing('Ouvrir') })).toBe('');
    expect(claire.modals).toBe(0);
  });

  it('lets three modals stand on each other, and no fourth', async () => {
    const errors: string[] = [];
    const higher = modal('Plus haut', [button('Monter')]);
    app.onTap(async ({ client, body }) => {
      const trigger_id = body.trigger_id ?? '';
      const inModal = 'view' in body;
      const call = inModal ? client.views.push : client.views.open;
      await call({ trigger_id, view: higher }).catch((e: Error) => errors.push(e.message));
    });
    says('Bas', [button('Monter')]);
    for (let i = 0; i < 4; i++) await claire.taps('Monter');
    expect(claire.modals).toBe(3);
    expect(errors).toEqual([expect.stringContaining('push_limit_reached')]);
  });

  it('takes a tap for one view only, and for three seconds', async () => {
    const errors: string[] = [];
    app.onTap(async ({ client, body }) => {
      const trigger_id = body.trigger_id ?? '';
      const open = () =>
        client.views.open({ trigger_id, view: objection }).catch((e: Error) => errors.push(e.message));
      await open();
      await open();
      for (const trigger of slack.workspace.triggers.values())
        Object.assign(trigger, { used: false, until: 0 });
      await open();
    });
    says('Bas', [button('Ouvrir')]);
    await claire.taps('Ouvrir');
    await expect.poll(() => errors).toHaveLength(2);
    expect(errors[0]).toContain('exchanged_trigger_id');
    expect(errors[1]).toContain('expired_trigger_id');
  });

  it('refuses to change a view that has changed since, or was closed', async () => {
    await claire.types('/concertation appel', { in: room });
    const [closed = ''] = slack.workspace.stacks.get(claire.user.id) ?? [];
    await claire.closes();
    await claire.types('/concertation appel', { in: room });
    const errors: string[] = [];
    app.onTap(async ({ client }) => {
      const [view_id = ''] = slack.workspace.stacks.get(claire.user.id) ?? [];
      for (const change of [{ view_id, hash: '1.2' }, { view_id: closed }])
        await client.views.update({ ...change, view: objection }).catch((e: Error) => errors.push(e.message));
      await client.views.update({ view_id, view: modal('Changé', []) });
    });
    app.answerForms(() => ({ response_action: 'update', view: modal('Pages', [button('Tourner')]) }));
    await fill().sends();
    expect(await claire.taps('Tourner')).toContain('Changé');
    expect(errors.map((e) => e.split(': ').at(-1))).toEqual(['hash_conflict', 'not_found']);
  });

  it('says so when the app is silent or answers what Slack can’t do, and keeps the form', async () => {
    await app.close();
    await slack.close();
    await begin('Socket Mode', 200);
    await claire.types('/concertation appel', { in: room });
    app.answerForms(() => ({ response_action: 'errors', errors: { nowhere: 'Non' } }));
    expect(await fill().sends()).toBe('We had some trouble connecting. Try again?');
    expect(slack.violations).toEqual(['answer to form:Déposer une objection: no input nowhere']);
    app.answerForms(() => never);
    expect(await fill().sends()).toBe('We had some trouble connecting. Try again?');
    expect(claire.acknowledged.map((a) => a.how)).toEqual(['acknowledged', 'acknowledged', 'silent']);
    expect(claire.sees()).toContain('= Parce que');
    app.first(() => never);
    await claire.types('/concertation appel', { in: room });
    expect(claire.troubles.at(-1)).toBe('/concertation failed with the error "operation_timeout"');
  });

  it('shows nothing of an answer that is beyond its limits', async () => {
    await claire.types('/concertation appel', { in: room });
    const tooLong = modal('Un titre bien trop long pour Slack', [section('Merci')]);
    app.answerForms(() => ({ response_action: 'update', view: tooLong }));
    expect(await fill().sends()).toBe('We had some trouble connecting. Try again?');
    expect(slack.violations).toEqual([
      'answer to form:Déposer une objection: view.title: 34 characters, 24 at most',
    ]);
    const seen = await claire.types(`/concertation ${'x'.repeat(3001)}`, { in: room });
    expect([seen, claire.notes()]).toEqual([
      '/concertation failed with the error "invalid_command_response"',
      [],
    ]);
  });

  it('tells the app that a form was closed only where it asked for that', async () => {
    await claire.types('/concertation appel', { in: room });
    app.answerForms(() => ({
      response_action: 'push',
      view: modal('Page 2', [section('La suite')], { notify_on_close: true }),
    }));
    await fill().sends();
    expect(await claire.closes()).toContain('Déposer une objection');
    expect(await claire.closes()).toBe('');
    const closings = app.heard.filter(([type]) => type === 'view_closed').map(([, body]) => body);
    expect(closings).toMatchObject([{ is_cleared: false, view: { title: { text: 'Page 2' } } }]);
  });

  it('follows what the app answers later: in place of the note, or beside it', async () => {
    await claire.types('/concertation foo', { in: room });
    const [note] = slack.workspace.ephemerals;
    if (note) note.blocks = [section('foo'), button('Encore')];
    const answers: [number, string][] = [];
    app.onTap(async ({ body }) => {
      for (const more of [{ replace_original: true }, {}, {}, {}, {}, {}]) {
        const json = JSON.stringify({ text: 'bar', ...more });
        const response = await fetch(body.response_url ?? '', { method: 'POST', body: json });
        answers.push([response.status, await response.text()]);
      }
    });
    expect(await claire.taps('Encore', { on: messageShowing('foo') })).toBe('bar');
    await expect.poll(() => answers).toHaveLength(6);
    expect(answers.at(-1)).toEqual([404, '{"ok":false,"error":"used_url"}']);
    expect(claire.notes()).toEqual(['bar', 'bar', 'bar', 'bar', 'bar']);
    expect(heard('block_actions')).not.toHaveProperty('message');
    expect(heard('block_actions').container).toMatchObject({ is_ephemeral: true });
  });
});

describe('a line on a bad day', () => {
  it('brings the same envelope again', async () => {
    await claire.writes('Bonjour', { in: room });
    await app.line.again();
    const [first, second] = app.heard.filter(([type]) => type === 'message').map(([, body]) => body);
    expect(second?.event_id).toBe(first?.event_id);
    expect(app.line.sent.map(({ delivery }) => delivery.retry?.attempt)).toEqual([undefined, 1]);
  });

  it('brings a tap too late for a modal, for which the person sees nothing', async () => {
    says('P1', [button('Ouvrir')]);
    const refusals: string[] = [];
    app.onTap(({ client, body }) =>
      client.views
        .open({ trigger_id: body.trigger_id ?? '', view: objection })
        .catch((e: Error) => refusals.push(e.message)),
    );
    app.line.holds();
    expect(await claire.taps('Ouvrir')).toBe('');
    for (const trigger of slack.workspace.triggers.values()) trigger.until = 0;
    await app.line.releases();
    expect([claire.sees(), refusals]).toEqual(['', [expect.stringContaining('expired_trigger_id')]]);
  });

  it('brings the same form twice at once, and Slack follows one answer', async () => {
    await claire.types('/concertation appel', { in: room });
    app.answerForms(() => ({ response_action: 'update', view: modal('Enregistré', [section('Merci')]) }));
    await claire.fills({ Motif: 'x', Fondement: 'Charte' });
    app.line.holds();
    await claire.sends();
    expect(await app.line.releases({ twice: true, atOnce: true })).toHaveLength(2);
    expect(app.heard.filter(([type]) => type === 'view_submission')).toHaveLength(2);
    expect(claire.sees()).toBe('Enregistré\nMerci\n[Annuler] [Envoyer]');
  });

  it('brings what people did late, twice and in another order', async () => {
    app.line.holds();
    await claire.writes('un', { in: room });
    await claire.writes('deux', { in: room });
    expect(app.heard).toEqual([]);
    await app.line.releases({ reversed: true, twice: true });
    expect(app.heard.map(([, { event }]) => (event as { text: string }).text)).toEqual([
      'deux',
      'deux',
      'un',
      'un',
    ]);
  });
});
