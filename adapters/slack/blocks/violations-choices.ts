// Faults of what a payload lets one choose from.

import { limits } from './limits.ts';
import {
  duplicates,
  type Faults,
  given,
  listAt,
  type Payload,
  plainObject,
  readPayload,
} from './violations-texts.ts';

/** The options of a list, or their groups: one of the two. */
export function choiceFaults(holder: Payload, at: string, faults: Faults): void {
  const options = listAt(holder, 'options');
  const groups = listAt(holder, 'option_groups');
  if (!options === !groups) faults.push(`${at}options: either options or option_groups`);
  if (options) listFaults(options, `${at}options`, limits.options, faults);
  if (!groups) return;
  if (groups.length > limits.optionGroups)
    faults.push(`${at}option_groups: ${groups.length}, ${limits.optionGroups} at most`);
  for (const [i, group] of groups.entries()) {
    const read = readPayload(group) ?? {};
    const place = `${at}option_groups[${i}]`;
    plainObject(read.label, `${place}.label`, limits.groupLabel, faults);
    listFaults(listAt(read, 'options') ?? [], `${place}.options`, limits.options, faults);
  }
}

/** What is chosen already has to be, word for word, among what can be chosen. */
export function chosenFaults(holder: Payload, at: string, faults: Faults): void {
  const offered = [
    ...(listAt(holder, 'options') ?? []),
    ...(listAt(holder, 'option_groups') ?? []).flatMap((g) => listAt(readPayload(g) ?? {}, 'options') ?? []),
  ].map((option) => JSON.stringify(option));
  const chosen = listAt(holder, 'initial_options');
  if (chosen?.length === 0) faults.push(`${at}.initial_options: there are none`);
  const search = `${holder.type}`.includes('external');
  for (const option of [...(chosen ?? []), holder.initial_option].filter((o) => o !== undefined)) {
    if (search) optionFaults(readPayload(option) ?? {}, `${at}.initial_option`, faults);
    else if (!offered.includes(JSON.stringify(option)))
      faults.push(`${at}.initial_option: it isn’t among the options`);
  }
}

/** The options of one element. */
export function listFaults(options: readonly unknown[], at: string, most: number, faults: Faults): void {
  if (options.length > most) faults.push(`${at}: ${options.length}, ${most} at most`);
  const read = options.map((option) => readPayload(option) ?? {});
  for (const [i, option] of read.entries()) optionFaults(option, `${at}[${i}]`, faults);
  for (const value of duplicates(read.map((o) => o.value))) faults.push(`${at}: ${value} comes twice`);
}

function optionFaults(option: Payload, at: string, faults: Faults): void {
  plainObject(option.text, `${at}.text`, limits.option.text, faults);
  given(option.value, `${at}.value`, limits.option.value, faults);
  if (option.description !== undefined)
    plainObject(option.description, `${at}.description`, limits.option.description, faults);
}
