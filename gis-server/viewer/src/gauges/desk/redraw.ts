/** A press that lasts longer is none: its end was lost outside of the window. */
const LONGEST_PRESS_MS = 2000;

const waiting = new Map<HTMLElement, readonly Node[]>();
let pressedAt = Number.NEGATIVE_INFINITY;
let isListening = false;

/**
 * Puts new content into a part of the page: what is made anew under the same id keeps the keyboard,
 * and what stood open stays so. While something is being pressed it waits for the end of that: a
 * button that is taken away under the finger would not be pressed.
 */
export function redraw(root: HTMLElement, content: readonly Node[]): void {
  listen();
  if (performance.now() - pressedAt < LONGEST_PRESS_MS) waiting.set(root, content);
  else put(root, content);
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  window.addEventListener('pointerdown', () => (pressedAt = performance.now()), true);
  for (const end of ['pointerup', 'pointercancel']) {
    // The click comes after it.
    window.addEventListener(end, () => setTimeout(release), true);
  }
}

function release(): void {
  pressedAt = Number.NEGATIVE_INFINITY;
  const all = [...waiting];
  waiting.clear();
  for (const [root, content] of all) put(root, content);
}

function put(root: HTMLElement, content: readonly Node[]): void {
  waiting.delete(root);
  const held = root.contains(document.activeElement) ? (document.activeElement?.id ?? '') : '';
  const open = [...root.querySelectorAll('details[open]')].map(({ id }) => id);
  const { scrollTop } = root;
  root.replaceChildren(...content);
  for (const details of root.querySelectorAll('details')) if (open.includes(details.id)) details.open = true;
  root.scrollTop = scrollTop;
  if (held !== '') document.getElementById(held)?.focus({ preventScroll: true });
}
