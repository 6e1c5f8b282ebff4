import type { LanguageChoice, Memory } from '../language/choice';
import { openDialog } from './dialog';
import { element } from './element';
import { texts } from './texts';

const KEY = 'machizu.keys';

/** What the keys do; each name stands in the texts. */
export interface ShortcutActions {
  search(): void;
  map(): void;
  layers(): void;
  list(): void;
}

/** Keys of one character. Whoever speaks to the computer may turn them off (WCAG 2.1.4). */
const KEYS = { help: '?', search: '/', map: 'm', layers: 'l', list: 't' } as const;

/** What works without a shortcut, but has to be known. */
const OTHERS = { arrows: '↑ ↓ ← →', zoom: '＋ －', enter: 'Enter', hits: '↑ ↓', escape: 'Esc' } as const;

/** The page's keys and the list of them. */
export class Shortcuts {
  private areOn: boolean;

  constructor(
    private readonly choice: LanguageChoice,
    private readonly memory: Memory,
    private readonly actions: ShortcutActions,
  ) {
    this.areOn = memory.getItem(KEY) !== 'off';
    document.addEventListener('keydown', (event) => {
      if (this.areOn && isFree(event)) this.run(event);
    });
  }

  /** Shows what the keys do. */
  help(): void {
    const words = texts[this.choice.current];
    const names = words.keyNames;
    const rows = Object.entries({ ...KEYS, ...OTHERS }).map(([name, key]) =>
      element(
        'div',
        {},
        element('dt', {}, element('kbd', {}, key)),
        element('dd', {}, names[name as keyof typeof names]),
      ),
    );
    const box = element('input', { type: 'checkbox', checked: this.areOn });
    box.addEventListener('change', () => {
      this.areOn = box.checked;
      this.memory.setItem(KEY, this.areOn ? 'on' : 'off');
    });
    openDialog(words.keys, words.close, [
      element('p', {}, words.keysHelp),
      element('dl', { class: 'keys' }, ...rows),
      element('label', { class: 'check' }, box, words.keysOn),
    ]);
  }

  private run(event: KeyboardEvent): void {
    const { search, map, layers, list } = this.actions;
    const act: Record<string, () => void> = {
      [KEYS.help]: () => this.help(),
      [KEYS.search]: search,
      [KEYS.map]: map,
      [KEYS.layers]: layers,
      [KEYS.list]: list,
    };
    const found = act[event.key];
    if (found === undefined) return;
    event.preventDefault();
    found();
  }
}

/** Neither a part of a combination nor a letter for a field, nor under a dialog. */
function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
  if (document.querySelector('dialog[open]') !== null) return false;
  const { target } = event;
  return !(
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=range]), textarea, select'))
  );
}
