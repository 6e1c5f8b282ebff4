import type { Language, LanguageChoice } from '../language/choice';
import { element, signButton } from './element';
import { icon } from './icon';
import { texts } from './texts';

/** Below this width the panels are sheets at the bottom; the same number stands in page.css. */
const NARROW = '(max-width: 719px)';
/** A shorter way is a click. */
const CLICK_PX = 6;

/** How much of the screen a sheet takes: its handle only, about half, nearly all. */
export type SheetSize = 'peek' | 'half' | 'full';

/** The parts of the screen's height; the same stand in page.css. */
const HEIGHTS: Record<SheetSize, number> = { peek: 0.07, half: 0.5, full: 0.95 };

/** What tells one sheet from another. */
export interface SheetParts {
  /** From small to large. */
  sizes: readonly SheetSize[];
  name(language: Language): string;
  /** Drawn down below its smallest size; a sheet without this stays. */
  onDismissed?(): void;
}

/**
 * A panel beside the map; on a phone a sheet at the bottom, drawn larger and smaller by its handle,
 * with the finger, or with Enter and the arrow keys.
 */
export class Sheet {
  readonly body: HTMLElement;
  private readonly handle: HTMLButtonElement;
  private readonly whole: HTMLButtonElement;
  private readonly narrow = window.matchMedia(NARROW);
  private size: SheetSize;

  constructor(
    private readonly root: HTMLElement,
    private readonly choice: LanguageChoice,
    private readonly parts: SheetParts,
  ) {
    const id = `${root.id}-body`;
    this.body = element('div', { class: 'sheet-body', id });
    const label = element('span', { class: 'sheet-label' });
    this.handle = element(
      'button',
      { type: 'button', class: 'sheet-handle', 'aria-controls': id },
      element('span', { class: 'sheet-grip', 'aria-hidden': 'true' }),
      label,
    );
    this.whole = signButton(icon('up'), '', () =>
      this.setSize(this.size === 'full' ? 'half' : 'full'),
    );
    this.whole.classList.add('sheet-whole');
    const head = element('div', { class: 'sheet-head' }, this.handle, this.whole);
    root.replaceChildren(head, this.body);
    this.size = this.smallest();
    this.listen();
    choice.bind(() => {
      const name = parts.name(choice.current);
      label.textContent = name;
      root.setAttribute('aria-label', name);
      this.setSize(this.size);
    });
    this.narrow.addEventListener('change', () => this.setSize(this.smallest()));
  }

  /** Leaves the map free on a phone; does nothing where there is room for both. */
  makeRoom(): void {
    if (this.narrow.matches) this.setSize(this.smallest());
  }

  /** Shows what lies in it, on a phone too. */
  show(): void {
    if (this.narrow.matches && this.size === 'peek') this.setSize('half');
  }

  setSize(size: SheetSize): void {
    this.size = size;
    this.root.dataset['size'] = size;
    this.root.style.removeProperty('--sheet-height');
    // What cannot be seen must not take the keyboard.
    this.body.hidden = this.narrow.matches && size === 'peek';
    this.handle.setAttribute('aria-expanded', String(!this.body.hidden));
    const words = texts[this.choice.current];
    const action = size === 'full' ? words.sheetSmaller : words.sheetLarger;
    this.whole.setAttribute('aria-label', action);
    this.whole.title = action;
    this.whole.dataset['turned'] = String(size === 'full');
  }

  private smallest(): SheetSize {
    return this.parts.sizes[0] ?? 'half';
  }

  private step(by: 1 | -1): void {
    const { sizes } = this.parts;
    const next = sizes[sizes.indexOf(this.size) + by];
    if (next !== undefined) this.setSize(next);
  }

  private listen(): void {
    let wasDragged = false;
    this.handle.addEventListener('click', () => {
      // A drag ends with a click, too.
      if (!wasDragged) this.setSize(this.size === 'half' ? this.otherThanHalf() : 'half');
      wasDragged = false;
    });
    this.handle.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowUp') this.step(1);
      else if (event.key === 'ArrowDown') this.step(-1);
      else return;
      event.preventDefault();
    });
    this.root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.narrow.matches || this.parts.sizes[0] !== 'peek') return;
      this.setSize('peek');
      this.handle.focus();
    });
    this.handle.addEventListener('pointerdown', (down) => {
      if (!this.narrow.matches) return;
      wasDragged = false;
      this.handle.setPointerCapture(down.pointerId);
      const start = this.root.getBoundingClientRect().height;
      const move = (event: PointerEvent) => {
        const way = down.clientY - event.clientY;
        if (!wasDragged && Math.abs(way) < CLICK_PX) return;
        wasDragged = true;
        this.body.hidden = false;
        this.root.style.setProperty('--sheet-height', `${Math.max(0, start + way)}px`);
      };
      const end = () => {
        this.handle.removeEventListener('pointermove', move);
        this.handle.removeEventListener('pointerup', end);
        this.handle.removeEventListener('pointercancel', end);
        if (wasDragged) this.settle();
      };
      this.handle.addEventListener('pointermove', move);
      this.handle.addEventListener('pointerup', end);
      this.handle.addEventListener('pointercancel', end);
    });
  }

  /** Takes the size that is nearest to where it was let go. */
  private settle(): void {
    const all = this.root.parentElement?.closest('.stage')?.clientHeight ?? window.innerHeight;
    const part = this.root.getBoundingClientRect().height / all;
    const { sizes, onDismissed } = this.parts;
    if (onDismissed !== undefined && part < HEIGHTS[this.smallest()] / 2) {
      this.setSize(this.smallest());
      onDismissed();
      return;
    }
    const distance = (size: SheetSize) => Math.abs(HEIGHTS[size] - part);
    this.setSize([...sizes].sort((a, b) => distance(a) - distance(b))[0] ?? this.size);
  }

  private otherThanHalf(): SheetSize {
    return this.parts.sizes.includes('peek') ? 'peek' : 'full';
  }
}
