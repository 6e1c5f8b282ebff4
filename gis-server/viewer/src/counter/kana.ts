// The kana keys: what they are, and what the marks do to the last letter.

/** A column of the table of kana for each sound, an empty place as a space. */
export const COLUMNS = [
  'あいうえお',
  'かきくけこ',
  'さしすせそ',
  'たちつてと',
  'なにぬねの',
  'はひふへほ',
  'まみむめも',
  'や ゆ よ',
  'らりるれろ',
  'わ を ん',
] as const;

/** The sounds by which names are put in order, as the heads of their rows. */
export const ROWS = ['あ', 'か', 'さ', 'た', 'な', 'は', 'ま', 'や', 'ら', 'わ'] as const;
export type Row = (typeof ROWS)[number];

export type Mark = 'voiced' | 'half-voiced' | 'small';

const PAIRS: Record<Mark, string> = {
  voiced: 'かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔ',
  'half-voiced': 'はぱひぴふぷへぺほぽ',
  small: 'あぁいぃうぅえぇおぉつっやゃゆゅよょわゎ',
};

/** Which sound a letter has without any mark: が, ヵ and カ are か. */
function plain(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  const isKatakana = code >= 0x30a1 && code <= 0x30f6;
  const kana = isKatakana ? String.fromCodePoint(code - 0x60) : letter;
  const base = kana.normalize('NFD').charAt(0);
  const at = PAIRS.small.indexOf(base);
  return at >= 0 && at % 2 === 1 ? PAIRS.small.charAt(at - 1) : base;
}

/**
 * Puts a mark on the last letter; a mark that it has goes again.
 *
 * @returns the same text when its last letter takes no such mark
 */
export function withMark(text: string, mark: Mark): string {
  const last = text.slice(-1);
  const pairs = PAIRS[mark];
  const at = last === '' ? -1 : pairs.indexOf(last);
  if (at >= 0) return text.slice(0, -1) + pairs.charAt(at % 2 === 0 ? at + 1 : at - 1);
  // は゛ becomes は゜ at one press.
  const from = pairs.indexOf(plain(last));
  return last === '' || from < 0 || from % 2 === 1 ? text : text.slice(0, -1) + pairs.charAt(from + 1);
}

/** In which row a name stands by its reading; null when that does not begin with kana. */
export function rowOf(reading: string): Row | null {
  const first = plain(reading.normalize('NFKC').charAt(0));
  const column = first.trim() === '' ? -1 : COLUMNS.findIndex((letters) => letters.includes(first));
  return ROWS[column] ?? null;
}
