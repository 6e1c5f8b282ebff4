import { explain, ProblemError, UnreachableError } from '../http/client';
import type { Language } from '../language/choice';
import { element, svgElement } from '../page/element';
import { texts } from './texts';

// What the screens are made of.

/** A large button; its id keeps the keyboard's place when the screen is drawn anew. */
export function big(words: string, id: string, kind: string, act: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: `touch ${kind}`.trim(), id }, words);
  button.addEventListener('click', act);
  return button;
}

/** The heading of a screen, which takes the focus when the screen comes. */
export function screenHead(words: string): HTMLHeadingElement {
  return element('h1', { class: 'screen-head', id: 'screen-head', tabindex: '-1' }, words);
}

/** The buttons at the foot of a screen, always in the same place. */
export function actions(...buttons: HTMLElement[]): HTMLElement {
  return element('div', { class: 'screen-actions' }, ...buttons);
}

/** Why something did not work; nothing when nothing did. */
export function troublePart(trouble: unknown, language: Language): HTMLElement[] {
  if (trouble === null) return [];
  const words = troubleText(trouble, language);
  return [element('p', { class: 'counter-trouble', role: 'alert' }, words)];
}

export function troubleText(trouble: unknown, language: Language): string {
  // Somebody at a terminal can see to no network.
  if (trouble instanceof UnreachableError) return texts[language].awayReading;
  const known = trouble instanceof ProblemError ? texts[language].siteProblems[trouble.code] : undefined;
  if (known !== undefined) return known;
  return explain(trouble, language);
}

/** A turning ring beside words that say what is going on. */
export function waitingPart(words: string): HTMLElement {
  return element('p', { class: 'counter-waiting', role: 'status' }, element('span', { class: 'ring' }), words);
}

/**
 * Content that may be longer than the screen: it is pushed with a finger, and by two large buttons
 * that come when there is more than fits.
 */
export function scrollPane(language: Language, name: string, kind: string, ...content: HTMLElement[]): HTMLElement {
  const words = texts[language];
  const body = element('div', { class: 'pane-body', role: 'group', 'aria-label': name }, ...content);
  const up = arrow(words.up, 'M4 15 12 7l8 8');
  const down = arrow(words.down, 'M4 9l8 8 8-8');
  const keys = element('div', { class: 'pane-keys', hidden: true }, up, down);
  const step = (direction: number) =>
    body.scrollBy({ top: direction * Math.max(80, body.clientHeight * 0.8), behavior: 'auto' });
  up.addEventListener('click', () => step(-1));
  down.addEventListener('click', () => step(1));
  const look = () => {
    const most = body.scrollHeight - body.clientHeight;
    const isLong = most > 4;
    keys.hidden = !isLong;
    if (isLong) body.setAttribute('tabindex', '0');
    else body.removeAttribute('tabindex');
    up.setAttribute('aria-disabled', String(body.scrollTop <= 1));
    down.setAttribute('aria-disabled', String(body.scrollTop >= most - 1));
  };
  body.addEventListener('scroll', look, { passive: true });
  const watch = new ResizeObserver(look);
  for (const part of [body, ...content]) watch.observe(part);
  return element('div', { class: `pane ${kind}`.trim() }, body, keys);
}

function arrow(words: string, path: string): HTMLButtonElement {
  const sign = svgElement(
    'svg',
    { viewBox: '0 0 24 24', class: 'arrow', 'aria-hidden': 'true' },
    svgElement('path', { d: path, fill: 'none', stroke: 'currentColor', 'stroke-width': '3' }),
  );
  return element('button', { type: 'button', class: 'touch pane-key', 'aria-label': words }, sign);
}
