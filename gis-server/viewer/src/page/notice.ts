import { element } from './element';

const SHOWN_MS = 5000;

/** A small note over the map that goes by itself; screen readers say it (`role=status`). */
export class Notice {
  private timer: number | undefined;

  constructor(private readonly root: HTMLElement) {}

  show(text: string): void {
    window.clearTimeout(this.timer);
    this.root.replaceChildren(element('p', { class: 'notice-text' }, text));
    this.timer = window.setTimeout(() => this.root.replaceChildren(), SHOWN_MS);
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
