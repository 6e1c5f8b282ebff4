import { momentText, shortMomentText } from '../language/moments';
import type { LanguageChoice } from '../language/choice';
import { element, signButton, textButton } from '../page/element';
import { icon } from '../page/icon';
import { Replay, type Span, SPEEDS } from './replay';
import { texts } from './texts';

/** The slider's step, in seconds; arrow keys move by as much. */
const SLIDER_STEP_S = 300;
/** How often a replay is drawn anew. */
const FRAME_MS = 200;
/** A tab that was asleep does not leap over the night. */
const LONGEST_FRAME_MS = 1000;

export interface TimeBarListener {
  /**
   * @param atS Unix seconds; null for now
   * @param goesOn whether the next moment follows by itself
   */
  onMoment(atS: number | null, goesOn: boolean): void;
}

/** The bar over the map with which one looks at another time, or lets a night pass by. */
export class TimeBar {
  readonly root = element('section', { class: 'time-bar', hidden: true });
  private readonly said = element('span', { class: 'time-bar-moment' });
  private readonly slider = element('input', { type: 'range', class: 'time-bar-slider', step: String(SLIDER_STEP_S) });
  private readonly playButton = textButton('', 'button-small time-bar-play', () => this.toggle());
  private readonly speed = element('select', { class: 'time-bar-speed' });
  private readonly ends = element('div', { class: 'time-bar-ends', 'aria-hidden': 'true' });
  private readonly close: HTMLButtonElement;
  private replay: Replay | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private before: Element | null = null;

  constructor(
    private readonly choice: LanguageChoice,
    private readonly listener: TimeBarListener,
  ) {
    this.close = signButton(icon('close'), '', () => this.end());
    this.speed.append(...SPEEDS.map((speed) => element('option', { value: String(speed) })));
    this.speed.value = String(SPEEDS[1]);
    this.root.append(
      element('div', { class: 'time-bar-head' }, this.said, this.close),
      this.slider,
      this.ends,
      element('div', { class: 'time-bar-tools' }, this.playButton, this.speed),
    );
    this.slider.addEventListener('input', () => {
      this.replay?.pause();
      this.goTo(Number(this.slider.value));
    });
    this.speed.addEventListener('change', () => {
      if (this.replay !== null) this.replay.speed = Number(this.speed.value);
    });
    this.root.addEventListener('keydown', (event) => {
      // The map's own keys, and those of the page, are not meant here.
      event.stopPropagation();
      if (event.key === 'Escape') this.end();
    });
    choice.bind(() => this.nameParts());
  }

  get isOpen(): boolean {
    return this.replay !== null;
  }

  /** Opens at the end of a span, where the roads stand as they do now. */
  open(span: Span): void {
    this.before = document.activeElement;
    this.replay = new Replay(span);
    this.replay.speed = Number(this.speed.value);
    this.slider.min = String(span.fromS);
    this.slider.max = String(span.untilS);
    this.ends.replaceChildren(
      element('span', {}, shortMomentText(new Date(span.fromS * 1000))),
      element('span', {}, shortMomentText(new Date(span.untilS * 1000))),
    );
    this.root.hidden = false;
    this.show();
    this.slider.focus();
    this.listener.onMoment(this.replay.atS, false);
  }

  /** Back to now. */
  end(): void {
    if (this.replay === null) return;
    const held = this.root.contains(document.activeElement);
    this.stop();
    this.replay = null;
    this.root.hidden = true;
    if (held && this.before instanceof HTMLElement && this.before.isConnected) this.before.focus();
    this.listener.onMoment(null, false);
  }

  private toggle(): void {
    const { replay } = this;
    if (replay === null) return;
    if (replay.isPlaying) {
      replay.pause();
      this.stop();
      this.show();
      this.listener.onMoment(replay.atS, false);
      return;
    }
    replay.play();
    let last = performance.now();
    this.timer = setInterval(() => {
      const now = performance.now();
      replay.advance(Math.min(LONGEST_FRAME_MS, now - last));
      last = now;
      if (!replay.isPlaying) this.stop();
      this.show();
      this.listener.onMoment(replay.atS, replay.isPlaying);
    }, FRAME_MS);
    this.show();
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private goTo(atS: number): void {
    this.stop();
    this.replay?.goTo(atS);
    this.show();
    if (this.replay !== null) this.listener.onMoment(this.replay.atS, false);
  }

  private show(): void {
    const { replay, choice } = this;
    if (replay === null) return;
    const moment = new Date(replay.atS * 1000);
    const told = momentText(moment, new Date(0), choice.current);
    this.said.textContent = told;
    this.slider.value = String(Math.round(replay.atS));
    this.slider.setAttribute('aria-valuetext', told);
    const words = texts[choice.current];
    this.playButton.textContent = replay.isPlaying ? words.pause : words.play;
  }

  private nameParts(): void {
    const words = texts[this.choice.current];
    this.root.setAttribute('aria-label', words.timeBar);
    this.slider.setAttribute('aria-label', words.timeSlider);
    this.speed.setAttribute('aria-label', words.speed);
    this.close.title = words.toNow;
    this.close.setAttribute('aria-label', words.toNow);
    for (const option of this.speed.options) option.textContent = words.speedOf(Number(option.value));
    this.show();
  }
}
