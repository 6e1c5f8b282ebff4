import { field } from '../../page/dialog';
import { element } from '../../page/element';
import { FieldError } from '../../page/formTrouble';
import { type Desk, titleIn } from '../desk/desk';
import { choiceOf } from '../desk/fields';
import { usually } from './changes';
import { type Condition, conditionOf, rowsOf, type SimpleCondition } from './condition';
import type { RuledLayer } from './layer';
import { hasLimits, PUBLIC, type Share, SHOWN, type Shown } from './rule';
import { texts } from './texts';

const MIN_M = 10;
const MAX_M = 50_000;
const TESTS = ['empty', 'filled', 'equals', 'differs'] as const;
const ROW_KINDS = ['all', 'simple', 'cql'] as const;

type Fields = Omit<Share, 'grants'>;

/** How one grantee is shown a layer: its attributes, which features, how exactly, how late. */
export class LimitFields {
  readonly root: HTMLDetailsElement;
  private readonly choices = new Map<string, HTMLSelectElement>();
  private readonly rowKind: HTMLSelectElement;
  private readonly attribute: HTMLSelectElement;
  private readonly test: HTMLSelectElement;
  private readonly value: HTMLInputElement;
  private readonly cql: HTMLTextAreaElement;
  private readonly metres: HTMLInputElement;
  private readonly delay: HTMLInputElement;
  private readonly horizon: HTMLInputElement;
  private readonly consent: HTMLSelectElement;

  constructor(
    private readonly desk: Desk,
    private readonly layer: RuledLayer,
    private readonly grantee: string,
    title: string,
    share: Share,
  ) {
    const words = texts[desk.language];
    const condition = conditionOf(share.rows);
    const simple: SimpleCondition =
      condition.kind === 'simple'
        ? condition.condition
        : { attribute: layer.attributes[0]?.name ?? '', test: 'empty', value: '' };
    this.rowKind = choiceOf(
      this.name('rowKind'),
      ROW_KINDS.map((value) => ({ value, words: words.rowKinds[value] })),
      condition.kind,
    );
    this.attribute = choiceOf(
      this.name('attribute'),
      layer.attributes.map(({ name, titles }) => ({
        value: name,
        words: titleIn(titles, desk.language),
      })),
      simple.attribute,
    );
    this.test = choiceOf(
      this.name('test'),
      TESTS.map((value) => ({ value, words: words.tests[value] })),
      simple.test,
    );
    this.value = this.input('value', simple.value);
    this.cql = element(
      'textarea',
      { name: this.name('cql'), rows: '6', spellcheck: 'false', class: 'code' },
      condition.kind === 'cql' ? condition.text : '',
    );
    this.metres = this.number('metres', share.coarseningM);
    this.delay = this.number('delay', share.times?.delayMinutes ?? null);
    this.horizon = this.number('horizon', share.times?.horizonMinutes ?? null);
    this.consent = choiceOf(
      this.name('consent'),
      [
        { value: '', words: words.noConsent },
        ...this.daysOfConsent(share).map(({ name, titles }) => ({
          value: name,
          words: titleIn(titles, desk.language),
        })),
      ],
      share.consent ?? '',
    );
    const offersConsent = grantee !== PUBLIC && this.consent.options.length > 1;
    if (!layer.canHide) this.disableLimits(share);
    const mark = hasLimits(share) ? [' ', element('span', { class: 'badge' }, words.limited)] : [];
    this.root = element(
      'details',
      { class: 'limits' },
      element('summary', {}, element('span', {}, title), ...mark),
      element(
        'div',
        { class: 'limit-fields' },
        ...(layer.canHide ? [] : [element('p', { class: 'hint' }, words.inTownFile)]),
        this.attributeTable(title, share),
        this.rowFields(),
        ...(offersConsent ? [field(words.consent, this.consent, words.consentHelp)] : []),
        field(words.coarsening, this.metres, words.coarseningHelp),
        ...(layer.isOfMoments || share.times !== null ? this.timeFields() : []),
      ),
    );
  }

  private daysOfConsent(share: Share): RuledLayer['attributes'] {
    return this.layer.attributes.filter(
      ({ name, type }) => type === 'date' || name === share.consent,
    );
  }

  /** What the file that every department opens cannot hide; what is set all the same can be taken out. */
  private disableLimits(share: Share): void {
    for (const select of [this.rowKind, this.attribute, this.test]) {
      select.disabled = share.rows === undefined;
    }
    this.metres.disabled = share.coarseningM === null;
    this.delay.disabled = share.times === null;
    this.horizon.disabled = share.times === null;
    this.consent.disabled = share.consent === null;
  }

  /** Whether anything is set here. */
  get isSet(): boolean {
    return (
      [...this.choices.values()].some((choice) => choice.value !== '') ||
      this.rowKind.value !== 'all' ||
      this.consent.value !== '' ||
      [this.metres, this.delay, this.horizon].some((input) => input.value.trim() !== '')
    );
  }

  /** @throws FieldError naming the field that is wrong */
  read(): Fields {
    const shown: Record<string, Shown> = {};
    for (const [attribute, choice] of this.choices) {
      const how = SHOWN.find((one) => one === choice.value);
      if (how !== undefined) shown[attribute] = how;
    }
    return {
      shown,
      rows: this.readRows(),
      coarseningM: this.readMetres(),
      times: this.readTimes(),
      consent: this.consent.value === '' ? null : this.consent.value,
    };
  }

  private readRows(): unknown {
    const words = texts[this.desk.language];
    const result = rowsOf(this.condition(), this.layer.attributes);
    if ('rows' in result) return result.rows;
    if (result.wrong === 'json') throw new FieldError(words.wrongJson, this.cql.name);
    throw new FieldError(words.wrongValue, this.value.name);
  }

  private condition(): Condition {
    switch (this.rowKind.value) {
      case 'simple':
        return {
          kind: 'simple',
          condition: {
            attribute: this.attribute.value,
            test: TESTS.find((test) => test === this.test.value) ?? 'empty',
            value: this.value.value,
          },
        };
      case 'cql':
        return { kind: 'cql', text: this.cql.value };
      default:
        return { kind: 'all' };
    }
  }

  private readMetres(): number | null {
    const metres = wholeNumber(this.metres);
    if (metres === null) return null;
    if (metres >= MIN_M && metres <= MAX_M) return metres;
    throw new FieldError(texts[this.desk.language].wrongMetres, this.metres.name);
  }

  private readTimes(): Share['times'] {
    const delayMinutes = wholeNumber(this.delay);
    const horizonMinutes = wholeNumber(this.horizon);
    if (delayMinutes === null && horizonMinutes === null) return null;
    const fits =
      delayMinutes !== null && delayMinutes >= 0 && horizonMinutes !== null && horizonMinutes > delayMinutes;
    if (fits) return { delayMinutes, horizonMinutes };
    throw new FieldError(texts[this.desk.language].wrongTimes, this.delay.name);
  }

  private attributeTable(title: string, share: Share): HTMLElement {
    const words = texts[this.desk.language];
    const possible = this.grantee === PUBLIC ? (['hidden', 'masked'] as const) : SHOWN;
    const rows = this.layer.attributes.map(({ name, titles, visibility }) => {
      const own = titleIn(titles, this.desk.language);
      const usual = words.shown[usually(visibility, this.grantee, share.consent !== null)];
      const allowed = possible.filter(
        (how) => this.layer.canHide || how === 'whole' || how === share.shown[name],
      );
      const choice = choiceOf(
        this.name(`shown.${name}`),
        [
          { value: '', words: `${words.asUsual} (${usual})` },
          ...[...allowed].reverse().map((value) => ({ value, words: words.shown[value] })),
        ],
        share.shown[name] ?? '',
        { 'aria-label': `${title}: ${own}` },
      );
      this.choices.set(name, choice);
      return element(
        'tr',
        {},
        element('th', { scope: 'row' }, own),
        element('td', {}, choice),
      );
    });
    return element(
      'table',
      { class: 'shown', 'aria-label': `${title}: ${words.attributes}` },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col' }, words.attribute),
          element('th', { scope: 'col' }, words.howShown),
        ),
      ),
      element('tbody', {}, ...rows),
    );
  }

  private rowFields(): HTMLElement {
    const words = texts[this.desk.language];
    const simple = element(
      'div',
      { class: 'condition' },
      field(words.attribute, this.attribute),
      field(words.test, this.test),
    );
    const value = field(words.value, this.value);
    simple.append(value);
    const cql = field(words.cql, this.cql);
    const show = () => {
      simple.hidden = this.rowKind.value !== 'simple';
      cql.hidden = this.rowKind.value !== 'cql';
      value.hidden = this.test.value === 'empty' || this.test.value === 'filled';
    };
    this.rowKind.addEventListener('change', show);
    this.test.addEventListener('change', show);
    show();
    return element('div', { class: 'rows' }, field(words.rows, this.rowKind), simple, cql);
  }

  private timeFields(): HTMLElement[] {
    const words = texts[this.desk.language];
    return [field(words.delay, this.delay, words.timesHelp), field(words.horizon, this.horizon)];
  }

  private input(part: string, value: string): HTMLInputElement {
    return element('input', { name: this.name(part), value, autocomplete: 'off', maxlength: '200' });
  }

  private number(part: string, value: number | null): HTMLInputElement {
    const input = this.input(part, value === null ? '' : String(value));
    input.inputMode = 'numeric';
    return input;
  }

  private name(part: string): string {
    return `${this.grantee}.${part}`;
  }
}

/** Null for an empty field, NaN for what is no whole number. */
function wholeNumber(input: HTMLInputElement): number | null {
  const text = input.value.trim();
  if (text === '') return null;
  return /^\d{1,7}$/.test(text) ? Number(text) : NaN;
}
