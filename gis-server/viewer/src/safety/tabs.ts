import type { LanguageChoice } from '../language/choice';
import { element } from '../page/element';
import { partSign } from './icons';
import { texts } from './texts';

export const TABS = ['answer', 'guidance', 'shelters', 'plan'] as const;
export type Tab = (typeof TABS)[number];

/** The page's four parts, at the foot of a phone where the thumb is. */
export function showTabs(root: HTMLElement, choice: LanguageChoice, open: (tab: Tab) => void): { show(tab: Tab): void } {
  let shown: Tab = 'answer';
  const buttons = TABS.map((tab) => {
    const words = element('span', {});
    const button = element('button', { type: 'button', class: 'safety-tab', id: `tab-${tab}` }, partSign(tab), words);
    button.addEventListener('click', () => open(tab));
    return { tab, button, words };
  });
  root.replaceChildren(...buttons.map(({ button }) => button));
  const mark = () => {
    for (const { tab, button } of buttons) {
      if (tab === shown) button.setAttribute('aria-current', 'page');
      else button.removeAttribute('aria-current');
    }
  };
  choice.bind(() => {
    root.setAttribute('aria-label', texts[choice.current].tabsName);
    for (const { tab, words } of buttons) {
      words.replaceChildren(
        element('span', { class: 'long' }, texts[choice.current].tabs[tab]),
        element('span', { class: 'short' }, texts[choice.current].shortTabs[tab]),
      );
    }
  });
  return {
    show: (tab) => {
      shown = tab;
      mark();
    },
  };
}
