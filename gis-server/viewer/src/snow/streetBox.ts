import { type Client, explain, isRecord } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import { field } from '../page/dialog';
import { element, textButton } from '../page/element';
import { FormTrouble } from '../page/formTrouble';
import { answerText, readRoadAnswer } from './roadAnswer';
import { texts } from './texts';
import { lengthText, percentText } from './words';

/** The server takes no longer question. */
const MAX_LENGTH = 200;

export interface StreetListener {
  onRoad(road: number, point: [number, number] | null): void;
}

/** "When was my street cleared?": an address in, an answer in words out. */
export class StreetBox {
  readonly root = element('section', { class: 'street', 'aria-labelledby': 'street-heading' });
  private readonly result = element('div', { class: 'street-result', role: 'status' });
  private asked = 0;
  /** The last answer, to be told in another language. */
  private answer: { text: string; json: unknown } | null = null;

  constructor(
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly listener: StreetListener,
  ) {
    choice.bind(() => this.draw());
  }

  /** Forgets the answer, which somebody else may not be told. */
  clear(): void {
    this.asked++;
    this.answer = null;
    this.draw();
  }

  private draw(): void {
    const words = texts[this.choice.current];
    const input = element('input', {
      name: 'street',
      type: 'search',
      autocomplete: 'street-address',
      placeholder: words.streetExample,
      value: this.root.querySelector('input')?.value ?? '',
    });
    const form = element(
      'form',
      { class: 'form street-form', novalidate: true },
      field(words.streetField, input),
      element('button', { type: 'submit', class: 'button' }, words.streetAsk),
    );
    const trouble = new FormTrouble(form);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      trouble.clear();
      const text = input.value.trim();
      if (text === '') trouble.show(words.streetEmpty, 'street');
      else if (text.length > MAX_LENGTH) trouble.show(words.streetLong, 'street');
      else void this.ask(text, trouble);
    });
    this.root.replaceChildren(
      element('h3', { class: 'snow-heading', id: 'street-heading' }, words.street),
      form,
      this.result,
    );
    this.tell();
  }

  private async ask(text: string, trouble: FormTrouble): Promise<void> {
    const asked = ++this.asked;
    const { current } = this.choice;
    const lang = current === 'en' ? 'en' : 'ja';
    try {
      const json = await this.client.getJson(`/api/snow/street?q=${encodeURIComponent(text)}&lang=${lang}`);
      if (asked !== this.asked) return;
      this.answer = { text, json };
      this.tell();
    } catch (error) {
      if (asked === this.asked) trouble.show(explain(error, this.choice.current), 'street');
    }
  }

  private tell(): void {
    const words = texts[this.choice.current];
    if (this.answer === null) {
      this.result.replaceChildren();
      return;
    }
    const { text, json } = this.answer;
    const places = isRecord(json) && Array.isArray(json['places']) ? json['places'].filter(isRecord) : [];
    const [place] = places;
    this.result.replaceChildren(
      ...(place === undefined
        ? [element('p', {}, words.streetNowhere(text))]
        : this.placeView(place)),
    );
  }

  /** The best place that was found; its nearest road answers, the next ones may be meant. */
  private placeView(place: Record<string, unknown>): HTMLElement[] {
    const { current } = this.choice;
    const words = texts[current];
    const parts: HTMLElement[] = [];
    const title = typeof place['title'] === 'string' ? place['title'] : '';
    if (title !== '') parts.push(element('p', { class: 'street-place' }, title));
    const quarter = isRecord(place['quarter']) ? quarterText(place['quarter'], current) : '';
    if (quarter !== '') parts.push(element('p', {}, quarter));
    const streets = Array.isArray(place['streets']) ? place['streets'].filter(isRecord) : [];
    if (streets.length === 0 && quarter === '') parts.push(element('p', {}, words.streetNoRoad));
    const point = pointOf(place['point']);
    const now = new Date();
    for (const street of streets) {
      const road = readRoadAnswer(street);
      const name = words.streetNear(road.name || words.noName, Number(street['distanceM']) || 0);
      const show = textButton(words.showOnMap, 'button-small', () => this.listener.onRoad(road.id, point));
      show.setAttribute('aria-label', `${words.showOnMap}: ${name}`);
      parts.push(
        element(
          'div',
          { class: 'street-road' },
          element('p', { class: 'hint' }, name),
          element('p', { class: 'street-answer' }, answerText(road, now, current)),
          show,
        ),
      );
    }
    return parts;
  }
}

function quarterText(quarter: Record<string, unknown>, language: 'ja' | 'easy' | 'en'): string {
  const metres = (state: string) => Number(quarter[state]) || 0;
  const states = Object.keys(quarter).filter((state) => state !== 'none');
  const all = states.reduce((sum, state) => sum + metres(state), 0);
  if (all === 0) return '';
  return texts[language].quarter(percentText(metres('cleared') / all), lengthText(all, language));
}

function pointOf(value: unknown): [number, number] | null {
  if (!Array.isArray(value)) return null;
  const [lon, lat] = value as unknown[];
  return typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : null;
}
