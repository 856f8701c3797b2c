// Each of Discord’s limits takes what just fits, and names what is one too many, with its place.

import { expect, test } from 'vitest';
import { violations } from '../../../../adapters/discord/components/violations.ts';
import {
  a,
  button,
  container,
  input,
  label,
  message,
  modal,
  option,
  row,
  select,
  text,
  times,
} from './payloads.ts';

const asked = (component: object, more: object = {}) => modal([label(component, more)]);
const chosen = (more: object) => message([row(select(more))]);

/** What just fits, what is one too many, and where the fault is. */
const edges: [limit: string, at: (n: number) => unknown, most: number, fault: string][] = [
  [
    'components in all',
    (n) => message([container(...times(n - 1, () => text('a')))]),
    40,
    'components: 41, 40 at most',
  ],
  [
    'characters in all',
    (n) => message([text(a(3000)), text(a(n - 3000))]),
    4000,
    'components: 4001 characters, 4000 at most',
  ],
  [
    'buttons in a row',
    (n) => message([row(...times(n, (i) => button({ custom_id: `${i}` })))]),
    5,
    'components[0].components: 6, 5 at most',
  ],
  [
    'lists in a row',
    (n) => message([row(...times(n, (i) => select({ custom_id: `${i}` })))]),
    1,
    'components[0].components: 2, 1 at most',
  ],
  [
    'the text of a button',
    (n) => message([row(button({ label: a(n) }))]),
    80,
    'components[0].components[0].label: 81 characters, 80 at most',
  ],
  [
    'an id',
    (n) => message([row(button({ custom_id: a(n) }))]),
    100,
    'components[0].components[0].custom_id: 101 characters, 100 at most',
  ],
  [
    'the choices of a list',
    (n) => chosen({ options: times(n, option) }),
    25,
    'components[0].components[0].options: 26, 25 at most',
  ],
  [
    'what stands in an empty list',
    (n) => chosen({ placeholder: a(n) }),
    150,
    'components[0].components[0].placeholder: 151 characters, 150 at most',
  ],
  [
    'a choice',
    (n) => chosen({ options: [option(1, { label: a(n) })] }),
    100,
    'components[0].components[0].options[0].label: 101 characters, 100 at most',
  ],
  [
    'the value of a choice',
    (n) => chosen({ options: [option(1, { value: a(n) })] }),
    100,
    'components[0].components[0].options[0].value: 101 characters, 100 at most',
  ],
  [
    'what stands below a choice',
    (n) => chosen({ options: [option(1, { description: a(n) })] }),
    100,
    'components[0].components[0].options[0].description: 101 characters, 100 at most',
  ],
  [
    'how many are chosen',
    (n) => chosen({ options: times(3, (i) => option(i, { default: true })), max_values: 6 - n }),
    3,
    'components[0].components[0].options chosen: 3, 2 at most',
  ],
  [
    'the title of a modal',
    (n) => modal([text('a')], { title: a(n) }),
    45,
    'title: 46 characters, 45 at most',
  ],
  [
    'the id of a modal',
    (n) => modal([text('a')], { custom_id: a(n) }),
    100,
    'custom_id: 101 characters, 100 at most',
  ],
  ['the components of a modal', (n) => modal(times(n, () => text('a'))), 5, 'components: 6, 5 at most'],
  ['a label', (n) => asked(input(), { label: a(n) }), 45, 'components[0].label: 46 characters, 45 at most'],
  [
    'what stands below a label',
    (n) => asked(input(), { description: a(n) }),
    100,
    'components[0].description: 101 characters, 100 at most',
  ],
  [
    'what can be typed',
    (n) => asked(input({ max_length: n })),
    4000,
    'components[0].component.max_length: 4001, 4000 at most',
  ],
  [
    'what was typed',
    (n) => asked(input({ max_length: 10, value: a(n) })),
    10,
    'components[0].component.value: 11 characters, 10 at most',
  ],
  [
    'what stands in an empty field',
    (n) => asked(input({ placeholder: a(n) })),
    100,
    'components[0].component.placeholder: 101 characters, 100 at most',
  ],
  [
    'files',
    (n) => asked({ type: 19, custom_id: 'f', max_values: n }),
    10,
    'components[0].component.max_values: 11, 10 at most',
  ],
  [
    'people',
    (n) => asked({ type: 5, custom_id: 'p', max_values: n }),
    25,
    'components[0].component.max_values: 26, 25 at most',
  ],
  [
    'who is notified',
    (n) => message([text('a')], { allowed_mentions: { parse: [], users: times(n, String) } }),
    1,
    'allowed_mentions.users: 2, 1 at most',
  ],
];

test.each(edges)('%s', (_, at, most, fault) => {
  expect(violations(at(most))).toEqual([]);
  expect(violations(at(most + 1))).toContain(fault);
});
