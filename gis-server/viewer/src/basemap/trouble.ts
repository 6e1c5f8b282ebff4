import type { LanguageChoice } from '../language/choice';
import { element } from '../page/element';
import { texts } from './texts';
import { type BaseMap, titleLanguage } from './town';

/** The note over the map that its background cannot be loaded; it goes when it can again. */
export class BackgroundTrouble {
  private readonly root = element('div', {
    class: 'background-trouble',
    role: 'status',
    hidden: true,
  });
  private missing: BaseMap | null = null;
  /** The background whose trouble somebody has seen and waits for. */
  private passedOver: BaseMap | null = null;

  constructor(
    map: HTMLElement,
    private readonly choice: LanguageChoice,
    private readonly useOwn: () => void,
  ) {
    map.append(this.root);
    choice.bind(() => this.draw());
  }

  /** @param missing the background whose tiles do not come; null when all is well */
  show(missing: BaseMap | null): void {
    if (missing === this.missing) return;
    this.missing = missing;
    if (missing === null) this.passedOver = null;
    this.draw();
  }

  private draw(): void {
    const { missing } = this;
    this.root.hidden = missing === null || missing === this.passedOver;
    if (missing === null || this.root.hidden) {
      this.root.replaceChildren();
      return;
    }
    const { current } = this.choice;
    const words = texts[current];
    const button = (label: string, act: () => void) => {
      const made = element('button', { type: 'button', class: 'button button-small' }, label);
      made.addEventListener('click', act);
      return made;
    };
    this.root.replaceChildren(
      element('p', {}, words.failed(missing.title[titleLanguage(current)])),
      element(
        'div',
        { class: 'background-trouble-actions' },
        button(words.toOwn, () => this.useOwn()),
        button(words.wait, () => {
          this.passedOver = missing;
          this.draw();
        }),
      ),
    );
  }
}
