// Where this page stands, and the few words that scripts say of themselves, as the server gave them.

const { person = '', lang = 'fr', at = 'salon', words = '{}' } = document.body.dataset;

export const here = { person, lang, at };

/** @type {Record<string, string>} */
const said = JSON.parse(words);

/** @param {string} key */
export function word(key) {
  return said[key] ?? '';
}

/**
 * An address that carries the place along.
 * @param {string} path
 * @param {Record<string, string>} [more]
 */
export function to(path, more = {}) {
  const all = new URLSearchParams(location.search).has('all') ? { all: '1' } : {};
  return `${path}?${new URLSearchParams({ as: person, lang, in: at, ...all, ...more })}`;
}

/** @param {string} href */
export function asFragment(href) {
  const url = new URL(href, location.href);
  url.searchParams.set('fragment', '1');
  return url;
}

/**
 * The element that there is, or a fault in the page.
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {T}
 */
export function one(selector, within = document) {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return /** @type {T} */ (found);
}

/**
 * Says something at the top of the conversation; screen readers hear it.
 * @param {string} markup as the server sent it, escaped
 */
export function tell(markup) {
  const status = one('#status');
  status.innerHTML = markup;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'button quiet';
  close.textContent = word('close');
  close.addEventListener('click', () => status.replaceChildren());
  if (status.firstElementChild) status.append(close);
}

/**
 * Says a sentence of the page’s own.
 * @param {string} text
 */
export function tellText(text) {
  const p = document.createElement('p');
  p.textContent = text;
  tell(p.outerHTML);
}

/**
 * Where a form is sent. A field of it may be called `action`, and then `form.action` is that field.
 * @param {HTMLFormElement} form
 */
export function addressOf(form) {
  return new URL(form.getAttribute('action') ?? '', location.href);
}

/**
 * Whether this is an answer of the page’s own. What couldn’t even be read, and faults of the service, are told in
 * a sentence instead.
 * @param {Response} answer
 */
export function isMarkup(answer) {
  return (answer.headers.get('content-type') ?? 'text/html').startsWith('text/html');
}

/**
 * Why there is no answer of the page’s own, and what to do next.
 * @param {Response} answer
 */
export async function sentenceOf(answer) {
  const said = await answer.text();
  if (!answer.headers.get('content-type')?.startsWith('application/json')) return said;
  const { text, next } = JSON.parse(said);
  return `${text} ${next}`;
}

/**
 * The same as markup.
 * @param {Response} answer
 */
export async function refusalOf(answer) {
  const p = document.createElement('p');
  p.className = 'refusal';
  p.setAttribute('role', 'alert');
  p.textContent = await sentenceOf(answer);
  return p.outerHTML;
}
