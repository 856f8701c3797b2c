// Makes one part of the page like its newer version, touching only what differs: focus, scrolling, opened
// details and whatever is being typed stay as they are.

/**
 * @param {Element} old stays in the page
 * @param {Element} fresh is taken apart
 */
export function morph(old, fresh) {
  if (old.hasAttribute('data-own') || old.isEqualNode(fresh)) return;
  sameAttributes(old, fresh);
  const kept = new Map();
  for (const child of old.children) if (keyOf(child)) kept.set(keyOf(child), child);
  let place = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const match =
      next instanceof Element && keyOf(next) ? kept.get(keyOf(next)) : alike(place, next) ? place : null;
    if (!match) {
      old.insertBefore(next, place);
      continue;
    }
    if (match === place) place = place?.nextSibling ?? null;
    else old.insertBefore(match, place);
    if (match instanceof Element && next instanceof Element) morph(match, next);
    else if (match.nodeValue !== next.nodeValue) match.nodeValue = next.nodeValue;
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}

/** @param {Element} element */
function keyOf(element) {
  return element.getAttribute('data-key') ?? '';
}

/**
 * @param {ChildNode | null} a
 * @param {ChildNode} b
 */
function alike(a, b) {
  if (!a || a.nodeType !== b.nodeType) return false;
  return !(a instanceof Element && b instanceof Element) || (a.tagName === b.tagName && !keyOf(a));
}

/** What a reader has opened stays open.
 * @param {Element} old
 * @param {Element} fresh
 */
function sameAttributes(old, fresh) {
  const own = old instanceof HTMLDetailsElement ? ['open'] : [];
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !own.includes(name)) old.removeAttribute(name);
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) !== value && !own.includes(name)) old.setAttribute(name, value);
  }
}
