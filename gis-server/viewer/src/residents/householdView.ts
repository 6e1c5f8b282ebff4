import { explain } from '../http/client';
import type { Attribute } from '../layers/catalogue';
import { valueText } from '../layers/attributeText';
import { askPurpose } from '../layers/purpose';
import { element, textButton } from '../page/element';
import { CaseView } from './caseView';
import { openTakeForm } from './caseForms';
import type { WatchParts } from './parts';
import { reasonsView } from './reasonsView';
import { texts } from './texts';
import { fetchHousehold, type Household, type WatchLine } from './watch';
import { addressOf } from './words';

/** What is known of a household before it is looked at by itself. */
export interface Looked {
  household: number;
  /** Its line of the list; null when it came from elsewhere. */
  line: WatchLine | null;
  /** The report for which it is looked at; empty for none. */
  report: string;
}

/** One household: why to look, who lives there, and what is done about it. */
export class HouseholdView {
  readonly root = element('div', { class: 'desk-place watch-household' });
  private readonly heading = element('h3', { class: 'watch-title', tabindex: '-1', id: 'watch-title' });
  private readonly body = element('div', { class: 'desk-place' });
  private readonly members = element('section', { class: 'watch-part', 'aria-labelledby': 'watch-members' });

  constructor(
    private readonly parts: WatchParts,
    private readonly looked: Looked,
    back: { words: string; act(): void },
  ) {
    const { line, household } = looked;
    this.heading.textContent = addressOf(line ?? { address: '', household }, parts.language);
    this.root.append(
      element('p', {}, textButton(`← ${back.words}`, 'button-small', () => back.act())),
      this.heading,
      this.body,
    );
    void this.load('');
  }

  /** Takes the keyboard. */
  focus(): void {
    this.heading.focus();
  }

  /** @param focus the id of what takes the keyboard when it has come; empty for nothing */
  private async load(focus: string): Promise<void> {
    const { parts, looked } = this;
    const words = texts[parts.language];
    if (this.body.childElementCount === 0) {
      this.body.append(element('p', { class: 'hint', role: 'status' }, words.loading));
    }
    try {
      const found = await fetchHousehold(parts.client, looked.household);
      this.heading.textContent = addressOf(
        { address: found.address, household: found.id },
        parts.language,
      );
      this.draw(found);
      if (focus !== '') document.getElementById(focus)?.focus();
    } catch (error) {
      const again = textButton(words.again, 'button-small', () => void this.load('watch-title'));
      const why = explain(error, parts.language);
      this.body.replaceChildren(element('p', { class: 'error', role: 'alert' }, why), again);
    }
  }

  private draw(found: Household): void {
    const { parts, looked } = this;
    const { language } = parts;
    const words = texts[language];
    const { place } = found;
    const map =
      place === null
        ? element('p', { class: 'hint' }, words.noPlace)
        : element('p', {}, textButton(words.toMap, 'button-small', () => parts.onPlace(place)));
    this.drawMembers(found, null);
    this.body.replaceChildren(
      map,
      ...(looked.line === null
        ? []
        : [part(words.why, 'watch-why', reasonsView(looked.line, language, new Date()))]),
      part(words.theCase, 'watch-case', ...this.caseParts(found)),
      part(words.household, 'watch-facts', attributesView(found.attributes, parts.householdAttributes, parts)),
      this.members,
    );
  }

  private caseParts(found: Household): HTMLElement[] {
    const { parts, looked } = this;
    const words = texts[parts.language];
    const again = () => void this.load('watch-case');
    const { cases } = found;
    const current = cases.find(({ state }) => state !== 'settled');
    const shown = current ?? cases[0];
    const rest = cases.filter((one) => one !== shown);
    const origin = looked.report === '' ? (looked.line === null ? 'hand' : 'ranking') : 'report';
    const take = textButton(words.take, 'button-primary', () =>
      openTakeForm(parts, found.id, origin, looked.report, again),
    );
    return [
      ...(current === undefined ? [element('p', {}, words.noCase), element('p', {}, take)] : []),
      ...(shown === undefined ? [] : [new CaseView(parts, shown.id, again).root]),
      ...(rest.length === 0
        ? []
        : [
            element(
              'details',
              { class: 'desk-more' },
              element('summary', {}, words.older(rest.length)),
              ...rest.map((one) => new CaseView(parts, one.id, null).root),
            ),
          ]),
    ];
  }

  /** @param names what was read of each member for a purpose; null for nothing */
  private drawMembers(found: Household, names: Household | null): void {
    const { parts } = this;
    const { language } = parts;
    const words = texts[language];
    const attributes = [
      ...(names === null ? [] : parts.namesOnDemand),
      ...parts.residentAttributes,
    ];
    const shown = (names ?? found).members;
    const ask = textButton(words.showNames, 'button-small', () =>
      askPurpose(words.names, language, async (purpose) => {
        const read = await fetchHousehold(parts.client, found.id, purpose);
        this.drawMembers(found, read);
        this.members.querySelector<HTMLElement>('h4')?.focus();
        parts.tell(words.namesShown(read.members.length));
      }),
    );
    this.members.replaceChildren(
      element('h4', { class: 'snow-heading', id: 'watch-members', tabindex: '-1' }, words.members),
      ...(shown.length === 0 ? [element('p', { class: 'hint' }, words.noMembers)] : []),
      ...shown.map((member, index) =>
        element(
          'div',
          { class: 'watch-member' },
          element('p', { class: 'field-label' }, words.member(index + 1)),
          attributesView(member, attributes, parts),
        ),
      ),
      ...(shown.length > 0 && names === null && parts.namesOnDemand.length > 0
        ? [element('p', {}, ask)]
        : []),
    );
  }
}

/** A part with a heading that can take the keyboard. */
export function part(heading: string, id: string, ...content: HTMLElement[]): HTMLElement {
  return element(
    'section',
    { class: 'watch-part', 'aria-labelledby': id },
    element('h4', { class: 'snow-heading', id, tabindex: '-1' }, heading),
    ...content,
  );
}

/** Attributes with a value, in the layer's order. */
export function attributesView(
  values: Record<string, unknown>,
  attributes: readonly Attribute[],
  { language }: Pick<WatchParts, 'language'>,
): HTMLElement {
  const rows = attributes
    .filter(({ name }) => values[name] !== undefined && values[name] !== null && values[name] !== '')
    .map((attribute) =>
      element(
        'div',
        { class: 'attribute' },
        element('dt', {}, attribute.title),
        element('dd', {}, valueText(values[attribute.name], attribute, language)),
      ),
    );
  return element('dl', { class: 'attributes' }, ...rows);
}
