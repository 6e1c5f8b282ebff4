import { type Language, localeOf } from '../language/choice';
import { texts } from './texts';

/** How sure a state is; empty when nothing was said. @param confidence 0 to 1 */
export function sureText(confidence: number | null, language: Language): string {
  if (confidence === null) return '';
  const words = texts[language];
  if (confidence >= 0.9) return words.sure.high;
  return confidence >= 0.7 ? words.sure.middle : words.sure.low;
}

/** `12.3 km`, or metres below one kilometre. */
export function lengthText(metres: number, language: Language): string {
  if (metres < 1000) return `${Math.round(metres)} m`;
  const km = (metres / 1000).toLocaleString(localeOf(language), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return `${km} km`;
}

/** Never 100 % before all is done, never 0 % once something is. @param share 0 to 1 */
export function percentText(share: number): string {
  const percent = share >= 1 ? 100 : Math.min(99, Math.ceil(share * 100));
  return `${percent}%`;
}
