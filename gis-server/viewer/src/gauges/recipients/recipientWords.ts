import type { Language } from '../../language/choice';
import { shortMomentText } from '../../language/moments';
import { texts as deskTexts } from '../desk/texts';
import type { Gauge } from '../gauge';
import { type Change, DAYS, KINDS, type Latest, type Recipient, type Shift } from './recipient';
import { texts } from './texts';

/** So many gauges are named; of more, how many others. */
const MOST_NAMED = 4;

/** What somebody is told of, in one line. */
export function concernsText(one: Recipient, gauges: readonly Gauge[], language: Language): string {
  const words = texts[language];
  const names = one.gauges.map((id) => gauges.find(({ gauge }) => gauge === id)?.name ?? id);
  const chosen = [...one.sections, ...names];
  const more = chosen.length - MOST_NAMED;
  const named = chosen.slice(0, MOST_NAMED).join(language === 'en' ? ', ' : '、');
  const places = chosen.length === 0 ? words.everywhere : more > 0 ? `${named} +${more}` : named;
  const kinds = one.kinds.length === KINDS.length || one.isPublic ? [] : one.kinds.map((kind) => words.kindWords[kind]);
  return [places, words.fromOn(deskTexts[language].severities[one.lowest]), ...kinds].join('・');
}

/** When they are told, and what happens when nobody takes notice, in one line. */
export function hoursText(one: Recipient, language: Language): string {
  const words = texts[language];
  const parts = [
    one.isPublic ? words.afterConfirmed : '',
    one.isPublic ? '' : one.duty.length === 0 ? words.always : one.duty.map((shift) => shiftText(shift, language)).join('、'),
    one.quiet === null ? '' : words.quietText(one.quiet.from, one.quiet.to),
    one.escalateMinutes === 0 ? '' : words.escalates(one.escalateMinutes),
    one.repeatMinutes === 0 ? '' : words.repeats(one.repeatMinutes),
    one.drills ? words.drillsText : '',
    one.language === 'en' ? words.english : '',
  ];
  return parts.filter((part) => part !== '').join('・');
}

/** Days that follow each other are told as `月〜金`. */
function shiftText({ days, from, to }: Shift, language: Language): string {
  const words = texts[language];
  if (days.length === DAYS.length) return words.shift(words.everyDay, from, to);
  const places = DAYS.flatMap((day, at) => (days.includes(day) ? at : []));
  const [first = 0] = places;
  const last = places.at(-1) ?? first;
  const isRun = places.length > 2 && last - first === places.length - 1;
  const nameAt = (at: number) => words.days[DAYS[at] ?? 'monday'];
  const named = isRun ? `${nameAt(first)}–${nameAt(last)}` : places.map(nameAt).join(language === 'en' ? ', ' : '・');
  return words.shift(named, from, to);
}

/** How the newest message to an address is doing. */
export function latestText({ purpose, state, made, sent, error }: Latest, language: Language): string {
  const words = deskTexts[language];
  const why = words.purposes[purpose] ?? purpose;
  const what = `${words.states[state] ?? state}${language === 'en' ? ` (${why})` : `（${why}）`}`;
  return [shortMomentText(sent ?? made), what, error].filter((part) => part !== '').join(' ');
}

/** A change in one line. */
export function changeText({ recorded, author, reason, changed, isRemoved, isFirst }: Change, language: Language): string {
  const words = texts[language];
  const members = changed.map((name) => words.members[name] ?? name).join(language === 'en' ? ', ' : '・');
  const what = isRemoved ? words.removedWord : isFirst ? words.added : words.changedWord(members);
  return `${shortMomentText(recorded)} ${what}（${author}）${reason === '' ? '' : ` ${reason}`}`;
}
