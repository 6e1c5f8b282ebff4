import { titleLanguage } from '../basemap/town';
import type { LanguageChoice } from '../language/choice';
import { element } from '../page/element';
import { showLanguageSwitch } from '../page/languageSwitch';
import type { Screen } from './counterState';
import { big } from './parts';
import type { Terminal } from './terminal';
import { texts } from './texts';

/** On which step each screen stands; screens that are on none are not in it. */
const STEP: Partial<Record<Screen, number>> = { search: 0, site: 1, answer: 2, group: 2, look: 2, print: 3 };

export interface FrameListener {
  onEnd(): void;
  onNumber(): void;
}

/** What stands around every screen: whose terminal it is, languages, steps, the queue, the way out. */
export class Frame {
  private readonly name = element('p', { class: 'counter-name' });
  private readonly steps = element('ol', { class: 'counter-steps' });
  private readonly queue = element('div', { class: 'counter-queue' });
  private readonly out = element('div', { class: 'counter-out' });

  constructor(
    head: HTMLElement,
    private readonly foot: HTMLElement,
    private readonly choice: LanguageChoice,
    private readonly listener: FrameListener,
  ) {
    const languages = element('div', { class: 'counter-languages' });
    showLanguageSwitch(languages, choice);
    head.append(this.name, languages);
    foot.append(this.queue, this.steps, this.out);
  }

  show(terminal: Terminal | null, screen: Screen): void {
    const language = this.choice.current;
    const words = texts[language];
    const side = titleLanguage(language);
    const town = terminal?.town[side] ?? '';
    document.title = town === '' ? words.page : `${words.page} - ${town}`;
    const place = terminal === null ? '' : (terminal.terminal === null ? words.desk : terminal.terminal.place[side] || terminal.terminal.name);
    this.name.replaceChildren(element('strong', {}, town), element('span', {}, place));
    this.showSteps(screen);
    this.showQueue(terminal, screen);
    const hasEnd = terminal !== null && screen !== 'start' && screen !== 'end';
    const end = big(words.end, 'end', '', () => this.listener.onEnd());
    this.out.replaceChildren(...(hasEnd ? [end] : []));
    this.foot.hidden = !hasEnd && this.queue.childElementCount === 0;
  }

  private showSteps(screen: Screen): void {
    const words = texts[this.choice.current];
    const at = STEP[screen];
    this.steps.hidden = at === undefined;
    this.steps.setAttribute('aria-label', words.stepsName);
    this.steps.replaceChildren(
      ...words.steps.map((step, index) => {
        const item = element('li', { class: index === at ? 'is-here' : '' }, element('span', {}, step));
        if (index === at) item.setAttribute('aria-current', 'step');
        return item;
      }),
    );
  }

  /** At the desk nobody stands in line before the page. */
  private showQueue(terminal: Terminal | null, screen: Screen): void {
    const words = texts[this.choice.current];
    const isFree = screen === 'start' && terminal?.queue.waiting.length === 0;
    if (terminal?.terminal == null || isFree) return this.queue.replaceChildren();
    const { called, waiting } = terminal.queue;
    const take = big(words.queueTake, 'take-number', 'touch-quiet', () => this.listener.onNumber());
    // Who waits looks at the screen when it is free.
    if (screen !== 'start') return this.queue.replaceChildren(take);
    this.queue.replaceChildren(
      take,
      element(
        'p',
        {},
        ...(called === null ? [] : [element('span', {}, words.queueCalled(called))]),
        ...(waiting.length === 0 ? [] : [element('span', {}, words.queueWaiting(waiting.length))]),
      ),
    );
  }
}
