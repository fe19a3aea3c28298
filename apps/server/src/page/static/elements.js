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
  return filled(element, { text, className, attributes, children });
}

/** The same for a drawing. */
export function draw(tag, { text, className, ...attributes } = {}, children = []) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  if (className !== undefined) element.setAttribute('class', className);
  return filled(element, { text, attributes, children });
}

function filled(element, { text, className, attributes, children }) {
  if (text !== undefined) element.textContent = text;
  if (className !== undefined) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const cell = (text, className = '') => make('td', { text, className });

export const badge = (state, text) => make('span', { text, className: 'badge', 'data-state': state });

/** Draws anew only when what it is drawn from has changed, so that focus and scrolling stay where they are. */
export function drawnFrom(draw) {
  let before;
  return (...parts) => {
    const now = JSON.stringify(parts);
    if (now === before) return;
    before = now;
    draw(...parts);
  };
}
