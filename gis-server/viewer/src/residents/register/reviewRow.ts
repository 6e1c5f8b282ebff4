import { explain } from '../../http/client';
import { field } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { attributesView } from '../householdView';
import type { WatchParts } from '../parts';
import { fetchHousehold } from '../watch';
import { type ExtractRow, findHouseholds, type PlacedHousehold, settleRow } from './extract';
import { texts } from './texts';

const SHORTEST = 2;

/** A household that has to be placed: its attributes, those that may be meant, and a search. */
export class ReviewRow {
  readonly root: HTMLElement;
  private readonly found = element('div', { class: 'watch-choices', role: 'status' });
  private readonly trouble = element('p', { class: 'error', role: 'alert' });

  /** @param settled is told when somebody has said where it is */
  constructor(
    private readonly parts: WatchParts,
    private readonly extract: string,
    private readonly row: ExtractRow,
    private readonly settled: (view: ReviewRow) => void,
  ) {
    const words = texts[parts.language];
    const heading = words.householdKey(row.household);
    const isAmbiguous = row.placed === 'ambiguous';
    const candidates = element('div', { class: 'watch-choices' });
    this.root = element(
      'section',
      { class: 'desk-event', tabindex: '-1', 'aria-label': heading },
      element('p', { class: 'watch-address' }, heading),
      element('p', { class: 'hint' }, isAmbiguous ? words.ambiguous : words.unmatched),
      attributesView(row.after ?? {}, parts.householdAttributes, parts),
      candidates,
      this.search(),
      this.found,
      this.trouble,
      element('p', {}, textButton(words.noPlace, 'button-small', () => void this.settle(null))),
    );
    if (row.candidates.length > 0) void this.showCandidates(candidates);
  }

  /** The candidates are told by their addresses; one of which nothing is known by its number. */
  private async showCandidates(place: HTMLElement): Promise<void> {
    const words = texts[this.parts.language];
    const known = await Promise.all(
      this.row.candidates.map(async (household): Promise<PlacedHousehold> => {
        const found = await fetchHousehold(this.parts.client, household).catch(() => null);
        const number = words.householdNumber(household);
        return { household, address: found?.address ? `${found.address}（${number}）` : number };
      }),
    );
    place.replaceChildren(
      element('p', { class: 'field-label' }, words.candidates),
      ...known.map((one) => this.choice(one)),
    );
  }

  private choice({ household, address }: PlacedHousehold): HTMLElement {
    const words = texts[this.parts.language].choose(address);
    return textButton(words, 'button-small', () => void this.settle(household));
  }

  private search(): HTMLElement {
    const words = texts[this.parts.language];
    const input = element('input', { type: 'search', name: `address-${this.row.number}`, autocomplete: 'off' });
    const form = element(
      'form',
      { class: 'watch-head', novalidate: true },
      field(words.search, input),
      element('button', { type: 'submit', class: 'button' }, words.searchButton),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.find(input.value.trim());
    });
    return form;
  }

  private async find(part: string): Promise<void> {
    const words = texts[this.parts.language];
    this.trouble.textContent = '';
    if (part.length < SHORTEST) {
      this.trouble.textContent = words.searchShort;
      return;
    }
    try {
      const households = await findHouseholds(this.parts.client, part);
      this.found.replaceChildren(
        ...(households.length === 0
          ? [element('p', {}, words.searchNone)]
          : households.map((one) => this.choice(one))),
      );
    } catch (error) {
      this.trouble.textContent = explain(error, this.parts.language);
    }
  }

  private async settle(place: number | null): Promise<void> {
    try {
      await settleRow(this.parts.client, this.extract, this.row.number, place);
      this.settled(this);
    } catch (error) {
      this.trouble.textContent = explain(error, this.parts.language);
    }
  }
}
