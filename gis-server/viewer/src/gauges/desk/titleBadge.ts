const BLINK_MS = 1200;

/** Alerts that wait stand in the title of the window, which blinks, so that another tab shows them. */
export class TitleBadge {
  private words = '';
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly usual = document.title;

  /** @param words empty for none */
  show(words: string): void {
    if (words === this.words) return;
    this.words = words;
    clearInterval(this.timer);
    document.title = words === '' ? this.usual : `${words} ${this.usual}`;
    if (words === '' || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let isOn = true;
    this.timer = setInterval(() => {
      isOn = !isOn;
      document.title = isOn ? `${this.words} ${this.usual}` : `● ${this.usual}`;
    }, BLINK_MS);
  }
}
