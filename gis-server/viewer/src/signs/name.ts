/** What the name of a built-in image asks for. */
export type ImageName =
  | { kind: 'symbol'; symbol: string; colour: string; background: string; sizePx: number }
  | {
      kind: 'pattern';
      pattern: string;
      colour: string;
      background: string;
      spacingPx: number;
      widthPx: number;
    };

const PREFIX = 'machizu:';
const COLOUR = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const CLEAR = '#00000000';
const SYMBOL_COLOUR = '#1a1a1a';
const PATTERN_COLOUR = '#666666';

/** In CSS pixels. */
const SYMBOL_SIZE = { fallback: 20, from: 8, to: 64 };
const SPACING = { fallback: 8, from: 3, to: 64 };
const WIDTH = { fallback: 1.5, from: 0.5, to: 16 };

/**
 * Reads `machizu:symbol/NAME[/COLOUR[/BACKGROUND[/SIZE]]]` or
 * `machizu:PATTERN[/COLOUR[/BACKGROUND[/SPACING[/WIDTH]]]]`; null for anything else. An empty part
 * stands for what holds without it.
 */
export function readImageName(text: string): ImageName | null {
  if (!text.startsWith(PREFIX)) return null;
  const parts = text.slice(PREFIX.length).split('/');
  if (parts[0] === 'symbol') {
    const [, symbol = '', colour, background, size, more] = parts;
    const sizePx = numberIn(size, SYMBOL_SIZE);
    const ink = colourIn(colour, SYMBOL_COLOUR);
    const ground = colourIn(background, CLEAR);
    if (ink === null || ground === null || sizePx === null || more !== undefined) return null;
    return { kind: 'symbol', symbol, colour: ink, background: ground, sizePx };
  }
  const [pattern = '', colour, background, spacing, width, more] = parts;
  const spacingPx = numberIn(spacing, SPACING);
  const widthPx = numberIn(width, WIDTH);
  const ink = colourIn(colour, PATTERN_COLOUR);
  const ground = colourIn(background, CLEAR);
  if (ink === null || ground === null || more !== undefined) return null;
  if (spacingPx === null || widthPx === null) return null;
  return { kind: 'pattern', pattern, colour: ink, background: ground, spacingPx, widthPx };
}

/** Whether a colour of a name shows nothing. */
export function isClear(colour: string): boolean {
  return (colour.length === 5 && colour.endsWith('0')) || (colour.length === 9 && colour.endsWith('00'));
}

function colourIn(text: string | undefined, fallback: string): string | null {
  if (text === undefined || text === '') return fallback;
  return COLOUR.test(text) ? text : null;
}

function numberIn(
  text: string | undefined,
  { fallback, from, to }: { fallback: number; from: number; to: number },
): number | null {
  if (text === undefined || text === '') return fallback;
  const number = Number(text);
  return number >= from && number <= to ? number : null;
}
