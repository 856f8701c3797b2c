// What Slack would refuse, and what would do something that nobody meant, is named with its place.

import { expect, test } from 'vitest';
import { violations } from '../../../../adapters/slack/blocks/violations.ts';
import {
  a,
  actions,
  button,
  groups,
  input,
  message,
  modal,
  option,
  plain,
  rich,
  select,
  word,
} from './payloads.ts';

/** Each is a payload that Slack refuses, or that would do something that nobody meant. */
const faults: [what: string, payload: unknown, fault: string][] = [
  ['nothing', null, 'it isn’t an object'],
  [
    'text without an object',
    message({ type: 'header', text: 'Titre' }),
    'blocks[0].text: it isn’t plain text',
  ],
  [
    'markup in a heading',
    message({ type: 'header', text: { type: 'mrkdwn', text: 'x' } }),
    'blocks[0].text: it isn’t plain text',
  ],
  ['a section with nothing', message({ type: 'section' }), 'blocks[0]: it has neither text nor fields'],
  ['a section with no fields', message({ type: 'section', fields: [] }), 'blocks[0].fields: there are none'],
  [
    'pictures from words',
    message({ type: 'header', text: { type: 'plain_text', text: 'a' } }),
    "blocks[0].text: ':smile:' would be a picture",
  ],
  ['no buttons', message(actions()), 'blocks[0].elements: there are none'],
  ['no words', message(rich()), 'blocks[0].elements[0].elements: there are none'],
  ['an empty word', message(rich(word(''))), 'blocks[0].elements[0].elements[0]: it is empty'],
  [
    'a link',
    message(rich({ type: 'link', url: 'https://ailleurs.example', text: 'ici' })),
    'blocks[0].elements[0].elements[0]: link would act',
  ],
  [
    'everybody',
    message(rich({ type: 'broadcast', range: 'channel' })),
    'blocks[0].elements[0].elements[0]: broadcast would act',
  ],
  [
    'somebody',
    message(rich({ type: 'user', user_id: 'U1' })),
    'blocks[0].elements[0].elements[0]: user would act',
  ],
  [
    'a date that links',
    message(rich({ type: 'date', timestamp: 1, format: '{ago}', url: 'x' })),
    'blocks[0].elements[0].elements[0]: it isn’t a date',
  ],
  ['a mention in the fallback', { text: 'Bonjour <!channel>', blocks: [] }, 'text: <!channel> would act'],
  [
    'a link in markup',
    message({ type: 'section', text: { type: 'mrkdwn', text: '<https://a.example|b>' } }),
    'blocks[0].text: <https://a.example|b> would act',
  ],
  ['an unknown block', message({ type: 'video' }), 'blocks[0]: video isn’t a block that is used'],
  [
    'an unknown element',
    message(actions({ type: 'overflow', action_id: 'a' })),
    'blocks[0].elements[0]: overflow isn’t an element that is used',
  ],
  ['two buttons of one id', message(actions(button(), button())), 'blocks[0]: the action_id a comes twice'],
  [
    'a button without an id',
    message(actions(button({ action_id: undefined }))),
    'blocks[0].elements[0].action_id: it is empty',
  ],
  [
    'an unknown style',
    message(actions(button({ style: 'plain' }))),
    'blocks[0].elements[0].style: there is no plain',
  ],
  [
    'two blocks of one id',
    modal([input({ type: 'email_text_input' }), input({ type: 'email_text_input' })]),
    'blocks: the block_id title comes twice',
  ],
  [
    'a form that can’t be sent',
    { ...modal([input({ type: 'email_text_input' })]), submit: undefined },
    'submit: it isn’t plain text',
  ],
  ['a view without blocks', { type: 'modal', title: plain('x') }, 'blocks: there are none'],
  [
    'a button that asks',
    modal([input({ type: 'button', text: plain('x') })]),
    'blocks[0].element: a button asks nothing',
  ],
  [
    'nothing to choose from',
    modal([input({ type: 'checkboxes' })]),
    'blocks[0].element.options: there are none',
  ],
  ['neither options nor groups', select({}), 'blocks[0].element.options: either options or option_groups'],
  [
    'both',
    select({ options: [option(1)], option_groups: groups(1) }),
    'blocks[0].element.options: either options or option_groups',
  ],
  [
    'the same choice twice',
    select({ options: [option(1), option(1)] }),
    'blocks[0].element.options: 1 comes twice',
  ],
  [
    'chosen what isn’t there',
    select({ options: [option(1)], initial_option: option(2) }),
    'blocks[0].element.initial_option: it isn’t among the options',
  ],
  [
    'chosen nothing, said',
    modal([input({ type: 'multi_static_select', options: [option(1)], initial_options: [] })]),
    'blocks[0].element.initial_options: there are none',
  ],
  [
    'a search with options',
    modal([input({ type: 'external_select', options: [option(1)] })]),
    'blocks[0].element: a search has no options',
  ],
  [
    'a long choice of a search',
    modal([input({ type: 'external_select', initial_option: option(1, { value: a(76) }) })]),
    'blocks[0].element.initial_option.value: 76 characters, 75 at most',
  ],
  [
    'a date of nine digits',
    modal([input({ type: 'datetimepicker', initial_date_time: 999_999_999 })]),
    'blocks[0].element.initial_date_time: it hasn’t ten digits',
  ],
  ['a refusal of nothing', { response_action: 'errors', errors: {} }, 'errors: there are none'],
];

test.each(faults)('what Slack refuses is named: %s', (_, payload, fault) => {
  expect(violations(payload)).toContain(fault);
});

test('a date of Slack’s own may stand in markup', () => {
  const text = { type: 'mrkdwn', text: '<!date^1793000000^{ago}|2026-10-26>' };
  expect(violations(message({ type: 'section', text }))).toEqual([]);
});
