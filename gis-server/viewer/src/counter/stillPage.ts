/**
 * Takes from the page what a terminal must not offer: menus of the browser, dragging things out,
 * other windows, and making the page itself larger or smaller (the map keeps its own zoom).
 */
export function keepStill(page: Document): void {
  for (const kind of ['contextmenu', 'dragstart', 'gesturestart', 'auxclick']) {
    page.addEventListener(kind, (event) => event.preventDefault());
  }
  page.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
  page.addEventListener('keydown', (event) => {
    const makesLarger = (event.ctrlKey || event.metaKey) && ['+', '-', '=', '0'].includes(event.key);
    const opensOrSaves = (event.ctrlKey || event.metaKey) && ['n', 't', 'o', 's', 'p', 'u', 'f'].includes(event.key.toLowerCase());
    if (makesLarger || opensOrSaves) event.preventDefault();
  });
}
