// Small helpers. Text from devices only ever becomes text: nothing here takes markup.

/** The element with this id. */
export const byId = id => document.getElementById(id);

/** Makes an element: a tag with classes after dots, its text or children. */
export function make(tag, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  element.classList.add(...classes);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** The shape of a state. */
export function shape(state) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('shape');
  use.setAttribute('href', `#shape-${state}`);
  svg.append(use);
  return svg;
}

/** Sets a text only where it changes: an unchanged page costs nothing to draw. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
