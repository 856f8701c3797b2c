// What Discord would refuse, and what would do something that nobody meant, is named with its place.

import { expect, test } from 'vitest';
import { violations } from '../../../../adapters/discord/components/violations.ts';
import { button, container, input, label, message, modal, option, row, select, text } from './payloads.ts';

/** Each is a payload that Discord refuses, or that would do something that nobody meant. */
const faults: [what: string, payload: unknown, fault: string][] = [
  ['nothing', null, 'it isn’t an object'],
  ['no components', message([]), 'components: there are none'],
  [
    'content beside components',
    message([text('a')], { content: 'a' }),
    'content: not together with components',
  ],
  ['no flag', message([text('a')], { flags: 64 }), 'flags: it isn’t made of components'],
  [
    'mentions as Discord finds them',
    message([text('@everyone')], { allowed_mentions: undefined }),
    'allowed_mentions.parse: somebody could be notified by words',
  ],
  [
    'mentions of everyone',
    message([text('a')], { allowed_mentions: { parse: ['everyone'] } }),
    'allowed_mentions.parse: somebody could be notified by words',
  ],
  ['an empty text', message([text(' ')]), 'components[0].content: it is empty'],
  ['an empty container', message([container()]), 'components[0].components: there are none'],
  [
    'a container in a container',
    message([container(container(text('a')))]),
    'components[0].components[0]: a container stands in nothing',
  ],
  ['an unknown component', message([{ type: 12 }]), 'components[0]: 12 isn’t a component that is used'],
  [
    'a file from elsewhere',
    message([{ type: 13, file: { url: 'https://a.example' } }]),
    'components[0].file.url: a file comes with its message',
  ],
  [
    'two of one number',
    message([
      { ...text('a'), id: 1 },
      { ...text('b'), id: 1 },
    ]),
    'components: the id 1 comes twice',
  ],
  ['an empty row', message([row()]), 'components[0].components: there are none'],
  ['two of one id', message([row(button(), button())]), 'components: the custom_id a comes twice'],
  [
    'an unknown style',
    message([row(button({ style: 5 }))]),
    'components[0].components[0].style: there is no 5',
  ],
  [
    'no choices',
    message([row(select({ options: [] }))]),
    'components[0].components[0].options: there are none',
  ],
  [
    'the same choice twice',
    message([row(select({ options: [option(1), option(1)] }))]),
    'components[0].components[0].options: 1 comes twice',
  ],
  [
    'more to choose than there are',
    message([row(select({ max_values: 2 }))]),
    'components[0].components[0].max_values: 2, 1 at most',
  ],
  ['an empty modal', modal([]), 'components: there are none'],
  ['a button in a modal', modal([row(button())]), 'components[0]: 1 isn’t a component of a modal'],
  ['a label of nothing', modal([label({})]), 'components[0].component: undefined asks nothing'],
  [
    'a label twice',
    modal([label(input({ label: 'a' }))]),
    'components[0].component.label: it stands in a label',
  ],
  [
    'what must be chosen and needn’t',
    modal([label(select({ required: true, min_values: 0 }))]),
    'components[0].component.min_values: none, where some are required',
  ],
  [
    'two fields of one id',
    modal([label(input()), label(input())]),
    'components: the custom_id i comes twice',
  ],
];

test.each(faults)('what Discord refuses is named: %s', (_, payload, fault) => {
  expect(violations(payload)).toContain(fault);
});

test('what answers an interaction is looked at as what it carries', () => {
  expect(violations({ type: 4, data: message([text('a')]) })).toEqual([]);
  expect(violations({ type: 9, data: modal([]) })).toEqual(['components: there are none']);
});
