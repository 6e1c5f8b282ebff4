import type { Language } from '../language/choice';
import { texts } from './texts';

/** The plane-rectangular zones I to XIX (平面直角座標系). */
const ZONES = 19;

/** One entry of the list of coordinate systems. */
export interface CrsChoice {
  /** As the server takes it, "EPSG:6680". */
  code: string;
  label: string;
}

/** The coordinate systems in which Japanese files come, by kind. */
export function crsChoices(language: Language): { group: string; choices: CrsChoice[] }[] {
  const words = texts[language].crsGroups;
  return [
    {
      group: words.geographic,
      choices: [
        named(6668, 'JGD2011'),
        named(4612, 'JGD2000'),
        named(4326, 'WGS 84'),
        named(4301, 'Tokyo'),
      ],
    },
    { group: words.jgd2011, choices: zones(6669, language) },
    { group: words.jgd2000, choices: zones(2443, language) },
    { group: words.tokyo, choices: zones(30161, language) },
    { group: words.other, choices: [named(3857, 'Web Mercator')] },
  ];
}

/** The codes of a family of zones follow one another. */
function zones(first: number, language: Language): CrsChoice[] {
  return Array.from({ length: ZONES }, (_, i) => named(first + i, texts[language].zone(i + 1)));
}

function named(epsg: number, name: string): CrsChoice {
  return { code: `EPSG:${epsg}`, label: `${name}（EPSG:${epsg}）` };
}
