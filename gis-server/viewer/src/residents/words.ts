import { texts as roleTexts } from '../admin/roles/texts';
import { titleLanguage } from '../basemap/town';
import { type Language, localeOf } from '../language/choice';
import { momentText } from '../language/moments';
import { texts } from './texts';
import type { Assignee, CaseEntry, Reason, WatchLine } from './watch';

/** Why a household stands in the list, in words. A flag that a town has made up has its code. */
export function reasonText({ code, values }: Reason, language: Language, now: Date): string {
  const words = texts[language];
  const number = (name: string) => Number(values[name]) || 0;
  if (code.startsWith('road-')) {
    const road = words.roads[code.slice('road-'.length)] ?? code;
    const cm = values['newSnowCm'];
    return typeof cm === 'number' ? joined([road, words.newSnow(numberText(cm, language))], language) : road;
  }
  if (code === 'snow-hours') return words.snowHours(numberText(Math.floor(number('hours')), language));
  if (code === 'follow-up') return words.followUp(dayText(String(values['due']), language));
  if (code !== 'reported') return words.reasons[code] ?? code;
  const sources = Array.isArray(values['sources']) ? values['sources'].map(String) : [];
  const told = words.reported(
    number('reports'),
    momentText(new Date(String(values['latest'])), now, language),
    sources.map((source) => words.sources[source] ?? source).join(language === 'en' ? ', ' : '・'),
  );
  const photos = number('photos');
  return photos > 0 ? joined([told, words.withPhotos(photos)], language) : told;
}

/** The household's address; one without is told by its number. */
export function addressOf(
  { address, household }: Pick<WatchLine, 'address' | 'household'>,
  language: Language,
): string {
  return address === '' ? texts[language].noAddress(household) : address;
}

/** Who looks after a case, as colleagues know them. @param code as the server has it; may be empty */
export function assigneeText(code: string, all: readonly Assignee[], language: Language): string {
  if (code === '') return texts[language].nobody;
  const found = all.find((one) => one.code === code);
  return found === undefined ? code.slice(code.indexOf(':') + 1) : nameOf(found, language);
}

export function nameOf({ isGroup, name, titles }: Assignee, language: Language): string {
  if (titles !== null) return titles[titleLanguage(language)];
  return isGroup ? (roleTexts[language].names[name] ?? name) : name;
}

/** Who did something: the account's name for colleagues, where it is known. */
export function actorText(actor: string, all: readonly Assignee[]): string {
  return all.find((one) => one.code === `account:${actor}`)?.name ?? actor;
}

/** One step of a case's history: what was done, and what has become otherwise by it. */
export function stepText(entry: CaseEntry, all: readonly Assignee[], language: Language): string {
  const words = texts[language];
  const step = words.steps[entry.step] ?? entry.step;
  const text = (values: Record<string, unknown>, name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : '';
  };
  const change = (of: (values: Record<string, unknown>) => string) =>
    `${step}${language === 'en' ? ': ' : '：'}${of(entry.before)} → ${of(entry.after)}`;
  switch (entry.step) {
    case 'assign':
      return change((values) => assigneeText(text(values, 'assignee'), all, language));
    case 'follow-up':
      return change((values) => dayText(text(values, 'followUp'), language) || words.noDay);
    case 'visit':
      return `${step}${language === 'en' ? ': ' : '：'}${words.outcomes[entry.outcome] ?? entry.outcome}`;
    default:
      return step;
  }
}

/** A day as people say it, as `1月31日`; empty for none. @param day YYYY-MM-DD */
export function dayText(day: string, language: Language): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (day === '' || Number.isNaN(date.getTime())) return day;
  return date.toLocaleDateString(localeOf(language), {
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  });
}

export function numberText(number: number, language: Language): string {
  return number.toLocaleString(localeOf(language), { maximumFractionDigits: 1 });
}

export function joined(parts: readonly string[], language: Language): string {
  return parts.join(language === 'en' ? ', ' : '、');
}
