import type { LanguageChoice } from '../language/choice';
import { element } from '../page/element';
import { THEME_SETTINGS, type ThemeChoice, type ThemeSetting } from '../theme/choice';
import { type Background, backgroundNamed, nameOf } from './background';
import { texts } from './texts';
import { type BaseMap, titleLanguage } from './town';

/** What somebody may choose. */
export interface DisplayListener {
  onBackground(background: Background): void;
}

/** The part of the side panel with the map's background and the page's brightness. */
export class DisplayPanel {
  private readonly root = element('section', { class: 'display', 'aria-labelledby': 'display-heading' });
  private offered: readonly BaseMap[] = [];
  private background: Background = { kind: 'own' };

  constructor(
    parent: HTMLElement,
    private readonly choice: LanguageChoice,
    private readonly theme: ThemeChoice,
    private readonly listener: DisplayListener,
  ) {
    parent.append(this.root);
    choice.bind(() => this.draw());
  }

  /** @param background the one that is shown now */
  show(offered: readonly BaseMap[], background: Background): void {
    this.offered = offered;
    this.background = background;
    this.draw();
  }

  private draw(): void {
    const words = texts[this.choice.current];
    const focused = document.activeElement?.id ?? '';
    const language = titleLanguage(this.choice.current);
    const backgrounds = [
      { value: '', label: words.own },
      { value: 'none', label: words.none },
      ...this.offered.map((map) => ({ value: map.id, label: map.title[language] })),
    ];
    const themes = THEME_SETTINGS.map((value) => ({ value, label: words.themes[value] }));
    const outside = element('p', { class: 'hint' }, words.outside);
    outside.hidden = this.background.kind !== 'tiles';
    this.root.replaceChildren(
      element('h2', { class: 'section-heading', id: 'display-heading' }, words.heading),
      choices('background', words.background, backgrounds, nameOf(this.background), (value) => {
        this.background = backgroundNamed(value, this.offered);
        outside.hidden = this.background.kind !== 'tiles';
        this.listener.onBackground(this.background);
      }),
      outside,
      choices('theme', words.theme, themes, this.theme.setting, (value) =>
        this.theme.choose(value as ThemeSetting),
      ),
    );
    if (focused.startsWith('choice-')) document.getElementById(focused)?.focus();
  }
}

function choices(
  name: string,
  title: string,
  options: readonly { value: string; label: string }[],
  chosen: string,
  act: (value: string) => void,
): HTMLElement {
  const rows = options.map(({ value, label }) => {
    const input = element('input', {
      type: 'radio',
      name,
      value,
      id: `choice-${name}-${value || 'own'}`,
      checked: value === chosen,
    });
    input.addEventListener('change', () => act(value));
    return element('label', { class: 'choice' }, input, element('span', {}, label));
  });
  return element('fieldset', { class: 'choices' }, element('legend', {}, title), ...rows);
}
