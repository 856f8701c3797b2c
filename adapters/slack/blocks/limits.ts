// What Slack accepts of a payload, as data; and how much of it is shown at once, which is less.

/** In characters, unless it says otherwise. From the reference of Block Kit and of the Web API. */
export const limits = {
  message: { blocks: 50, characters: 12_000, fallback: 4000 },
  view: {
    blocks: 100,
    bytes: 250_000,
    title: 24,
    submit: 24,
    close: 24,
    callbackId: 255,
    externalId: 255,
    privateMetadata: 3000,
  },
  blockId: 255,
  actionId: 255,
  text: 3000,
  section: { text: 3000, fields: 10, field: 2000 },
  header: 150,
  context: { elements: 10 },
  actions: { elements: 25 },
  button: { text: 75, value: 2000, url: 3000, spoken: 75 },
  option: { text: 75, value: 75, description: 75 },
  options: 100,
  optionGroups: 100,
  groupLabel: 75,
  checkboxes: 10,
  files: 10,
  radioButtons: 10,
  input: { label: 2000, hint: 2000, error: 2000 },
  placeholder: 150,
  typed: 3000,
  confirm: { title: 100, text: 300, button: 30 },
} as const;

/** What is shown at once, so that a telephone can still be read; the rest is one tap away. */
export const shown = {
  /** A message, before 'Tout lire' opens the rest. */
  message: { blocks: 40, characters: 6000 },
  /** A page of reading, before 'Suite'. */
  page: { blocks: 90, bytes: 60_000 },
  /** A page of a form. */
  form: { blocks: 80, bytes: 180_000 },
  /** Of a list, before its next block: a message then shows as many of its lines as fit. */
  list: 1500,
} as const;
