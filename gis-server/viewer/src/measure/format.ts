import type { Language } from '../language/choice';
import type { LonLat, PlaneZone } from './plane';

/** How a place is written: surveyors' coordinates, degrees, or degrees with minutes and seconds. */
export type PlaceForm = 'plane' | 'degrees' | 'dms';

export const PLACE_FORMS: readonly PlaceForm[] = ['plane', 'degrees', 'dms'];

const METRE_DIGITS = 2;
const DEGREE_DIGITS = 6;
const SECOND_DIGITS = 2;
const M2_PER_HA = 10_000;
const M_PER_KM = 1000;

/** A place in words for people, to be copied too. Surveyors' X is the north, Y the east. */
export function placeText(place: LonLat, form: PlaceForm, zone: PlaneZone): string {
  const [lon, lat] = place;
  switch (form) {
    case 'plane': {
      const { east, north } = zone.project(place);
      return `X ${metres(north)}  Y ${metres(east)}`;
    }
    case 'degrees':
      return `${lat.toFixed(DEGREE_DIGITS)}, ${lon.toFixed(DEGREE_DIGITS)}`;
    case 'dms':
      return `${sexagesimal(lat, 'N', 'S')} ${sexagesimal(lon, 'E', 'W')}`;
  }
}

/** Metres, from a kilometre on kilometres too. */
export function lengthText(metresLong: number, language: Language): string {
  const inMetres = `${number(metresLong, metresLong < 100 ? 2 : 1, language)} m`;
  if (metresLong < M_PER_KM) return inMetres;
  return `${number(metresLong / M_PER_KM, 3, language)} km`;
}

/** Square metres, and hectares where people count in them. */
export function areaText(squareMetres: number, language: Language): string {
  const inMetres = `${number(squareMetres, squareMetres < 1000 ? 2 : 0, language)} m²`;
  if (squareMetres < M_PER_KM) return inMetres;
  return `${inMetres}（${number(squareMetres / M2_PER_HA, squareMetres < 1e6 ? 3 : 1, language)} ha）`;
}

/** A round length for a scale bar, at most so many metres: 1, 2 or 5 times a power of ten. */
export function roundLengthM(atMostM: number): number {
  const power = 10 ** Math.floor(Math.log10(atMostM));
  const digit = atMostM / power;
  return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
}

/** "1:2,500": two digits are all that a screen's size allows to say. */
export function scaleText(denominator: number, language: Language): string {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(denominator)) - 1);
  return `1:${number(Math.round(denominator / power) * power, 0, language)}`;
}

function number(value: number, digits: number, language: Language): string {
  return value.toLocaleString(language === 'en' ? 'en-GB' : 'ja-JP', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function metres(value: number): string {
  // A minus zero would read as a place west or south of itself.
  return (value === 0 ? 0 : value).toFixed(METRE_DIGITS).replace(/^-(0\.0+)$/, '$1');
}

function sexagesimal(degrees: number, positive: string, negative: string): string {
  const unit = 10 ** SECOND_DIGITS;
  // Rounded as a whole, so that no 60 seconds come out.
  const hundredths = Math.round(Math.abs(degrees) * 3600 * unit);
  const whole = Math.floor(hundredths / (3600 * unit));
  const minutes = Math.floor(hundredths / (60 * unit)) % 60;
  const seconds = (hundredths % (60 * unit)) / unit;
  const two = (value: number) => String(value).padStart(2, '0');
  const [head = '', tail = ''] = seconds.toFixed(SECOND_DIGITS).split('.');
  return `${whole}°${two(minutes)}′${head.padStart(2, '0')}.${tail}″${degrees < 0 ? negative : positive}`;
}
