// Each of Slack’s limits takes what just fits, and names what is one too many, with its place.

import { describe, expect, test } from 'vitest';
import { violations } from '../../../../adapters/slack/blocks/violations.ts';
import {
  a,
  actions,
  button,
  confirm,
  dividers,
  groups,
  input,
  message,
  modal,
  option,
  plain,
  rich,
  select,
  times,
  word,
} from './payloads.ts';

/** What just fits, what is one too many, and where the fault is. */
const edges: [limit: string, at: (n: number) => unknown, most: number, place: string][] = [
  ['blocks of a message', (n) => message(...dividers(n)), 50, 'blocks: 51, 50 at most'],
  [
    'characters of a message',
    (n) => message(...times(4, () => rich(word(a(2900)))), rich(word(a(n - 4 * 2900)))),
    12_000,
    'blocks: 12001 characters, 12000 at most',
  ],
  ['the fallback', (n) => ({ text: a(n), blocks: [] }), 4000, 'text: 4001 characters, 4000 at most'],
  [
    'the text of a section',
    (n) => message({ type: 'section', text: plain(a(n)) }),
    3000,
    'blocks[0].text: 3001 characters, 3000 at most',
  ],
  [
    'the fields of a section',
    (n) => message({ type: 'section', fields: times(n, (i) => plain(`${i}`)) }),
    10,
    'blocks[0].fields: 11, 10 at most',
  ],
  [
    'a field',
    (n) => message({ type: 'section', fields: [plain(a(n))] }),
    2000,
    'blocks[0].fields[0]: 2001 characters, 2000 at most',
  ],
  [
    'a heading',
    (n) => message({ type: 'header', text: plain(a(n)) }),
    150,
    'blocks[0].text: 151 characters, 150 at most',
  ],
  [
    'the small print',
    (n) => message({ type: 'context', elements: times(n, (i) => plain(`${i}`)) }),
    10,
    'blocks[0].elements: 11, 10 at most',
  ],
  [
    'a line of small print',
    (n) => message({ type: 'context', elements: [plain(a(n))] }),
    3000,
    'blocks[0].elements[0]: 3001 characters, 3000 at most',
  ],
  [
    'rich text',
    (n) => message(rich(word(a(n - 10)), word(a(10)))),
    3000,
    'blocks[0]: 3001 characters, 3000 at most',
  ],
  [
    'buttons in a row',
    (n) => message(actions(...times(n, (i) => button({ action_id: `${i}` })))),
    25,
    'blocks[0].elements: 26, 25 at most',
  ],
  [
    'the text of a button',
    (n) => message(actions(button({ text: plain(a(n)) }))),
    75,
    'blocks[0].elements[0].text: 76 characters, 75 at most',
  ],
  [
    'what a button says aloud',
    (n) => message(actions(button({ accessibility_label: a(n) }))),
    75,
    'blocks[0].elements[0].accessibility_label: 76 characters, 75 at most',
  ],
  [
    'the value of a button',
    (n) => message(actions(button({ value: a(n) }))),
    2000,
    'blocks[0].elements[0].value: 2001 characters, 2000 at most',
  ],
  [
    'the address of a button',
    (n) => message(actions(button({ url: a(n) }))),
    3000,
    'blocks[0].elements[0].url: 3001 characters, 3000 at most',
  ],
  [
    'an action id',
    (n) => message(actions(button({ action_id: a(n) }))),
    255,
    'blocks[0].elements[0].action_id: 256 characters, 255 at most',
  ],
  [
    'a block id',
    (n) => message({ type: 'divider', block_id: a(n) }),
    255,
    'blocks[0].block_id: 256 characters, 255 at most',
  ],
  ['blocks of a view', (n) => modal(dividers(n)), 100, 'blocks: 101, 100 at most'],
  [
    'bytes of a view',
    (n) => {
      const filled = modal([], { more: '' });
      return { ...filled, more: a(n - JSON.stringify(filled).length) };
    },
    250_000,
    'view: 250001 bytes, 250000 at most',
  ],
  ['the title of a view', (n) => modal([], { title: plain(a(n)) }), 24, 'title: 25 characters, 24 at most'],
  [
    'the button that sends',
    (n) => modal([], { submit: plain(a(n)) }),
    24,
    'submit: 25 characters, 24 at most',
  ],
  [
    'the button that closes',
    (n) => modal([], { close: plain(a(n)) }),
    24,
    'close: 25 characters, 24 at most',
  ],
  [
    'the private metadata',
    (n) => modal([], { private_metadata: a(n) }),
    3000,
    'private_metadata: 3001 characters, 3000 at most',
  ],
  [
    'the callback id',
    (n) => modal([], { callback_id: a(n) }),
    255,
    'callback_id: 256 characters, 255 at most',
  ],
  [
    'the external id',
    (n) => modal([], { external_id: a(n) }),
    255,
    'external_id: 256 characters, 255 at most',
  ],
  [
    'the name of a field',
    (n) => modal([input({ type: 'email_text_input' }, { label: plain(a(n)) })]),
    2000,
    'blocks[0].label: 2001 characters, 2000 at most',
  ],
  [
    'the hint of a field',
    (n) => modal([input({ type: 'email_text_input' }, { hint: plain(a(n)) })]),
    2000,
    'blocks[0].hint: 2001 characters, 2000 at most',
  ],
  [
    'what stands in an empty field',
    (n) => modal([input({ type: 'email_text_input', placeholder: plain(a(n)) })]),
    150,
    'blocks[0].element.placeholder: 151 characters, 150 at most',
  ],
  [
    'what can be typed',
    (n) => modal([input({ type: 'plain_text_input', max_length: n })]),
    3000,
    'blocks[0].element.max_length: 3001, 3000 at most',
  ],
  [
    'what was typed',
    (n) => modal([input({ type: 'plain_text_input', max_length: 10, initial_value: a(n) })]),
    10,
    'blocks[0].element.initial_value: 11 characters, 10 at most',
  ],
  [
    'the choices of a list',
    (n) => select({ options: times(n, option) }),
    100,
    'blocks[0].element.options: 101, 100 at most',
  ],
  [
    'the groups of a list',
    (n) => select({ option_groups: groups(n) }),
    100,
    'blocks[0].element.option_groups: 101, 100 at most',
  ],
  [
    'the choices of a group',
    (n) => select({ option_groups: [{ label: plain('G'), options: times(n, option) }] }),
    100,
    'blocks[0].element.option_groups[0].options: 101, 100 at most',
  ],
  [
    'the heading of a group',
    (n) => select({ option_groups: groups(1, a(n)) }),
    75,
    'blocks[0].element.option_groups[0].label: 76 characters, 75 at most',
  ],
  [
    'a choice',
    (n) => select({ options: [option(1, { text: plain(a(n)) })] }),
    75,
    'blocks[0].element.options[0].text: 76 characters, 75 at most',
  ],
  [
    'what a choice stands for',
    (n) => select({ options: [option(1, { value: a(n) })] }),
    75,
    'blocks[0].element.options[0].value: 76 characters, 75 at most',
  ],
  [
    'what explains a choice',
    (n) => select({ options: [option(1, { description: plain(a(n)) })] }),
    75,
    'blocks[0].element.options[0].description: 76 characters, 75 at most',
  ],
  [
    'boxes to tick',
    (n) => modal([input({ type: 'checkboxes', options: times(n, option) })]),
    10,
    'blocks[0].element.options: 11, 10 at most',
  ],
  [
    'radio buttons',
    (n) => modal([input({ type: 'radio_buttons', options: times(n, option) })]),
    10,
    'blocks[0].element.options: 11, 10 at most',
  ],
  ['the choices of a search', (n) => ({ options: times(n, option) }), 100, 'options: 101, 100 at most'],
  [
    'a refusal at its field',
    (n) => ({ response_action: 'errors', errors: { title: a(n) } }),
    2000,
    'errors.title: 2001 characters, 2000 at most',
  ],
  [
    'the title of a question',
    (n) => confirm({ title: plain(a(n)) }),
    100,
    'blocks[0].elements[0].confirm.title: 101 characters, 100 at most',
  ],
  [
    'a question',
    (n) => confirm({ text: plain(a(n)) }),
    300,
    'blocks[0].elements[0].confirm.text: 301 characters, 300 at most',
  ],
  [
    'its yes',
    (n) => confirm({ confirm: plain(a(n)) }),
    30,
    'blocks[0].elements[0].confirm.confirm: 31 characters, 30 at most',
  ],
  [
    'its no',
    (n) => confirm({ deny: plain(a(n)) }),
    30,
    'blocks[0].elements[0].confirm.deny: 31 characters, 30 at most',
  ],
];

describe('Slack’s limits', () => {
  test.each(edges)('%s', (_, at, most, place) => {
    expect(violations(at(most))).toEqual([]);
    expect(violations(at(most + 1))).toContain(place);
  });

  test('a message always has a fallback', () => {
    expect(violations({ blocks: [] })).toEqual(['text: it is empty']);
    expect(violations({ text: ' ', blocks: [] })).toEqual(['text: it is empty']);
  });

  test('& < > count as Slack escapes them', () => {
    const header = (text: string) => message({ type: 'header', text: plain(text) });
    expect(violations(header('&'.repeat(30)))).toEqual([]);
    expect(violations(header('&'.repeat(31)))).toEqual(['blocks[0].text: 155 characters, 150 at most']);
  });

  test('as a method of the Web API carries it: within its arguments, as JSON', () => {
    const bad = [{ type: 'header', text: plain('') }];
    expect(violations({ channel: 'C1', text: 'x', blocks: JSON.stringify(bad) })).toEqual([
      'blocks[0].text: it is empty',
    ]);
    expect(violations({ trigger_id: '1', view: JSON.stringify(modal(bad)) })).toEqual([
      'view.blocks[0].text: it is empty',
    ]);
    expect(violations({ response_action: 'update', view: modal(bad) })).toEqual([
      'view.blocks[0].text: it is empty',
    ]);
    expect(violations({ user_id: 'U1', view: { type: 'home', blocks: bad } })).toEqual([
      'view.blocks[0].text: it is empty',
    ]);
  });
});
