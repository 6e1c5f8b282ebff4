import { type Client, explain } from '../http/client';
import type { Language } from '../language/choice';
import { element, textButton } from '../page/element';
import { fetchGridValue, type Grid, gridValueText } from './gridValue';
import { texts } from './texts';

/**
 * The numbers of all grids at one place, each in a line of its own that fills when its answer comes.
 *
 * @param signal ends the questions, when their answers are not wanted any more
 */
export function gridValuesView(
  client: Client,
  language: Language,
  grids: readonly Grid[],
  place: { lng: number; lat: number },
  signal: AbortSignal,
): HTMLElement {
  const lines = grids.map((grid) => new GridLine(client, language, grid, place, signal).element);
  return element('dl', { class: 'attributes grid-values' }, ...lines);
}

class GridLine {
  readonly element: HTMLElement;
  /** Said politely when it comes. */
  private readonly value = element('dd', { 'aria-live': 'polite' });

  constructor(
    private readonly client: Client,
    private readonly language: Language,
    private readonly grid: Grid,
    private readonly place: { lng: number; lat: number },
    private readonly signal: AbortSignal,
  ) {
    const title = element('dt', {}, grid.layer.title);
    this.element = element('div', { class: 'attribute' }, title, this.value);
    void this.fill();
  }

  private async fill(): Promise<void> {
    const { words, language, signal } = this;
    this.value.setAttribute('aria-busy', 'true');
    this.value.replaceChildren(words.valueLoading);
    try {
      const value = await fetchGridValue(this.client, this.grid.layer.id, this.place, signal);
      this.value.replaceChildren(
        value === null ? words.noValueHere : gridValueText(value, this.grid.unit, language),
      );
    } catch (error) {
      // Nobody looks at this place any more.
      if (signal.aborted) return;
      const why = element('p', { class: 'error' }, `${words.valueFailed} ${explain(error, language)}`);
      this.value.replaceChildren(why, textButton(words.again, 'button-small', () => void this.fill()));
    } finally {
      this.value.removeAttribute('aria-busy');
    }
  }

  private get words() {
    return texts[this.language];
  }
}
