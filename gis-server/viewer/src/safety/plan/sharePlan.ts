import type { Language } from '../../language/choice';
import { openFormDialog } from '../../page/dialog';
import { element } from '../../page/element';
import { type Plan, writePlan } from './plan';
import { SHARED_PARTS, type SharedPart, sharedText } from './planSheet';
import { planTexts } from './planTexts';

/** The home is passed on only when somebody says so. */
const AT_FIRST: readonly SharedPart[] = ['shelters', 'timeline', 'bag'];

/**
 * Shows exactly what would go, and passes it on only then: by the phone's own way of sharing, or as a
 * text file where there is none. Nothing goes to the town.
 *
 * @param told takes what became of it
 */
export function sharePlan(plan: Plan, language: Language, told: (words: string) => void): void {
  const words = planTexts[language];
  const wanted = new Set<SharedPart>(AT_FIRST);
  const preview = element('pre', { class: 'share-preview', tabindex: '0', 'aria-label': words.shareHelp, id: 'share-preview' });
  const show = () => {
    preview.textContent = sharedText(plan, wanted, language) || words.shareEmpty;
  };
  const boxes = SHARED_PARTS.map((part) => {
    const box = element('input', { type: 'checkbox', id: `share-${part}`, checked: wanted.has(part) });
    box.addEventListener('change', () => {
      if (box.checked) wanted.add(part);
      else wanted.delete(part);
      show();
    });
    return element('label', { class: 'check' }, box, words.shareParts[part]);
  });
  show();
  openFormDialog({
    title: words.shareTitle,
    fields: [element('p', {}, words.shareHelp), element('div', { class: 'share-parts' }, ...boxes), preview],
    submit: words.shareYes,
    cancel: words.cancel,
    act: async () => {
      const text = sharedText(plan, wanted, language);
      if (text === '') throw new Error(words.shareEmpty);
      told((await passOn(text, language)) ? words.shared : words.sharedFile);
    },
    // Whoever closes the phone's own sheet has changed their mind; that is no failure.
    explain: (error) => (error instanceof Error && error.name !== 'AbortError' ? error.message : ''),
  });
}

/** @returns whether the phone's own way was gone; else it is a file now */
async function passOn(text: string, language: Language): Promise<boolean> {
  if (typeof navigator.share === 'function') {
    await navigator.share({ title: planTexts[language].heading, text });
    return true;
  }
  download(new Blob([text], { type: 'text/plain;charset=utf-8' }), `${planTexts[language].fileName}.txt`);
  return false;
}

/** The whole plan as a file that another phone can read in. */
export function savePlanFile(plan: Plan, language: Language): void {
  download(new Blob([writePlan(plan)], { type: 'application/json' }), `${planTexts[language].fileName}.json`);
}

function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
