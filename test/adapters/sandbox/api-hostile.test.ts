import { describe, expect, it } from 'vitest';
import { type Answered, type Local, openLocal } from '../../support/local.ts';

const base = 'http://127.0.0.1:3000/dev/v1';
const json = { 'content-type': 'application/json', host: '127.0.0.1:3000' };
const act = {
  deliveryId: 'd1',
  as: { person: 'farid', institution: 'I2' },
  action: 'objection.raise',
  target: 'P1',
  values: {},
};
const refusal = { result: 'refused', text: expect.any(String), next: expect.any(String) };

/** A request as anything could send it. */
async function send(
  local: Local,
  body: string,
  headers: Record<string, string> = json,
  path = '/actions',
): Promise<Answered> {
  const response = await local.routes.request(`${base}${path}`, { method: 'POST', headers, body });
  return { status: response.status, body: await response.json() };
}

const history = async (local: Local) => (await local.get('/events')).body.length as number;

/** Nothing has changed, and the service still works. */
async function unharmed(local: Local, events: number): Promise<void> {
  expect(await history(local)).toBe(events);
  expect(await local.act('lise', 'objection.raise', 'P1')).toMatchObject({ status: 200 });
}

describe('a page of another site', () => {
  it.each([
    ['by another name of this machine', { host: 'evil.example' }],
    ['by a name that begins like ours', { host: '127.0.0.1.evil.example' }],
    ['by a name that ends like ours', { host: 'evil-localhost' }],
    ['from its own address', { origin: 'https://evil.example' }],
    ['from a local address of another port', { origin: 'http://127.0.0.1:8080' }],
    ['from this address under https', { origin: 'https://127.0.0.1:3000' }],
    ['from a sandboxed frame', { origin: 'null' }],
  ])('can’t reach the local room %s', async (_, headers) => {
    const local = await openLocal();
    const events = await history(local);
    for (const path of ['/actions', '/reset', '/clock']) {
      expect(await send(local, JSON.stringify(act), { ...json, ...headers }, path)).toMatchObject({
        status: 403,
        body: { ...refusal, code: 'request.origin' },
      });
    }
    const page = await local.routes.request('http://127.0.0.1:3000/', { headers: { ...json, ...headers } });
    expect(page.status).toBe(403);
    await unharmed(local, events);
  });

  it.each(['127.0.0.1:3000', 'localhost:3000', '[::1]:3000', 'localhost'])(
    'is not the page at %s',
    async (host) => {
      const local = await openLocal();
      const headers = { ...json, host, origin: `http://${host}` };
      expect((await send(local, JSON.stringify(act), headers)).status).toBe(200);
    },
  );
});

describe('a request that can’t be read', () => {
  it('is refused when it is larger than any form', async () => {
    const local = await openLocal();
    const events = await history(local);
    const large = JSON.stringify({ ...act, values: { reason: 'x'.repeat(256 * 1024) } });
    expect(await send(local, large)).toMatchObject({
      status: 413,
      body: { ...refusal, code: 'request.too-large' },
    });
    await unharmed(local, events);
  });

  const { as: _as, ...withoutAs } = act;
  const unreadable: [string, string][] = [
    ['is no JSON', '{"deliveryId": "d1",'],
    ['is empty', ''],
    ['is a list', '[]'],
    ['is nothing', 'null'],
    ['says nobody acts', JSON.stringify(withoutAs)],
    ['says nothing of the person', JSON.stringify({ ...act, as: {} })],
    ['has a number for a person', JSON.stringify({ ...act, as: { person: 1 } })],
    ['has an empty person', JSON.stringify({ ...act, as: { person: '' } })],
    ['has a person of ten thousand letters', JSON.stringify({ ...act, as: { person: 'x'.repeat(10_000) } })],
    ['has no number', JSON.stringify({ ...act, deliveryId: '' })],
    ['has a list for values', JSON.stringify({ ...act, values: [] })],
    ['asks for a language nobody speaks here', JSON.stringify({ ...act, lang: 'de' })],
    ['says more than it may', JSON.stringify({ ...act, receivedAt: '2020-01-01T00:00:00Z' })],
    ['claims to be the service', JSON.stringify({ ...act, as: { person: 'x', service: true } })],
  ];

  it('is refused, whatever is wrong with it', async () => {
    const local = await openLocal();
    const events = await history(local);
    for (const [what, body] of unreadable) {
      expect(await send(local, body), what).toMatchObject({
        status: 400,
        body: { ...refusal, code: 'request.malformed' },
      });
    }
    await unharmed(local, events);
  });
});

type Senseless = [what: string, act: object, code: string, field: string | null];

const raise = (part: object) => ({ ...act, ...part });
const submit = (values: object) => ({
  ...act,
  as: { person: 'nadia', institution: 'I1' },
  action: 'proposal.submit',
  target: 'C1',
  values: { title: 'T', summary: 'S', ...values },
});
const open = (closesAt: unknown) => ({
  ...act,
  as: { person: 'referente', institution: null },
  action: 'call.open',
  target: null,
  values: { title: 'Un appel', closesAt },
});

const nowhere: Senseless[] = [
  ['an action that doesn’t exist', raise({ action: 'objection.erase' }), 'action.unknown', null],
  ['one that only the service does', raise({ action: 'CloseCall' }), 'action.unknown', null],
  ['the name of something built in', raise({ action: 'constructor' }), 'action.unknown', null],
  ['a proposal that doesn’t exist', raise({ target: 'P2' }), 'proposal.unknown', null],
  ['something else than a proposal', raise({ target: 'C1' }), 'proposal.unknown', null],
  ['no proposal', raise({ target: null }), 'values.missing', 'target'],
  ['another room', raise({ room: 'sandbox:local:cave' }), 'room.unknown', 'room'],
];
const shapes: Senseless[] = [
  ['a field nobody knows', raise({ values: { vote: 'non' } }), 'values.invalid', 'vote'],
  ['a number for a text', raise({ values: { reason: 7 } }), 'values.invalid', 'reason'],
  ['a list for a text', raise({ values: { reason: ['a'] } }), 'values.invalid', 'reason'],
  ['a thing for a text', raise({ values: { reason: { $ne: '' } } }), 'values.invalid', 'reason'],
  ['no title', submit({ title: null }), 'values.missing', 'title'],
  ['a blank title', submit({ title: ' \u0000\n\t' }), 'values.missing', 'title'],
  ['a title without end', submit({ title: 'é'.repeat(10_000) }), 'values.too-long', 'title'],
];
/** What JSON's 1e309 is once it has been read. */
const endless = Number.POSITIVE_INFINITY;
const amounts: Senseless[] = [endless, -1, '-1', 0, '0,00', 1e12, '0x10', 'beaucoup', true, 0.001].map(
  (amount) => [`an amount of ${amount}`, submit({ amount }), 'values.not-an-amount', 'amount'],
);
const dates: Senseless[] = [
  '31 avril',
  '2027-04-31',
  '2027-04-31T10:00+02:00',
  '2027-02-29T10:00',
  '2027-01-01T25:00',
  'demain',
  endless,
  true,
].map((date) => [`the date ${date}`, open(date), 'values.not-a-date', 'closesAt']);

describe('an act that makes no sense', () => {
  it.each([
    ['about what doesn’t exist', nowhere],
    ['with words of the wrong kind', shapes],
    ['with amounts that are none', amounts],
    ['with dates that don’t exist', dates],
  ])('%s is refused in the language asked for, and nothing changes', async (_, acts) => {
    const local = await openLocal();
    const events = await history(local);
    for (const [what, body, code, field] of acts) {
      const dutch = await send(local, written({ ...body, lang: 'nl' }));
      expect(dutch, what).toMatchObject({ status: 422, body: { ...refusal, code, field } });
      const french = await send(local, written({ ...body, lang: 'fr' }));
      expect(french.body.text, what).not.toBe(dutch.body.text);
    }
    await unharmed(local, events);
  });

  it('an hour with an offset of hours alone counts with that offset, or isn’t taken', async () => {
    const local = await openLocal();
    const { status, body } = await send(local, written(open('2026-12-24T12:00-05')));
    if (status === 422) expect(body.code).toBe('values.not-a-date');
    else expect((await local.get('/state/call/C2')).body.closesAt).toBe('2026-12-24T17:00:00.000Z');
  });
});

/** As text; by hand where JSON.stringify would make null of 1e309. */
function written(body: object): string {
  const mark = '<1e309>';
  const text = JSON.stringify(body, (_, v) => (v === endless ? mark : v));
  return text.replace(`"${mark}"`, '1e309');
}
