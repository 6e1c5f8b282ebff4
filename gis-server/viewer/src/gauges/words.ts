import type { Language } from '../language/choice';
import { agoText, momentText } from '../language/moments';
import { type Forecast, type Gauge, isCurrent, nextLevel, reached, type Trend } from './gauge';
import { texts } from './texts';

const MINUTE_S = 60;
const HOUR_MIN = 60;
/** Estimates are no more exact than this. */
const ROUNDED_MIN = 5;

/** Metres to the centimetre, with the minus sign of print. */
export function fixedMetres(metres: number): string {
  const text = Math.abs(metres).toFixed(2);
  return metres < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** `2.31 m`. */
export function metresText(metres: number, language: Language): string {
  return texts[language].metres(fixedMetres(metres));
}

/** What a height means where heights are told from where overflow begins. */
export function toOverflowText(metres: number, language: Language): string {
  const words = texts[language];
  const value = fixedMetres(Math.abs(metres));
  if (Number(value) === 0) return words.overflowAt;
  return metres < 0 ? words.overflowAbove(value) : words.overflowOver(value);
}

/** `上昇中（1時間に +0.32 m）`. */
export function trendText(trend: Trend | null, language: Language): string {
  const words = texts[language];
  if (trend === null) return words.trendUnknown;
  if (trend.direction === 'steady') return words.steady;
  const sign = trend.metresPerHour > 0 ? '+' : '';
  const rate = words.perHour(`${sign}${fixedMetres(trend.metresPerHour)}`);
  return language === 'en' ? `${words[trend.direction]}, ${rate}` : `${words[trend.direction]}（${rate}）`;
}

/** An arrow, for the eye only; the words stand beside it. */
export function arrowOf(trend: Trend | null): string {
  return trend === null ? '' : { rising: '↗', falling: '↘', steady: '→' }[trend.direction];
}

/** How grave it is, in words: the level that is reached, or why that cannot be told. */
export function standingText(gauge: Gauge, language: Language): string {
  const words = texts[language];
  if (!isCurrent(gauge)) return words.qualities[gauge.quality];
  const level = reached(gauge);
  if (level !== null) return words.reached(level.name);
  return gauge.levels.length === 0 ? words.noLevels : words.below;
}

/** How far it is to the next level; empty above all, and where the present level is not known. */
export function untilNextText(gauge: Gauge, language: Language): string {
  const next = isCurrent(gauge) ? nextLevel(gauge) : null;
  if (next === null || gauge.latest === null) return '';
  return texts[language].untilNext(next.name, fixedMetres(next.metres - gauge.latest.metres));
}

/** `10分前（午前5時12分）の観測`. */
export function measuredText(time: Date, now: Date, language: Language): string {
  return texts[language].measured(agoOf(time, now, language), momentText(time, now, language));
}

/** `10分前`. */
export function agoOf(time: Date, now: Date, language: Language): string {
  return agoText((now.getTime() - time.getTime()) / 1000, language);
}

/**
 * When a level will be reached, as seen from now, with its uncertainty:
 * `約25分後に避難判断水位（15〜60分）`.
 *
 * @param levelName what people call the level
 */
export function forecastText(forecast: Forecast, levelName: string, now: Date, language: Language): string {
  const words = texts[language];
  const passedS = (now.getTime() - forecast.since.getTime()) / 1000;
  const minutes = (seconds: number) => Math.max(0, (seconds - passedS) / MINUTE_S);
  const about = minutes(forecast.aboutS);
  const soonest = roundedDown(minutes(forecast.soonestS));
  const latest = roundedUp(minutes(forecast.latestS));
  if (about < ROUNDED_MIN / 2) return words.forecastNow(levelName);
  const rounded = Math.round(about / ROUNDED_MIN) * ROUNDED_MIN;
  const when =
    about < 2 * HOUR_MIN ? words.forecastAbout(rounded) : words.forecastHours((about / HOUR_MIN).toFixed(1));
  return words.forecast(levelName, when, words.forecastSpan(soonest, latest));
}

/** The name of a level by its code. */
export function levelNameOf({ levels }: Gauge, code: string): string {
  return levels.find((level) => level.code === code)?.name ?? code;
}

function roundedDown(minutes: number): number {
  return Math.floor(minutes / ROUNDED_MIN) * ROUNDED_MIN;
}

function roundedUp(minutes: number): number {
  return Math.ceil(minutes / ROUNDED_MIN) * ROUNDED_MIN;
}
