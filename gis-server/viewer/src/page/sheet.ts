import type { LanguageChoice } from '../language/choice';
import { element } from './element';
import { texts } from './texts';

/** Below this width the side panel is a sheet at the bottom; the same number stands in page.css. */
const NARROW = '(max-width: 719px)';

/** The panel beside the map: on a phone a sheet at the bottom that opens and closes. */
export class Sheet {
  readonly body: HTMLElement;
  private readonly handle: HTMLButtonElement;

  constructor(root: HTMLElement, choice: LanguageChoice) {
    this.body = element('div', { class: 'sheet-body', id: 'side-body' });
    const label = element('span', { class: 'sheet-label' });
    this.handle = element(
      'button',
      { type: 'button', class: 'sheet-handle', 'aria-controls': 'side-body' },
      element('span', { class: 'sheet-grip', 'aria-hidden': 'true' }),
      label,
    );
    this.handle.addEventListener('click', () => this.open(!this.isOpen()));
    root.replaceChildren(this.handle, this.body);
    choice.bind(() => {
      label.textContent = texts[choice.current].side;
      root.setAttribute('aria-label', texts[choice.current].side);
    });
    const narrow = window.matchMedia(NARROW);
    this.open(!narrow.matches);
    narrow.addEventListener('change', () => this.open(!narrow.matches));
  }

  /** Leaves the map free on a phone; does nothing where there is room for both. */
  makeRoom(): void {
    if (window.matchMedia(NARROW).matches) this.open(false);
  }

  private isOpen(): boolean {
    return !this.body.hidden;
  }

  private open(open: boolean): void {
    this.body.hidden = !open;
    this.handle.setAttribute('aria-expanded', String(open));
  }
}
