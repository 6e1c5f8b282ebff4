import { LANGUAGES, type LanguageChoice, serverLanguage } from '../language/choice';
import { element } from './element';
import { languageNames, shortLanguageNames, texts } from './texts';

/** A button for each language, the chosen one pressed; also keeps `<html lang>` true. */
export function showLanguageSwitch(root: HTMLElement, choice: LanguageChoice): void {
  root.setAttribute('role', 'group');
  const buttons = LANGUAGES.map((language) => {
    const button = element(
      'button',
      {
        type: 'button',
        class: 'language-button',
        lang: serverLanguage(language),
        'aria-label': languageNames[language],
      },
      element('span', { class: 'long' }, languageNames[language]),
      element('span', { class: 'short' }, shortLanguageNames[language]),
    );
    button.addEventListener('click', () => choice.choose(language));
    return { language, button };
  });
  root.replaceChildren(...buttons.map((entry) => entry.button));
  choice.bind(() => {
    document.documentElement.lang = serverLanguage(choice.current);
    root.setAttribute('aria-label', texts[choice.current].language);
    for (const { language, button } of buttons) {
      button.setAttribute('aria-pressed', String(language === choice.current));
    }
  });
}
