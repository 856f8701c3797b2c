// Faults of one block of a payload. A kind of block or element that the project doesn’t use is a fault itself.

import { limits } from './limits.ts';
import { measured } from './literal.ts';
import { characters } from './size.ts';
import { choiceFaults, chosenFaults, listFaults } from './violations-choices.ts';
import {
  duplicates,
  type Faults,
  given,
  listAt,
  type Payload,
  plainObject,
  readPayload,
  text,
  textObject,
} from './violations-texts.ts';

export function blockFaults(block: Payload, at: string, faults: Faults): void {
  if (block.block_id !== undefined) given(block.block_id, `${at}.block_id`, limits.blockId, faults);
  const check = blocks[`${block.type}`];
  if (check) check(block, at, faults);
  else faults.push(`${at}: ${block.type} isn’t a block that is used`);
}

type Check = (block: Payload, at: string, faults: Faults) => void;

const blocks: Record<string, Check> = {
  divider: () => {},
  header: (block, at, faults) => {
    plainObject(block.text, `${at}.text`, limits.header, faults);
  },
  section: (block, at, faults) => {
    const fields = listAt(block, 'fields');
    if (block.text === undefined && !fields) faults.push(`${at}: it has neither text nor fields`);
    if (block.text !== undefined) textObject(block.text, `${at}.text`, limits.section.text, faults);
    if (fields?.length === 0) faults.push(`${at}.fields: there are none`);
    counted(fields ?? [], `${at}.fields`, limits.section.fields, faults);
    for (const [i, field] of (fields ?? []).entries())
      textObject(field, `${at}.fields[${i}]`, limits.section.field, faults);
    if (block.accessory !== undefined) elementFaults(block.accessory, `${at}.accessory`, faults);
  },
  context: (block, at, faults) => {
    const elements = some(block, at, limits.context.elements, faults);
    for (const [i, element] of elements.entries())
      textObject(element, `${at}.elements[${i}]`, limits.text, faults);
  },
  actions: (block, at, faults) => {
    const elements = some(block, at, limits.actions.elements, faults);
    for (const [i, element] of elements.entries()) elementFaults(element, `${at}.elements[${i}]`, faults);
    for (const id of duplicates(elements.map((e) => readPayload(e)?.action_id)))
      faults.push(`${at}: the action_id ${id} comes twice`);
  },
  input: (block, at, faults) => {
    plainObject(block.label, `${at}.label`, limits.input.label, faults);
    if (block.hint !== undefined) plainObject(block.hint, `${at}.hint`, limits.input.hint, faults);
    if (readPayload(block.element)?.type === 'button') faults.push(`${at}.element: a button asks nothing`);
    elementFaults(block.element, `${at}.element`, faults);
  },
  rich_text: (block, at, faults) => {
    const size = characters(block);
    if (size > limits.text) faults.push(`${at}: ${size} characters, ${limits.text} at most`);
    richFaults(block, at, faults);
  },
};

const richTypes = /^rich_text_(section|list|quote|preformatted)$/;

/** Words and dates alone: any other element would be a link, a mention or a picture. */
function richFaults(holder: Payload, at: string, faults: Faults): void {
  for (const [i, element] of some(holder, at, Number.POSITIVE_INFINITY, faults).entries()) {
    const read = readPayload(element) ?? {};
    const place = `${at}.elements[${i}]`;
    if (richTypes.test(`${read.type}`)) richFaults(read, place, faults);
    else if (read.type === 'text') text(read.text, place, limits.text, faults, 'plain');
    else if (read.type !== 'date') faults.push(`${place}: ${read.type} would act`);
    else if (!Number.isInteger(read.timestamp) || read.url !== undefined)
      faults.push(`${place}: it isn’t a date`);
  }
}

function elementFaults(value: unknown, at: string, faults: Faults): void {
  const element = readPayload(value) ?? {};
  given(element.action_id, `${at}.action_id`, limits.actionId, faults);
  if (element.placeholder !== undefined)
    plainObject(element.placeholder, `${at}.placeholder`, limits.placeholder, faults);
  if (element.confirm !== undefined) confirmFaults(readPayload(element.confirm) ?? {}, at, faults);
  const check = elements[`${element.type}`];
  if (check) check(element, at, faults);
  else faults.push(`${at}: ${element.type} isn’t an element that is used`);
}

const select: Check = (element, at, faults) => {
  choiceFaults(element, `${at}.`, faults);
  chosenFaults(element, at, faults);
};

const search: Check = (element, at, faults) => {
  if ('options' in element || 'option_groups' in element) faults.push(`${at}: a search has no options`);
  chosenFaults(element, at, faults);
};

const few =
  (most: number): Check =>
  (element, at, faults) => {
    const options = listAt(element, 'options') ?? [];
    if (options.length === 0) faults.push(`${at}.options: there are none`);
    listFaults(options, `${at}.options`, most, faults);
    chosenFaults(element, at, faults);
  };

const elements: Record<string, Check> = {
  button: (button, at, faults) => {
    plainObject(button.text, `${at}.text`, limits.button.text, faults);
    if (button.value !== undefined) given(button.value, `${at}.value`, limits.button.value, faults);
    if (button.url !== undefined) given(button.url, `${at}.url`, limits.button.url, faults);
    if (button.accessibility_label !== undefined)
      given(button.accessibility_label, `${at}.accessibility_label`, limits.button.spoken, faults);
    if (button.style !== undefined && button.style !== 'primary' && button.style !== 'danger')
      faults.push(`${at}.style: there is no ${button.style}`);
  },
  plain_text_input: (input, at, faults) => {
    const most = typeof input.max_length === 'number' ? input.max_length : limits.typed;
    if (most < 1 || most > limits.typed) faults.push(`${at}.max_length: ${most}, ${limits.typed} at most`);
    const size = typeof input.initial_value === 'string' ? measured(input.initial_value) : 0;
    if (size > most) faults.push(`${at}.initial_value: ${size} characters, ${most} at most`);
  },
  email_text_input: () => {},
  datetimepicker: ({ initial_date_time: initial }, at, faults) => {
    if (initial !== undefined && !/^\d{10}$/.test(`${initial}`))
      faults.push(`${at}.initial_date_time: it hasn’t ten digits`);
  },
  static_select: select,
  multi_static_select: select,
  users_select: () => {},
  multi_users_select: () => {},
  conversations_select: () => {},
  file_input: ({ max_files: most }, at, faults) => {
    if (most !== undefined && !(Number(most) >= 1 && Number(most) <= limits.files))
      faults.push(`${at}.max_files: ${most}, ${limits.files} at most`);
  },
  external_select: search,
  multi_external_select: search,
  radio_buttons: few(limits.radioButtons),
  checkboxes: few(limits.checkboxes),
};

function confirmFaults({ title, text: said, confirm, deny }: Payload, at: string, faults: Faults): void {
  const most = limits.confirm;
  if (title !== undefined) plainObject(title, `${at}.confirm.title`, most.title, faults);
  textObject(said, `${at}.confirm.text`, most.text, faults);
  if (confirm !== undefined) plainObject(confirm, `${at}.confirm.confirm`, most.button, faults);
  if (deny !== undefined) plainObject(deny, `${at}.confirm.deny`, most.button, faults);
}

/** Its elements, of which there is at least one. */
function some(holder: Payload, at: string, most: number, faults: Faults): unknown[] {
  const found = listAt(holder, 'elements') ?? [];
  if (found.length === 0) faults.push(`${at}.elements: there are none`);
  counted(found, `${at}.elements`, most, faults);
  return found;
}

function counted(found: readonly unknown[], at: string, most: number, faults: Faults): void {
  if (found.length > most) faults.push(`${at}: ${found.length}, ${most} at most`);
}
