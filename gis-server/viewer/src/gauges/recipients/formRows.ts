import { element, textButton } from '../../page/element';
import { type Channel, type Day, DAYS, type Shift, type Way, WAYS } from './recipient';
import type { texts } from './texts';

type Words = (typeof texts)['ja'];

const MOST_CHANNELS = 20;
const MOST_SHIFTS = 50;
const LONGEST_ADDRESS = '250';

/** The ways to somebody: rows that can be changed, added and taken away. */
export class ChannelRows {
  readonly root: HTMLElement;
  private readonly list = element('div', { class: 'recipient-rows' });
  private readonly rows: { line: HTMLElement; type: HTMLSelectElement; address: HTMLInputElement }[] = [];

  /**
   * @param ways those that the server sends by
   * @param onChange a way was added, taken away or changed
   */
  constructor(
    private readonly words: Words,
    private readonly ways: readonly Way[],
    channels: readonly Channel[],
    private readonly onChange: () => void,
  ) {
    const add = textButton(words.channelAdd, 'button-small', () => {
      if (this.rows.length >= MOST_CHANNELS) return;
      this.add({ type: ways[0] ?? 'mail', address: '' }).focus();
      onChange();
    });
    add.name = 'channels';
    this.root = element('div', { class: 'recipient-group' }, this.list, element('div', {}, add));
    for (const channel of channels) this.add(channel);
    if (channels.length === 0) this.add({ type: ways[0] ?? 'mail', address: '' });
  }

  /** Without those whose address was left empty beside others. */
  get channels(): Channel[] {
    const all = this.rows.map(({ type, address }) => ({
      type: WAYS.find((way) => way === type.value) ?? 'mail',
      address: address.value.normalize('NFKC').trim(),
    }));
    return all.length === 1 ? all : all.filter(({ address }) => address !== '');
  }

  has(way: Way): boolean {
    return this.rows.some(({ type }) => type.value === way);
  }

  private add({ type, address }: Channel): HTMLInputElement {
    const { words } = this;
    const chosen = element(
      'select',
      { 'aria-label': words.way },
      ...WAYS.filter((way) => way === type || this.ways.includes(way)).map((way) =>
        element(
          'option',
          { value: way, selected: way === type },
          this.ways.includes(way) ? words.ways[way] : words.notSending(words.ways[way]),
        ),
      ),
    );
    const input = element('input', {
      value: address,
      'aria-label': words.address,
      maxlength: LONGEST_ADDRESS,
      autocomplete: 'off',
      spellcheck: 'false',
    });
    const line = element('div', { class: 'recipient-channel' }, chosen, input);
    const row = { line, type: chosen, address: input };
    const example = () => {
      const way = WAYS.find((one) => one === chosen.value) ?? 'mail';
      input.placeholder = words.addresses[way];
      input.inputMode = way === 'mail' ? 'email' : 'url';
    };
    chosen.addEventListener('change', () => {
      example();
      this.onChange();
    });
    const remove = textButton('×', 'button-small', () => {
      this.rows.splice(this.rows.indexOf(row), 1);
      line.remove();
      this.number();
      this.onChange();
    });
    remove.setAttribute('aria-label', words.channelRemove(address));
    input.addEventListener('input', () => remove.setAttribute('aria-label', words.channelRemove(input.value)));
    line.append(remove);
    this.rows.push(row);
    this.list.append(line);
    this.number();
    example();
    return input;
  }

  private number(): void {
    for (const [at, { address }] of this.rows.entries()) address.name = `address-${at}`;
  }
}

/** Hours of duty: days of the week with a beginning and an end. */
export class ShiftRows {
  readonly root: HTMLElement;
  private readonly list = element('div', { class: 'recipient-rows' });
  private readonly rows: {
    line: HTMLElement;
    days: ReadonlyMap<Day, HTMLInputElement>;
    from: HTMLInputElement;
    to: HTMLInputElement;
    remove: HTMLButtonElement;
  }[] = [];

  constructor(
    private readonly words: Words,
    shifts: readonly Shift[],
  ) {
    const add = textButton(words.dutyAdd, 'button-small', () => {
      if (this.rows.length >= MOST_SHIFTS) return;
      this.add({ days: DAYS.slice(0, 5), from: '08:30', to: '17:15' }).focus();
    });
    this.root = element('div', { class: 'recipient-group' }, this.list, element('div', {}, add));
    for (const shift of shifts) this.add(shift);
  }

  get shifts(): Shift[] {
    return this.rows.map(({ days, from, to }) => ({
      days: DAYS.filter((day) => days.get(day)?.checked === true),
      from: from.value,
      to: to.value,
    }));
  }

  private add({ days, from, to }: Shift): HTMLInputElement {
    const { words } = this;
    const boxes = new Map<Day, HTMLInputElement>();
    const row = {
      line: element('fieldset', { class: 'recipient-shift' }),
      days: boxes,
      from: timeInput(words.from, from),
      to: timeInput(words.to, to),
      remove: textButton('×', 'button-small', () => {
        this.rows.splice(this.rows.indexOf(row), 1);
        row.line.remove();
        this.number();
      }),
    };
    const names = DAYS.map((day) => {
      const box = element('input', { type: 'checkbox', checked: days.includes(day) });
      boxes.set(day, box);
      return element('label', { class: 'recipient-day' }, box, words.days[day]);
    });
    row.line.append(
      element('legend', { class: 'recipient-label' }),
      element('div', { class: 'recipient-days' }, ...names),
      element('div', { class: 'recipient-times' }, row.from, '〜', row.to, row.remove),
    );
    this.rows.push(row);
    this.list.append(row.line);
    this.number();
    return row.from;
  }

  private number(): void {
    for (const [at, { line, from, to, remove }] of this.rows.entries()) {
      from.name = `duty-from-${at}`;
      to.name = `duty-to-${at}`;
      remove.setAttribute('aria-label', this.words.dutyRemove(at + 1));
      const legend = line.querySelector('legend');
      if (legend !== null) legend.textContent = this.words.dutyDays(at + 1);
    }
  }
}

/** A field for a time of the day. */
export function timeInput(label: string, value: string, name = ''): HTMLInputElement {
  const input = element('input', { type: 'time', value, 'aria-label': label });
  if (name !== '') input.name = name;
  return input;
}

/** Boxes of which any number can be ticked. */
export class Boxes<T extends string> {
  readonly root: HTMLElement;
  private readonly boxes = new Map<T, HTMLInputElement>();

  /** @param name of the first box, where the keyboard goes when none is ticked that should be */
  constructor(choices: readonly (readonly [value: T, title: string])[], ticked: readonly string[], name: string) {
    const lines = choices.map(([value, title], at) => {
      const box = element('input', { type: 'checkbox', checked: ticked.includes(value) });
      if (at === 0) box.name = name;
      this.boxes.set(value, box);
      return element('label', { class: 'check' }, box, element('span', {}, title));
    });
    this.root = element('div', { class: 'recipient-boxes' }, ...lines);
  }

  get ticked(): T[] {
    return [...this.boxes].filter(([, { checked }]) => checked).map(([value]) => value);
  }
}
