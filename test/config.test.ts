import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { defaultReactions } from '../src/ui/emojis.ts';

/** What whoever starts the service reads. */
function complaint(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return '';
}

const off = { SANDBOX: 'off' };

describe('the settings', () => {
  it('have defaults with which the service starts on this machine alone', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: 'file:./var/sans-objection.db',
      logLevel: 'info',
      sandbox: true,
      sandboxPlatformUrl: null,
      slack: null,
      discord: null,
      instance: expect.any(String),
      fault: null,
    });
  });

  it('that are empty count as not set', () => {
    const names = [
      'HOST',
      'PORT',
      'DATABASE_URL',
      'LOG_LEVEL',
      'SANDBOX',
      'SANDBOX_PLATFORM_URL',
      'SLACK_BOT_TOKEN',
      'SLACK_MODE',
      'SLACK_APP_TOKEN',
      'SLACK_SIGNING_SECRET',
      'SLACK_API_URL',
      'SLACK_REACTIONS',
      'DISCORD_BOT_TOKEN',
      'DISCORD_GUILD',
      'DISCORD_API_URL',
      'DISCORD_REACTIONS',
      'INSTANCE',
      'FAULT',
    ];
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    expect({ ...readConfig(empty), instance: '' }).toEqual({ ...readConfig({}), instance: '' });
  });

  it('are taken as given', () => {
    expect(
      readConfig({
        HOST: '0.0.0.0',
        PORT: '0',
        DATABASE_URL: 'postgresql://u:p@db.example:5432/concertation',
        LOG_LEVEL: 'debug',
        SANDBOX: 'off',
        INSTANCE: 'a',
        HOME: '/root',
      }),
    ).toMatchObject({ host: '0.0.0.0', port: 0, logLevel: 'debug', sandbox: false, instance: 'a' });
  });

  it('give each process a name of its own', () => {
    expect(readConfig({}).instance).toContain(String(process.pid));
  });

  it.each([
    ['PORT', 'three thousand', /number/],
    ['PORT', '70000', /65535/],
    ['PORT', '-1', /0/],
    ['PORT', '80.5', /number/],
    ['PORT', ' ', /./],
    ['DATABASE_URL', 'mysql://localhost/x', /file: path.*postgresql:\/\//],
    ['DATABASE_URL', './var/x.db', /file: path.*postgresql:\/\//],
    ['DATABASE_URL', 'file:', /file: path/],
    ['LOG_LEVEL', 'loud', /"silent"\|"error"\|"warn"\|"info"\|"debug"/],
    ['SANDBOX', 'yes', /"on"\|"off"/],
    ['SANDBOX_PLATFORM_URL', 'over there', /URL/],
    ['SLACK_BOT_TOKEN', 'xoxp-1-of-a-person', /xoxb-/],
    ['SLACK_APP_TOKEN', 'xoxb-1-of-the-bot', /xapp-/],
    ['SLACK_MODE', 'mail', /"socket"\|"http"/],
    ['SLACK_API_URL', 'https://slack.example/api/', /this machine/],
    ['SLACK_API_URL', 'over there', /URL/],
    ['SLACK_REACTIONS', 'yes', /on, off, or a list/],
    ['SLACK_REACTIONS', '+1=consent.give,hand', /on, off, or a list/],
    ['SLACK_REACTIONS', '+1=objection.lift', /objection\.raise.*question\.ask, interest\.show/],
    ['SLACK_REACTIONS', '=consent.give', /on, off, or a list/],
    ['FAULT', 'kill@nowhere:1', /kill@POINT:COUNT/],
    ['FAULT', 'kill@outbox.sent:0', /kill@POINT:COUNT/],
  ])('%s=%s is refused by name, with what it should be', (name, value, shouldBe) => {
    const said = complaint({ [name]: value });
    expect(said).toMatch(new RegExp(`^ {2}${name}: `, 'm'));
    expect(said).toMatch(shouldBe);
    expect(said).toContain('.env.example');
  });

  it('that are wrong are all named at once', () => {
    const said = complaint({ PORT: 'x', SANDBOX: 'x', LOG_LEVEL: 'x' });
    for (const name of ['PORT', 'SANDBOX', 'LOG_LEVEL']) expect(said).toContain(`  ${name}: `);
  });
});

describe('Slack', () => {
  const SLACK_BOT_TOKEN = 'xoxb-1-secret';
  const SLACK_APP_TOKEN = 'xapp-1-secret';
  const SLACK_SIGNING_SECRET = 'f00d';

  it('is reached by Socket Mode with two tokens, by HTTP with the signing secret', () => {
    expect(readConfig({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN }).slack).toEqual({
      mode: 'socket',
      botToken: SLACK_BOT_TOKEN,
      appToken: SLACK_APP_TOKEN,
      apiUrl: null,
      reactions: defaultReactions,
    });
    const SLACK_API_URL = 'http://127.0.0.1:4003/api/';
    expect(
      readConfig({ SLACK_MODE: 'http', SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL }).slack,
    ).toEqual({
      mode: 'http',
      botToken: SLACK_BOT_TOKEN,
      signingSecret: SLACK_SIGNING_SECRET,
      apiUrl: SLACK_API_URL,
      reactions: defaultReactions,
    });
  });

  it.each<[string, [emoji: string, action: string][]]>([
    ['on', [...defaultReactions]],
    ['off', []],
    ['+1=consent.give', [['+1', 'consent.give']]],
    [
      ' :pray: = interest.show , raised_hand=objection.raise',
      [
        ['pray', 'interest.show'],
        ['raised_hand', 'objection.raise'],
      ],
    ],
  ])('takes emojis for what the host says: %s', (SLACK_REACTIONS, said) => {
    const { slack } = readConfig({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_REACTIONS });
    expect([...(slack?.reactions ?? [])]).toEqual(said);
  });

  it.each<[string, Record<string, string>, string]>([
    ['the app-level token', { SLACK_BOT_TOKEN }, 'SLACK_APP_TOKEN'],
    ['the signing secret', { SLACK_BOT_TOKEN, SLACK_MODE: 'http', SLACK_APP_TOKEN }, 'SLACK_SIGNING_SECRET'],
    ['the bot token', { SLACK_APP_TOKEN }, 'SLACK_BOT_TOKEN'],
    ['the bot token, over HTTP', { SLACK_MODE: 'http', SLACK_SIGNING_SECRET }, 'SLACK_BOT_TOKEN'],
  ])('doesn’t start without %s, and names what is missing', (_, given, missing) => {
    const said = complaint(given);
    expect(said).toContain(missing);
    expect(said).not.toMatch(/secret|f00d/);
  });

  it('never has a wrong token repeated', () => {
    expect(complaint({ SLACK_BOT_TOKEN: 'xapp-1-secret', SLACK_APP_TOKEN: 'xoxb-1-secret' })).not.toContain(
      'secret',
    );
  });
});

describe('the sandbox, which lets anyone act as anyone', () => {
  it.each(['127.0.0.1', 'localhost', '::1', '[::1]'])('may listen on %s', (HOST) => {
    expect(readConfig({ HOST, SANDBOX: 'on' }).sandbox).toBe(true);
  });

  it.each(['0.0.0.0', '::', '192.168.1.10', 'example.org', '127.0.0.1.example.org', 'localhost.example.org'])(
    'never listens on %s',
    (HOST) => {
      for (const SANDBOX of ['on', '']) {
        const said = complaint({ HOST, SANDBOX });
        expect(said).toContain('HOST must be 127.0.0.1');
        expect(said).toContain('SANDBOX=off');
      }
      expect(readConfig({ HOST, ...off }).host).toBe(HOST);
    },
  );

  it('works on a PostgreSQL database of this machine that was made for it', () => {
    const DATABASE_URL = 'postgresql://u:p@127.0.0.1:5432/sandbox_demo';
    expect(readConfig({ DATABASE_URL })).toMatchObject({ databaseUrl: DATABASE_URL, sandbox: true });
  });

  it.each([
    ['of another name', 'postgresql://u:p@127.0.0.1:5432/concertation'],
    ['whose name only ends so', 'postgresql://u:p@127.0.0.1:5432/my_sandbox_x'],
    ['without a name', 'postgresql://u:p@127.0.0.1:5432'],
    ['of another machine', 'postgresql://u:p@db.example:5432/sandbox_demo'],
    ['of a machine named like this one', 'postgresql://u:p@127.0.0.1.example:5432/sandbox_demo'],
    ['of another machine by the way', 'postgresql://u:p@127.0.0.1:5432/sandbox_demo?host=db.example'],
    ['that can’t be read', 'postgresql://u:p@127.0.0.1:no-port/sandbox_demo'],
  ])('works on no other PostgreSQL database: one %s', (_, DATABASE_URL) => {
    expect(complaint({ DATABASE_URL })).toMatch(/sandbox_|DATABASE_URL/);
  });

  it('is needed to end the process at a chosen point', () => {
    expect(readConfig({ FAULT: 'kill@outbox.sent:2' }).fault).toEqual({ point: 'outbox.sent', count: 2 });
    expect(complaint({ FAULT: 'kill@outbox.sent:2', ...off })).toContain('FAULT');
  });
});

describe('a PostgreSQL address that can’t be read', () => {
  it('is refused without the sandbox too, and its password isn’t repeated', () => {
    const said = complaint({ DATABASE_URL: 'postgresql://u:s3cret@db:no-port/x', ...off });
    expect(said).toContain('DATABASE_URL');
    expect(said).not.toContain('s3cret');
  });
});
