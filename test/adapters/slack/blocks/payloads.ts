// Payloads as short as they can be, to be made too long in one place.

export const a = (n: number) => 'a'.repeat(n);
export const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
export const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
export const word = (text: string) => ({ type: 'text', text });
export const message = (...blocks: object[]) => ({ text: 'Bonjour', blocks });
export const modal = (blocks: object[], more: object = {}) => ({
  type: 'modal',
  title: plain('Titre'),
  submit: plain('Envoyer'),
  blocks,
  ...more,
});
export const button = (more: object = {}) => ({
  type: 'button',
  text: plain('Ouvrir'),
  action_id: 'a',
  ...more,
});
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const input = (element: object, more: object = {}) => ({
  type: 'input',
  block_id: 'title',
  label: plain('Titre'),
  element: { action_id: 'answer', ...element },
  ...more,
});
export const option = (i: number, more: object = {}) => ({
  text: plain(`Choix ${i}`),
  value: `${i}`,
  ...more,
});
export const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));
export const dividers = (n: number) => times(n, () => ({ type: 'divider' }));
export const select = (more: object) => modal([input({ type: 'static_select', ...more })]);
export const groups = (n: number, label = 'G') =>
  times(n, (i) => ({ label: plain(label), options: [option(i)] }));
export const confirm = (more: object) =>
  message(
    actions(
      button({
        confirm: { title: plain('T'), text: plain('t'), confirm: plain('O'), deny: plain('N'), ...more },
      }),
    ),
  );
