import { element } from './element';

const SHOWN_MS = 5000;

/** More at once would hide the map. */
const MOST_SHOWN = 3;

/** Small notes over the map that go by themselves; screen readers say them (`role=status`). */
export class Notice {
  constructor(private readonly root: HTMLElement) {}

  /** The newest stands below; one does not take the place of another that nobody has read yet. */
  show(text: string): void {
    const note = element('p', { class: 'notice-text' }, text);
    for (const same of this.root.children) if (same.textContent === text) same.remove();
    this.root.append(note);
    while (this.root.children.length > MOST_SHOWN) this.root.firstElementChild?.remove();
    window.setTimeout(() => note.remove(), SHOWN_MS);
  }
}

/** A bar under the header that stays until the trouble is over, with the way out of it. */
export class TroubleBar {
  constructor(private readonly root: HTMLElement) {}

  show(text: string, action: string, act: () => void): void {
    const button = element('button', { type: 'button', class: 'button button-small' }, action);
    button.addEventListener('click', act);
    this.root.replaceChildren(element('p', {}, text), button);
    this.root.hidden = false;
  }

  clear(): void {
    this.root.hidden = true;
    this.root.replaceChildren();
  }
}
