// Payloads as short as they can be, to be made too long in one place.

export const a = (n: number) => 'a'.repeat(n);
export const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));
export const text = (content: string) => ({ type: 10, content });
export const button = (more: object = {}) => ({
  type: 2,
  style: 2,
  label: 'Ouvrir',
  custom_id: 'a',
  ...more,
});
export const row = (...components: object[]) => ({ type: 1, components });
export const container = (...components: object[]) => ({ type: 17, components });
export const message = (components: object[], more: object = {}) => ({
  flags: 32_768,
  components,
  allowed_mentions: { parse: [] },
  ...more,
});
export const option = (i: number, more: object = {}) => ({ label: `Choix ${i}`, value: `${i}`, ...more });
export const select = (more: object = {}) => ({ type: 3, custom_id: 's', options: [option(1)], ...more });
export const input = (more: object = {}) => ({ type: 4, style: 1, custom_id: 'i', ...more });
export const label = (component: object, more: object = {}) => ({
  type: 18,
  label: 'Titre',
  component,
  ...more,
});
export const modal = (components: object[], more: object = {}) => ({
  title: 'Titre',
  custom_id: 'm',
  components,
  ...more,
});
