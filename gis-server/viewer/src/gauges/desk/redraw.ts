/**
 * Puts new content into a part of the page: what is made anew under the same id keeps the keyboard,
 * and what stood open stays so.
 */
export function redraw(root: HTMLElement, content: readonly Node[]): void {
  const held = root.contains(document.activeElement) ? (document.activeElement?.id ?? '') : '';
  const open = [...root.querySelectorAll('details[open]')].map(({ id }) => id);
  const { scrollTop } = root;
  root.replaceChildren(...content);
  for (const details of root.querySelectorAll('details')) if (open.includes(details.id)) details.open = true;
  root.scrollTop = scrollTop;
  if (held !== '') document.getElementById(held)?.focus({ preventScroll: true });
}
