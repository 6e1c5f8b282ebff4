import type { Language } from '../../language/choice';
import { localeOf } from '../../language/choice';
import { agoText, momentText } from '../../language/moments';
import { element } from '../../page/element';
import type { Theme } from '../../theme/choice';
import { signOf, signView } from '../looks';
import type { Shelter } from '../shelter';
import { standingText } from '../words';
import { whoText } from './editForm';
import { texts } from './texts';

/** Whom a row tells. */
export interface RowListener {
  onChosen(id: string, isChosen: boolean): void;
  onOpen(id: string): void;
}

/** One shelter in the table. It is made once and kept true, so that nothing goes away under a finger. */
export class DeskRow {
  readonly root = element('tr', { class: 'shelter-row' });
  private readonly box: HTMLInputElement;
  readonly button: HTMLButtonElement;
  private readonly sign = element('span', { class: 'shelter-row-sign' });
  private readonly standing = element('span', {});
  private readonly note = element('span', { class: 'hint desk-below' });
  private readonly people = element('td', { class: 'shelter-row-people' });
  private readonly changed = element('td', {});
  private shownSign = '';

  constructor(
    readonly id: string,
    name: string,
    private readonly language: Language,
    listener: RowListener,
  ) {
    const words = texts[language];
    this.box = element('input', { type: 'checkbox', 'aria-label': words.choose(name) });
    this.box.addEventListener('change', () => listener.onChosen(id, this.box.checked));
    this.button = element(
      'button',
      { type: 'button', class: 'shelter-row-name', id: `shelter-${id}`, 'aria-expanded': 'false' },
      name,
    );
    this.button.addEventListener('click', () => listener.onOpen(id));
    this.root.append(
      element('td', {}, element('label', { class: 'shelter-row-box' }, this.box)),
      element('th', { scope: 'row' }, this.button, element('span', { class: 'hint desk-below' }, id)),
      element('td', {}, element('span', { class: 'shelter-row-state' }, this.sign, this.standing), this.note),
      this.people,
      this.changed,
    );
  }

  update(shelter: Shelter, now: Date, theme: Theme): void {
    const { language } = this;
    const words = texts[language];
    const { state, capacity } = shelter;
    const sign = signOf(shelter, theme);
    if (sign !== this.shownSign) this.sign.replaceChildren(signView(shelter, theme));
    this.shownSign = sign;
    set(this.standing, standingText(shelter, language));
    set(this.note, state.note);
    const number = (value: number | null) => (value === null ? '—' : value.toLocaleString(localeOf(language)));
    set(this.people, `${number(state.status === 'closed' ? null : state.people)}／${number(capacity)}`);
    const { changed } = state;
    const said =
      changed === null
        ? words.never
        : [
            agoText((now.getTime() - changed.getTime()) / 1000, language),
            state.by === '' ? momentText(changed, now, language) : whoText(state.by, language),
          ].join(' ');
    set(this.changed, said);
    this.changed.title = changed === null ? '' : momentText(changed, now, language);
    this.root.classList.toggle('is-closed', state.status === 'closed');
  }

  setChosen(isChosen: boolean): void {
    this.box.checked = isChosen;
  }
}

/** What is the same is left alone. */
function set(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}
