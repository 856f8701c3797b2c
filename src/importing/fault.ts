// What is wrong with a file that someone wants to import, as values: each has a sentence with the next step
// in every language (`import.fault.CODE` in src/ui/messages).

export const faultCodes = [
  // The file as a whole
  'file.empty',
  'file.too-large',
  'file.too-large-unpacked',
  'file.damaged',
  'file.encrypted',
  'file.xls',
  'file.ods',
  'file.pdf',
  'file.unknown',
  'file.encoding',
  'file.quotes',
  'file.no-lines',
  'file.too-many-lines',
  'file.too-many-columns',
  // Its titles
  'header.unknown',
  'header.missing',
  'header.doubled',
  // A cell, whatever it is about
  'cell.formula',
  'cell.error',
  'cell.merged',
  'cell.too-long',
  'cell.untitled',
  // A value
  'value.missing',
  'value.too-long',
  'value.no-letter',
  'legal-form.unknown',
  'sector.unreadable',
  'yes-no.unknown',
  'mail.invalid',
  'language.unknown',
  'amount.unreadable',
  'objective.unreadable',
  'objective.date',
  'objective.unknown',
  // What institutions, people and proposals are to each other
  'institution.unknown',
  'institution.doubled',
  'institution.known-twice',
  'votes-with.unknown',
  'votes-with.itself',
  'votes-with.chain',
  'person.doubled',
  'proposal.doubled',
] as const;

export type FaultCode = (typeof faultCodes)[number];

export interface Fault {
  code: FaultCode;
  /** The line as the person sees it in the file, from 1; null when it is about the file as a whole. */
  line: number | null;
  /** What the sentence needs. `columns` are names of columns, said in the reader’s language. */
  params: { columns?: readonly string[] } & Record<string, string | number | readonly string[]>;
}

/** Nothing is imported. */
export interface Rejected {
  rejected: readonly [Fault, ...Fault[]];
}

/** A file that can’t be read at all, and why. */
export function unreadable(
  code: FaultCode,
  params: Fault['params'] = {},
  line: number | null = null,
): Rejected {
  return { rejected: [{ code, line, params }] };
}

export function isRejected(value: object): value is Rejected {
  return 'rejected' in value;
}
