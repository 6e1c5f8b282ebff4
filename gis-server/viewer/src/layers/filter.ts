import type { LayerEntry } from './catalogue';

/** Whether every word of a filter stands in one of a layer's names, however it is written. */
export function matches(layer: LayerEntry, groupName: string, filter: string): boolean {
  const names = [layer.title, ...layer.titles, layer.id, groupName].map(plain).join(' ');
  return plain(filter)
    .split(/\s+/)
    .every((word) => names.includes(word));
}

/** Full and half width, upper and lower case, katakana and hiragana are one. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .trim();
}
