import { type Language, localeOf } from '../language/choice';
import type { Attribute, LayerEntry } from './catalogue';
import { texts } from './texts';

/** Shown where there is no value. */
export const NO_VALUE = '—';

/**
 * An attribute's value as people read it.
 *
 * @param withUnit whether its unit stands behind it
 */
export function valueText(
  value: unknown,
  attribute: Attribute,
  language: Language,
  withUnit = true,
): string {
  if (value === null || value === undefined || value === '') return NO_VALUE;
  if (typeof value === 'boolean') return value ? texts[language].yes : texts[language].no;
  if (attribute.type === 'datetime') return momentText(String(value), language);
  if (attribute.type === 'date') return dayText(String(value), language);
  const plain = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const number = Number(plain);
  // Whole numbers without a unit may be codes or years, so they are not grouped by thousands.
  const isMeasured = attribute.unit !== '' || attribute.type === 'real';
  const text =
    isMeasured && Number.isFinite(number)
      ? number.toLocaleString(localeOf(language), { maximumFractionDigits: 10 })
      : plain;
  return attribute.unit === '' || !withUnit ? text : `${text} ${attribute.unit}`;
}

function momentText(value: string, language: Language): string {
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return value;
  return moment.toLocaleString(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Tokyo',
  });
}

function dayText(value: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (match === null) return value;
  const day = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  const locale = localeOf(language);
  return day.toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
}

/** Attributes that usually hold a thing's name, by their names and titles; the first fits best. */
const NAMING = [/^(name|名称|施設名|施設・場所名)$/i, /名称|施設名|地番|路線名/, /name|名$/i];

/**
 * What to call a feature in a list: its name if it has one, else its kind, else its first text,
 * else its id.
 *
 * @param kind the attribute that tells features of this layer apart on the map; null for none
 */
export function labelOf(
  layer: LayerEntry,
  properties: Record<string, unknown>,
  id: string | null,
  kind: string | null = null,
): string {
  const filled = layer.attributes.filter((attribute) => isFilled(properties[attribute.name]));
  for (const pattern of NAMING) {
    const named = filled.find((a) => pattern.test(a.name) || pattern.test(a.title));
    if (named !== undefined) return String(properties[named.name]);
  }
  const text =
    filled.find((attribute) => attribute.name === kind) ??
    filled.find((attribute) => attribute.type === 'text');
  if (text !== undefined) return String(properties[text.name]);
  return id === null ? '' : `#${id}`;
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}
