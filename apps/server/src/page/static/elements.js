/** The page's element of that id; every one asked for is in index.html. */
export const byId = (id) => document.getElementById(id);

/** Sets text only where it differs, so that selections and screen readers are left in peace. */
export function say(id, text) {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
}

/** Makes an element; text from learners only ever becomes text. */
export function make(tag, { text, className, ...attributes } = {}, children = []) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className !== undefined) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const cell = (text, className = '') => make('td', { text, className });
