// Setting up a concertation where there is none, step by step, as somebody does it from a channel.

import { describe, expect, it } from 'vitest';
import type { Local } from '../support/local.ts';
import { monday, openLocal } from '../support/local.ts';

let deliveries = 0;

async function nothingYet(): Promise<Local> {
  return openLocal({ data: 'nothing' });
}

function step(
  local: Local,
  as: string,
  action: string,
  values: object = {},
  more: { target?: string; channel?: string; deliveryId?: string; lang?: string } = {},
) {
  const deliveryId = `s${++deliveries}`;
  return local.post('/setup', { deliveryId, as, action, values, ...more });
}

async function done(...args: Parameters<typeof step>) {
  const end = await step(...args);
  expect(end.body).toMatchObject({ result: 'accepted' });
  return end.body;
}

async function ready(local: Local, channel = 'salon') {
  await done(local, 'referente', 'setup.begin', {}, { channel });
  await done(local, 'referente', 'setup.charter', { charter: 'colignon-2024' }, { channel });
}

const cards = async (local: Local, as: string, more = '') =>
  (await local.get(`/setup?as=${as}${more}`)).body as {
    title: string;
    blocks: { label?: string; value?: string; text?: string; head?: string; lines?: string[] }[];
    buttons: { action: string; target: string; label: string }[];
  }[];
const fact = (card: Awaited<ReturnType<typeof cards>>[number] | undefined, label: string) =>
  card?.blocks.find((block) => block.label === label)?.value;

describe('une concertation qui commence', () => {
  it('is opened at once, with its charter, its coordination and its room, and can be lived in', async () => {
    const local = await nothingYet();
    await ready(local);
    await done(local, 'referente', 'setup.adopt-all');
    await done(local, 'referente', 'setup.language', { roomLang: 'nl' });
    const people = { coordinators: ['referente', 'nadia'], deputies: 'suppleante', helpers: [] };
    await done(local, 'referente', 'setup.people', people);

    const opened = await done(local, 'referente', 'setup.open');
    expect(opened).toMatchObject({ state: 'opened', room: 'sandbox:local:salon', replayed: false });
    expect(opened.events.map((e: { name: string }) => e.name)).toEqual([
      'AssemblyOpened',
      'CharterAdopted',
      'RoomOpened',
    ]);

    const { body: assembly } = await local.get(`/state/assembly/${opened.assembly}`);
    const { body: room } = await local.get('/state/room/sandbox:local:salon');
    const id = async (person: string) => (await local.store.identity('sandbox', 'local', person))?.person;
    expect(assembly.coordinators).toEqual([await id('referente'), await id('nadia')]);
    expect(assembly.deputies).toEqual([await id('suppleante')]);
    expect(room).toMatchObject({ lang: 'nl', status: 'open' });
    expect(await local.store.settingsUnder('setup:')).toEqual([]);

    const registered = await local.act(
      'nadia',
      'institution.register',
      null,
      { name: 'CPAS' },
      { institution: null },
    );
    expect(registered.body).toMatchObject({ result: 'accepted' });
  });

  it('calls everybody by the name and in the language that the platform knows, though they were never met', async () => {
    const local = await nothingYet();
    await ready(local);
    await done(local, 'referente', 'setup.people', { coordinators: ['referente', 'pieter'] });
    await done(local, 'referente', 'setup.open');
    await local.app.acquaintance.idle();
    const identity = await local.store.identity('sandbox', 'local', 'pieter');
    const person = await local.store.person(identity?.person ?? '');
    const { body: people } = await local.get('/people');
    const persona = people.find((p: { person: string }) => p.person === 'pieter');
    expect(person).toMatchObject({ name: persona.name, lang: persona.lang });
  });

  it('begins with the assumptions that were adopted, by whom and when, and says which are left', async () => {
    const local = await nothingYet();
    await ready(local);
    await done(local, 'referente', 'setup.people', { coordinators: ['referente'], helpers: ['nadia'] });
    await done(local, 'nadia', 'setup.adopt', {}, { target: 'notice' });
    const { assembly } = await done(local, 'referente', 'setup.open');

    const [head] = await local.store.heads();
    const { body: charter } = await local.get(`/state/charter/${head?.doc.charter}`);
    const nadia = await local.store.identity('sandbox', 'local', 'nadia');
    expect(charter.assumptions).toEqual({ notice: { by: nadia?.person, at: monday, words: null } });

    const { body: shown } = await local.get('/command?as=referente&text=charte');
    const said = JSON.stringify(shown.cards[0]);
    expect(said).toMatch(/Hypothèse adoptée le lundi 23 novembre 2026 et notée par Nadia/);
    expect(said).toMatch(/Hypothèse que le groupe n’a pas encore adoptée/);
    expect(shown.cards[0].buttons).toMatchObject([{ action: 'assumption.adopt' }]);
    expect(assembly).toBe(head?.assembly);
  });

  it('survives a restart of the service halfway', async () => {
    const local = await nothingYet();
    await ready(local);
    await done(local, 'referente', 'setup.adopt', {}, { target: 'tie' });
    await local.close();
    const again = await openLocal({ url: local.url, reset: false });
    const [overview] = await cards(again, 'referente');
    expect(fact(overview, 'Hypothèses')).toBe('1 adoptée sur 35');
    await done(again, 'referente', 'setup.open');
  });

  it('is opened once, however often it is asked for', async () => {
    const local = await nothingYet();
    await ready(local);
    const ends = await Promise.all(
      ['a', 'b'].map((deliveryId) => step(local, 'referente', 'setup.open', {}, { deliveryId })),
    );
    expect(ends.map((end) => end.status).sort()).toEqual([200, 422]);
    expect(ends.find((end) => end.status === 422)?.body.code).toBe('room.taken');
    const first = ends[0]?.status === 200 ? 'a' : 'b';
    const repeated = await step(local, 'referente', 'setup.open', {}, { deliveryId: first });
    expect(repeated.body).toMatchObject({ state: 'opened', replayed: true });
    expect((await local.store.heads()).length).toBe(1);
    expect((await local.store.events(repeated.body.assembly, 0, 10)).length).toBe(3);
  });

  it('leaves nothing behind when it can’t be stored', async () => {
    const local = await nothingYet();
    await ready(local);
    const real = local.store.transact.bind(local.store);
    local.store.transact = (work, ms) =>
      real(async (tx) => {
        await work(tx);
        throw new Error('the disk is full');
      }, ms);
    await step(local, 'referente', 'setup.open').catch(() => undefined);
    local.store.transact = real;
    expect(await local.store.heads()).toEqual([]);
    expect(await local.store.identity('sandbox', 'local', 'referente')).toBeUndefined();
    await done(local, 'referente', 'setup.open');
  });

  it('has an assembly of its own in every channel', async () => {
    const local = await nothingYet();
    await ready(local);
    const first = await done(local, 'referente', 'setup.open');
    await ready(local, 'ailleurs');
    const second = await done(local, 'referente', 'setup.open', {}, { channel: 'ailleurs' });
    expect(second.assembly).not.toBe(first.assembly);
    expect((await local.store.heads()).map((h) => h.doc.rooms)).toHaveLength(2);
    const room = 'sandbox:local:ailleurs';
    const act = await local.act(
      'referente',
      'institution.register',
      null,
      { name: 'CPAS' },
      { room, institution: null },
    );
    expect(act.status).toBe(200);
    expect((await local.store.aggregates(second.assembly, 'institution')).length).toBe(1);
    expect(await local.store.aggregates(first.assembly, 'institution')).toEqual([]);
  });
});

describe('qui prépare', () => {
  it('only whoever began, and whom they named, goes on; others read that somebody does', async () => {
    const local = await nothingYet();
    await ready(local);
    const stopped = await step(local, 'farid', 'setup.adopt-all');
    expect(stopped.body).toMatchObject({ result: 'refused', code: 'setup.not-yours' });
    expect(stopped.body.next).toMatch(/7 décembre 2026/);
    for (const action of ['setup.begin', 'setup.drop', 'setup.open'])
      expect((await step(local, 'farid', action)).body.code).toBe('setup.not-yours');
    const [theirs] = await cards(local, 'farid');
    expect(theirs?.buttons).toEqual([]);

    await done(local, 'referente', 'setup.people', { coordinators: ['referente'], helpers: ['farid'] });
    await done(local, 'farid', 'setup.adopt-all');
  });

  it('a draft with which nobody goes on for fourteen days is nobody’s, and leaves nothing', async () => {
    const local = await nothingYet();
    await ready(local);
    await local.post('/clock', { by: 'P13DT23H' });
    expect((await step(local, 'farid', 'setup.begin')).body.code).toBe('setup.not-yours');
    await local.post('/clock', { by: 'PT1H' });
    expect((await step(local, 'referente', 'setup.adopt-all')).body.code).toBe('setup.none');
    const begun = await done(local, 'farid', 'setup.begin');
    expect(fact(begun.cards[0], 'Charte')).toBe('à choisir');

    await done(local, 'lise', 'setup.begin', {}, { channel: 'ailleurs' });
    await local.post('/clock', { by: 'P14D' });
    await done(local, 'lise', 'setup.begin', {}, { channel: 'encore' });
    expect((await local.store.settingsUnder('setup:')).map((s) => s.key)).toEqual([
      'setup:sandbox:local:encore',
    ]);
  });

  it('may be given up, and somebody else begins', async () => {
    const local = await nothingYet();
    await ready(local);
    const dropped = await done(local, 'referente', 'setup.drop');
    expect(dropped.state).toBe('dropped');
    await done(local, 'farid', 'setup.begin');
  });

  it('two who fill in at the same time both count', async () => {
    const local = await nothingYet();
    await ready(local);
    await done(local, 'referente', 'setup.people', { coordinators: ['referente'], helpers: ['nadia'] });
    await Promise.all([
      done(local, 'referente', 'setup.adopt', {}, { target: 'tie' }),
      done(local, 'nadia', 'setup.adopt', {}, { target: 'notice' }),
      done(local, 'nadia', 'setup.language', { roomLang: 'en' }),
    ]);
    const [overview] = await cards(local, 'nadia');
    expect(fact(overview, 'Hypothèses')).toBe('2 adoptées sur 35');
    expect(fact(overview, 'Langue du salon')).toBe('anglais');
  });
});

describe('ce qui ne va pas', () => {
  it.each([
    ['an unknown charter', 'setup.charter', { charter: 'inconnue' }, 'charter.unknown'],
    ['a language that is none', 'setup.language', { roomLang: 'de' }, 'values.invalid'],
    ['nobody to coordinate', 'setup.people', { coordinators: [] }, 'values.missing'],
    [
      'a rule that nobody assumes',
      'setup.assumptions',
      { assumptions: ['membership'] },
      'assumption.unknown',
    ],
    ['a field that isn’t asked for', 'setup.open', { charter: 'x' }, 'values.invalid'],
    ['a step that there isn’t', 'setup.vote', {}, 'action.unknown'],
  ])('%s is refused and changes nothing', async (_, action, values, code) => {
    const local = await nothingYet();
    await ready(local);
    const before = await local.store.settingsUnder('setup:');
    const end = await step(local, 'referente', action, values);
    expect(end.status).toBe(422);
    expect(end.body.code).toBe(code);
    expect(await local.store.settingsUnder('setup:')).toEqual(before);
  });

  it('nothing is opened without a charter, or before anybody began', async () => {
    const local = await nothingYet();
    expect((await step(local, 'referente', 'setup.open')).body.code).toBe('setup.none');
    expect((await step(local, 'referente', 'setup.adopt-all')).body.code).toBe('setup.none');
    await done(local, 'referente', 'setup.begin');
    expect((await step(local, 'referente', 'setup.open')).body.code).toBe('setup.no-charter');
    expect((await step(local, 'referente', 'setup.adopt-all')).body.code).toBe('setup.no-charter');
  });

  it('a channel that has a concertation isn’t set up again', async () => {
    const local = await openLocal();
    expect((await step(local, 'farid', 'setup.begin')).body.code).toBe('room.taken');
  });

  it('a charter whose text has changed since it was shown has to be chosen anew', async () => {
    const local = await nothingYet();
    await ready(local);
    const [draft] = await local.store.settingsUnder('setup:');
    const setup = JSON.parse(draft?.value ?? '');
    setup.charter.digest = 'another';
    await local.store.setSetting(draft?.key ?? '', JSON.stringify(setup));
    expect((await step(local, 'referente', 'setup.open')).body.code).toBe('setup.charter-changed');
    await done(local, 'referente', 'setup.charter', { charter: 'colignon-2024' });
    await done(local, 'referente', 'setup.open');
  });

  it('another charter begins without what was adopted of the former; the same again keeps it', async () => {
    const local = await nothingYet();
    await ready(local);
    await done(local, 'referente', 'setup.adopt-all');
    await done(local, 'referente', 'setup.charter', { charter: 'colignon-2024' });
    expect(fact((await cards(local, 'referente'))[0], 'Hypothèses')).toBe('35 adoptées sur 35');
    await done(local, 'referente', 'setup.charter', { charter: 'contraire-2026' });
    expect(fact((await cards(local, 'referente'))[0], 'Hypothèses')).toMatch(/^0 adoptées?/);
  });
});

describe('ce qui se lit', () => {
  it('each assumption stands with its sentence, why it is assumed, and its own button until it is adopted', async () => {
    const local = await nothingYet();
    await ready(local);
    await done(local, 'referente', 'setup.adopt', {}, { target: 'notice' });
    const all = await cards(local, 'referente');
    const rules = all.slice(1).flatMap((card) => card.blocks);
    expect(rules).toHaveLength(35);
    for (const { head, lines } of rules) {
      expect(head).toMatch(/\p{L}/u);
      expect(lines).toHaveLength(3);
      expect(lines?.[0]).toMatch(/^\p{Lu}.*\.$/su);
    }
    const notice = rules.find((block) => block.head === 'Délai de convocation');
    expect(notice?.lines?.[2]).toBe('Adoptée le lundi 23 novembre 2026');
    const buttons = all.slice(1).flatMap((card) => card.buttons);
    expect(buttons).toHaveLength(34);
    expect(buttons.some((b) => b.target === 'notice')).toBe(false);
  });

  it.each(['fr', 'nl', 'en'])('every step has its form, in %s', async (lang) => {
    const local = await nothingYet();
    const form = async (action: string, target = '') =>
      local.get(`/setup/form?as=referente&lang=${lang}&action=${action}&target=${target}`);
    expect((await form('setup.begin')).body.form.fields).toEqual([]);
    expect((await form('setup.open')).status).toBe(404);
    await ready(local);
    for (const action of ['charter', 'adopt-all', 'assumptions', 'language', 'people', 'open', 'drop'])
      expect((await form(`setup.${action}`)).body.form.title, action).toMatch(/\p{L}/u);
    expect((await form('setup.adopt', 'tie')).body.form.intro).not.toMatch(/tie/);
    expect((await form('setup.adopt', 'nothing')).status).toBe(404);
    const people = (await form('setup.people')).body;
    expect(people.values.coordinators).toEqual(['referente']);
    expect(people.form.fields[0]).toMatchObject({ kind: 'member', many: true, required: true });
    const assumptions = (await form('setup.assumptions')).body.form.fields[0];
    expect(assumptions.options).toHaveLength(35);
  });

  it('whoever coordinates elsewhere may add the channel to that concertation instead', async () => {
    const local = await openLocal();
    const [none] = await cards(local, 'referente', '&channel=ailleurs');
    expect(none?.buttons.map((b) => [b.action, b.target])).toEqual([
      ['setup.begin', ''],
      ['setup.join', ''],
      ['room.add', 'sandbox:local:salon'],
    ]);
    const [other] = await cards(local, 'farid', '&channel=ailleurs');
    expect(other?.buttons.map((b) => b.action)).toEqual(['setup.begin', 'setup.join']);
  });
});

describe('depuis la page', () => {
  it('an empty room offers to begin, and is set up with its forms', async () => {
    const local = await nothingYet();
    const page = async (path: string) => {
      const answer = await local.routes.request(`http://127.0.0.1${path}`, {
        headers: { host: '127.0.0.1' },
      });
      return { status: answer.status, text: await answer.text() };
    };
    const send = async (action: string, fields: Record<string, string> = {}) => {
      const sent = {
        as: 'referente',
        lang: 'fr',
        in: 'salon',
        action,
        target: '',
        deliveryId: `p${++deliveries}`,
      };
      const body = new URLSearchParams({ ...sent, ...fields });
      const headers = { host: '127.0.0.1', 'content-type': 'application/x-www-form-urlencoded' };
      return local.routes.request('http://127.0.0.1/form', { method: 'POST', headers, body });
    };
    expect((await page('/?as=referente')).text).toContain('Préparer une concertation');
    expect((await send('setup.begin')).status).toBe(303);
    expect((await page('/form?as=referente&action=setup.charter')).text).toContain('colignon-2024');
    expect((await send('setup.charter', { 'value.charter': '' })).status).toBe(422);
    expect((await send('setup.charter', { 'value.charter': 'colignon-2024' })).status).toBe(303);
    expect((await page('/?as=referente')).text).toContain('0 adoptée');
    expect((await send('setup.adopt', { target: 'tie' })).status).toBe(303);
    expect((await send('setup.open')).status).toBe(303);
    expect((await page('/?as=referente')).text).toContain('Charte de la concertation');
    expect((await local.store.heads()).length).toBe(1);
  });
});
