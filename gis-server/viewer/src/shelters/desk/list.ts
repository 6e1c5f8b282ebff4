import type { Language } from '../../language/choice';
import type { Shelter } from '../shelter';

export const FILTERS = ['all', 'open', 'closed'] as const;
export type Filter = (typeof FILTERS)[number];

/** The shelters that the desk lists: by number, whatever their state, so that no row moves when one changes. */
export function listed(shelters: readonly Shelter[], filter: Filter, find: string, language: Language): Shelter[] {
  const wanted = fold(find);
  return shelters
    .filter(({ state }) => filter === 'all' || (filter === 'closed') === (state.status === 'closed'))
    .filter((shelter) => {
      if (wanted === '') return true;
      const { id, names, kana, address } = shelter;
      return [id, names[language], names.ja, kana, address].some((text) => fold(text).includes(wanted));
    })
    .sort((a, b) => a.id.localeCompare(b.id, 'ja', { numeric: true }));
}

/** How many are open, how many people are there, and of how many open ones that is not known. */
export function countsOf(shelters: readonly Shelter[]): { open: number; people: number; uncounted: number } {
  const open = shelters.filter(({ state }) => state.status === 'open');
  return {
    open: open.length,
    people: open.reduce((sum, { state }) => sum + (state.people ?? 0), 0),
    uncounted: open.filter(({ state }) => state.people === null).length,
  };
}

/** As people type: any width, and hiragana for katakana. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .trim();
}
