import './dutyDesk.css';
import type { Language, LanguageChoice } from '../language/choice';
import { element, signButton, textButton } from './element';
import { icon } from './icon';
import { Sheet } from './sheet';

/** What tells one desk from another, and what it draws. */
export interface DutyDeskParts<P extends string> {
  /** Of which one is shown at a time; the first is shown at first. */
  parts: readonly P[];
  words(language: Language): { name: string; close: string; parts: string } & Record<P, string>;
  /** What stands in a part; asked for whenever it is drawn. */
  content(part: P): HTMLElement[];
  /** Another part, or the same anew, was chosen, and is drawn then. */
  onChosen?(): void;
  onClosed(): void;
}

/** A desk in place of the side panel, beside the map; on a phone a sheet. Its parts take turns. */
export class DutyDesk<P extends string> {
  private readonly sheet: Sheet;
  private readonly heading = element('h2', { class: 'section-heading', tabindex: '-1' });
  private readonly modes = element('div', { class: 'modes', role: 'group' });
  private readonly place = element('div', { class: 'desk-place' });
  private readonly closing: HTMLButtonElement;
  private shown: P;
  private offered: readonly P[];

  constructor(
    private readonly root: HTMLElement,
    private readonly choice: LanguageChoice,
    private readonly parts: DutyDeskParts<P>,
  ) {
    this.offered = parts.parts;
    this.shown = parts.parts[0] as P;
    this.sheet = new Sheet(root, choice, {
      sizes: ['peek', 'half', 'full'],
      name: (language) => parts.words(language).name,
    });
    this.closing = signButton(icon('close'), '', () => this.close());
    this.sheet.body.append(
      element('div', { class: 'layers-head' }, this.heading, this.closing),
      this.modes,
      this.place,
    );
    choice.bind(() => this.draw());
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  get part(): P {
    return this.shown;
  }

  open(): void {
    this.root.hidden = false;
    this.root.parentElement?.classList.add('has-desk');
    this.sheet.setSize('half');
    this.draw();
    this.heading.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    this.root.hidden = true;
    this.root.parentElement?.classList.remove('has-desk');
    this.place.replaceChildren();
    this.parts.onClosed();
  }

  /** Stands below every part. */
  append(below: HTMLElement): void {
    this.sheet.body.append(below);
  }

  /** Leaves the map free on a phone. */
  makeRoom(): void {
    this.sheet.makeRoom();
  }

  /** Comes back into view on a phone. */
  show(): void {
    this.sheet.show();
  }

  toTop(): void {
    this.sheet.body.scrollTop = 0;
  }

  /** Some parts are not for everybody. */
  offer(parts: readonly P[]): void {
    this.offered = parts;
    if (!parts.includes(this.shown)) this.shown = parts[0] ?? this.shown;
    this.draw();
  }

  /** Shows a part, as a link asks for it. */
  turnTo(part: P): void {
    this.shown = part;
    this.draw();
  }

  /** The keyboard goes to the button of the part that is shown. */
  focusPart(): void {
    document.getElementById(this.idOf(this.shown))?.focus();
  }

  private choose(part: P): void {
    this.shown = part;
    this.parts.onChosen?.();
    this.draw();
    this.focusPart();
    this.toTop();
  }

  /** What is made anew keeps the keyboard, and what stood open stays so. */
  drawPart(): void {
    if (!this.isOpen) return;
    const { place } = this;
    const held = place.contains(document.activeElement) ? (document.activeElement?.id ?? '') : '';
    const more = () => place.querySelector<HTMLDetailsElement>('.desk-more');
    const wasOpen = more()?.open ?? false;
    place.replaceChildren(...this.parts.content(this.shown));
    const now = more();
    if (now !== null) now.open = wasOpen;
    if (held !== '') document.getElementById(held)?.focus();
  }

  private draw(): void {
    const words = this.parts.words(this.choice.current);
    this.heading.textContent = words.name;
    this.closing.title = words.close;
    this.closing.setAttribute('aria-label', words.close);
    this.modes.setAttribute('aria-label', words.parts);
    this.modes.replaceChildren(
      ...this.offered.map((part) => {
        const button = textButton(words[part], 'button-small mode', () => this.choose(part));
        button.id = this.idOf(part);
        button.setAttribute('aria-pressed', String(part === this.shown));
        return button;
      }),
    );
    this.drawPart();
  }

  private idOf(part: P): string {
    return `${this.root.id}-${part}`;
  }
}
