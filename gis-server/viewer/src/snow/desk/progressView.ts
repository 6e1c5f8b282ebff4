import { Table } from '../../admin/desk/table';
import type { Language } from '../../language/choice';
import { clockOf, durationText } from '../../language/moments';
import type { Box } from '../../maps/tileGrid';
import { element } from '../../page/element';
import { texts as snowTexts } from '../texts';
import { lengthText, percentText } from '../words';
import type { Progress, Sum, Waiting } from './progress';
import { texts } from './texts';

/** Whom rows of the progress lead to places. */
export interface ProgressListener {
  onBox(box: Box): void;
  onRoad(road: number): void;
}

/** So many waiting roads are seen at once. */
const MOST_SEEN = 5;

/** The progress in figures and tables; each row leads to its place on the map. */
export function progressView(
  progress: Progress,
  language: Language,
  listener: ProgressListener,
): HTMLElement[] {
  const words = texts[language];
  if (!progress.hasEvent) return [element('p', {}, words.noEvent)];
  if (progress.courses.length === 0) return [element('p', {}, words.noRoutes)];
  const { total } = progress;
  const length = (metres: number) => lengthText(metres, language);
  const late = total.late > 0 ? words.late(total.late, length(total.lateM)) : words.notLate;
  const parts: HTMLElement[] = [
    element(
      'div',
      { class: 'desk-total' },
      element('strong', { class: 'desk-share' }, percentText(total.share)),
      element(
        'div',
        {},
        element('p', {}, words.summary(length(total.doneM), length(total.lengthM))),
        element('p', total.late > 0 ? { class: 'desk-late' } : {}, late),
        element('p', { class: 'hint' }, words.at(clockOf(progress.at))),
      ),
    ),
    ...waitingView(progress.waiting, language, listener),
    element('h3', { class: 'snow-heading' }, words.districts),
    sumTable(words.districts, progress.districts, false, language, listener),
    element('h3', { class: 'snow-heading' }, words.courses),
    sumTable(words.courses, progress.courses, true, language, listener),
  ];
  if (progress.unknownSections > 0) {
    parts.push(element('p', { class: 'hint' }, words.unknown(progress.unknownSections)));
  }
  return parts;
}

function waitingView(
  all: readonly Waiting[],
  language: Language,
  listener: ProgressListener,
): HTMLElement[] {
  const words = texts[language];
  const heading = element('h3', { class: 'snow-heading' }, words.waiting);
  if (all.length === 0) return [heading, element('p', { class: 'hint' }, words.waitingNone)];
  const items = (some: readonly Waiting[]) =>
    element(
      'ol',
      { class: 'desk-waiting' },
      ...some.map((one) => element('li', {}, waitingButton(one, language, listener))),
    );
  const parts: HTMLElement[] = [heading, items(all.slice(0, MOST_SEEN))];
  const rest = all.slice(MOST_SEEN);
  if (rest.length > 0) {
    const more = element('summary', {}, words.waitingMore(rest.length));
    parts.push(element('details', { class: 'desk-more' }, more, items(rest)));
  }
  return parts;
}

function waitingButton(one: Waiting, language: Language, listener: ProgressListener): HTMLElement {
  const words = texts[language];
  const joined = (parts: readonly string[]) =>
    parts.filter((part) => part !== '').join(language === 'en' ? ', ' : '・');
  const name = joined([one.priority, words.section(one.section)]);
  const facts = joined([
    words.waits(snowTexts[language].states[one.state], durationText(one.waitingS, language)),
    `${one.district} ${one.course}`.trim(),
    one.target === null ? '' : words.target(clockOf(one.target)),
  ]);
  const attributes = { type: 'button', class: 'desk-row', title: words.goTo(name) };
  const button = element(
    'button',
    { ...attributes, id: `waiting-${one.road}` },
    element('span', { class: 'desk-row-name' }, name),
    ...(one.late ? [element('span', { class: 'desk-late' }, words.isLate)] : []),
    element('span', { class: 'hint' }, facts),
  );
  button.addEventListener('click', () => listener.onRoad(one.road));
  return button;
}

function sumTable(
  name: string,
  sums: readonly Sum[],
  isOfCourses: boolean,
  language: Language,
  listener: ProgressListener,
): HTMLElement {
  const words = texts[language];
  const table = new Table(name, [
    { head: isOfCourses ? words.course : words.district, isName: true },
    { head: words.share },
    { head: words.lateHead },
    { head: words.lastPass },
  ]);
  for (const sum of sums) {
    const title = `${sum.district} ${isOfCourses ? sum.course : ''}`.trim() || words.noName;
    const late = `${sum.late}（${lengthText(sum.lateM, language)}）`;
    table.add(
      [placeButton(title, sum, language, listener), contractor(isOfCourses ? sum.contractor : '')],
      [bar(sum.share), percentText(sum.share)],
      sum.late === 0 ? '—' : element('span', { class: 'desk-late' }, late),
      sum.lastPass === null ? '—' : clockOf(sum.lastPass),
    );
  }
  return table.root;
}

function placeButton(
  title: string,
  { box, course }: Sum,
  language: Language,
  listener: ProgressListener,
): HTMLElement {
  const attributes = { type: 'button', class: 'list-open', title: texts[language].goTo(title) };
  const id = `sum-${course === '' ? 'district' : 'course'}-${title}`;
  const button = element('button', { ...attributes, id, disabled: box === null }, title);
  button.addEventListener('click', () => {
    if (box !== null) listener.onBox(box);
  });
  return button;
}

function contractor(name: string): HTMLElement | string {
  return name === '' ? '' : element('span', { class: 'hint desk-below' }, name);
}

/** Seen beside its figure, so that it is not read out as well. */
function bar(share: number): HTMLElement {
  const value = String(share);
  return element('progress', { class: 'desk-bar', max: '1', value, 'aria-hidden': 'true' });
}
