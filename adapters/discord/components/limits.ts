// What Discord accepts of a payload, as data; and how much of it is shown at once, which is less.

/** In characters, unless it says otherwise. From the reference of components and of the interactions. */
export const limits = {
  /** Of all the texts of a message together, and of all its components, those inside others counted. */
  message: { characters: 4000, components: 40 },
  customId: 100,
  row: { buttons: 5 },
  button: { label: 80 },
  select: { options: 25, placeholder: 150 },
  option: { label: 100, value: 100, description: 100 },
  modal: { title: 45, components: 5 },
  label: { label: 45, description: 100 },
  input: { typed: 4000, placeholder: 100 },
  files: 10,
} as const;

/** What is shown at once, so that a telephone can still be read; the rest is one tap away. */
export const shown = {
  /** A message, before 'Tout lire' opens the rest. */
  message: { characters: 3400, components: 35 },
  /** A page of reading, before 'Suite'. */
  page: { characters: 3400, components: 32 },
  /** Of a list, before its next piece: a message then shows as many of its lines as fit. */
  list: 1200,
  /** Of what a field or a button is called, where it stands above in full. */
  line: 300,
} as const;
