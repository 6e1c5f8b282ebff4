type Attributes = Record<string, string | boolean>;

/**
 * An HTML element. A false attribute is left out and a true one stands empty; children are nodes
 * or texts, which are never read as HTML.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

/** The same for drawings. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Node[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

/** A square button with a sign; its words are read out, and shown while one points at it. */
export function signButton(sign: Node, words: string, act: () => void): HTMLButtonElement {
  const attributes = { type: 'button', class: 'icon-button', title: words, 'aria-label': words };
  const button = element('button', attributes, sign);
  button.addEventListener('click', act);
  return button;
}

/** A button with words. */
export function textButton(words: string, kind: string, act: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: `button ${kind}`.trim() }, words);
  button.addEventListener('click', act);
  return button;
}

/** The element that index.html has under an id; a page without it is a fault of ours. */
export function getById(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`index.html has no element #${id}`);
  return found;
}

function setAttributes(made: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false) continue;
    made.setAttribute(name, value === true ? '' : value);
  }
}
