import { explain } from '../../http/client';
import { localeOf } from '../../language/choice';
import { field, openFormDialog } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { FieldError } from '../../page/formTrouble';
import { texts as accountTexts } from '../../accounts/texts';
import { type FeedbackState, type Message, type MessageList, type MessageStep, readMessages, STATES } from './feedback';
import { tagOf } from './maps';
import type { DeskHost } from './openDesk';
import { texts } from './texts';

const FEEDBACK = '/api/feedback';
const LONGEST_TEXT = '2000';

/** What residents have told one's sections. */
export class FeedbackPart {
  private list: MessageList | null = null;
  private state: FeedbackState | null = 'new';
  /** The one that stands open, with what was done. */
  private opened: { number: number; steps: readonly MessageStep[] } | null = null;
  private asked = 0;

  constructor(private readonly host: DeskHost) {}

  clear(): void {
    this.list = null;
    this.opened = null;
  }

  content(): HTMLElement[] {
    const words = texts[this.host.language()];
    const filters = element(
      'div',
      { class: 'modes desk-filters', role: 'group', 'aria-label': words.states },
      ...[...STATES, null].map((state) => {
        const button = textButton(state === null ? words.everyState : words.stateNames[state], 'button-small mode', () => {
          this.state = state;
          this.clear();
          this.host.redraw();
        });
        button.id = `feedback-${state ?? 'all'}`;
        button.setAttribute('aria-pressed', String(state === this.state));
        return button;
      }),
    );
    if (this.list === null) {
      void this.load(null);
      return [filters, element('p', { class: 'hint', role: 'status' }, words.loading)];
    }
    const { messages, next } = this.list;
    const more = textButton(words.more, 'button-small', () => void this.load(next));
    more.id = 'feedback-more';
    return [
      filters,
      messages.length === 0
        ? element('p', { class: 'hint', role: 'status' }, words.noMessages)
        : element('ul', { class: 'desk-cards' }, ...messages.map((message) => this.card(message))),
      ...(next === null ? [] : [more]),
    ];
  }

  /** @param before the first page when null */
  private async load(before: number | null): Promise<void> {
    const asked = ++this.asked;
    const query = new URLSearchParams();
    if (this.state !== null) query.set('state', this.state);
    if (before !== null) query.set('before', String(before));
    try {
      const read = readMessages(await this.host.client.getJson(`${FEEDBACK}?${query}`));
      if (asked !== this.asked) return;
      const earlier = before === null ? [] : (this.list?.messages ?? []);
      this.list = { ...read, messages: [...earlier, ...read.messages] };
    } catch (error) {
      if (asked !== this.asked) return;
      this.list ??= readMessages(null);
      this.host.tell(explain(error, this.host.language()));
    }
    this.host.redraw();
  }

  private card(message: Message): HTMLElement {
    const language = this.host.language();
    const words = texts[language];
    const isOpen = this.opened?.number === message.number;
    const title = textButton(words.message(message.number), 'button-small', () => void this.toggle(message));
    title.id = `feedback-${message.number}`;
    title.setAttribute('aria-expanded', String(isOpen));
    const { layer, feature, map, place } = message;
    const about = [
      layer === null ? '' : feature === null ? layer : `${layer} / ${feature}`,
      map === null ? '' : `${words.maps}: ${map}`,
    ].filter((text) => text !== '');
    const told = element(
      'li',
      { class: 'desk-card' },
      element('div', { class: 'desk-tools' }, title, element('strong', {}, words.stateNames[message.state])),
      element('p', {}, [this.moment(message.received), this.sectionName(message.section), ...about].join(' · ')),
      element('p', { class: 'desk-words' }, message.forgotten ? words.forgotten : message.text),
    );
    if (isOpen) told.append(...this.work(message, place));
    return told;
  }

  private moment(text: string): string {
    const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Tokyo' } as const;
    return new Date(text).toLocaleString(localeOf(this.host.language()), options);
  }

  private sectionName(role: string): string {
    const { roleNames } = accountTexts[this.host.language()];
    return (roleNames as Record<string, string>)[role] ?? role;
  }

  private async toggle(message: Message): Promise<void> {
    if (this.opened?.number === message.number) this.opened = null;
    else await this.open(message.number);
    this.host.redraw();
  }

  private async open(number: number): Promise<void> {
    try {
      const whole = (await this.host.client.getJson(`${FEEDBACK}/${number}`)) as Message & { steps: MessageStep[] };
      this.opened = { number, steps: whole.steps };
      if (this.list !== null) {
        const messages = this.list.messages.map((one) => (one.number === number ? whole : one));
        this.list = { ...this.list, messages };
      }
    } catch (error) {
      this.host.tell(explain(error, this.host.language()));
    }
  }

  /** What was done, and what can be. */
  private work(message: Message, place: [number, number] | null): HTMLElement[] {
    const words = texts[this.host.language()];
    const steps = (this.opened?.steps ?? []).map(({ at, by, step, text, section }) =>
      element(
        'li',
        {},
        `${this.moment(at)} ${by}: ${words.stepNames[step]}${step === 'handOver' ? ` → ${this.sectionName(section)}` : ''}`,
        ...(text === '' ? [] : [element('p', { class: 'desk-words' }, text)]),
      ),
    );
    const button = (text: string, act: () => void) => textButton(text, 'button-small', act);
    const buttons = message.forgotten
      ? []
      : [
          ...(message.state === 'new' ? [button(words.stepNames.take, () => void this.take(message))] : []),
          button(words.answerIt, () => this.ask(message, 'answer')),
          button(words.stepNames.note, () => this.ask(message, 'note')),
          button(words.stepNames.handOver, () => this.ask(message, 'handOver')),
          ...(message.state === 'closed' ? [] : [button(words.stepNames.close, () => this.ask(message, 'close'))]),
        ];
    const onMap = place === null ? [] : [button(words.onMap, () => this.host.showOnMap(place))];
    return [
      ...(message.wantsMail ? [element('p', { class: 'hint' }, words.goesByMail)] : []),
      element('ul', { class: 'desk-steps', 'aria-label': words.steps }, ...steps),
      element('div', { class: 'desk-tools' }, ...onMap, ...buttons),
    ];
  }

  private async take(message: Message): Promise<void> {
    try {
      await this.send(message, { step: 'take' });
      await this.open(message.number);
    } catch (error) {
      this.host.tell(explain(error, this.host.language()));
    }
    this.host.redraw();
  }

  private async send(message: Message, step: Record<string, string>): Promise<void> {
    await this.host.client.postJson(`${FEEDBACK}/${message.number}/steps`, step, tagOf(message));
  }

  /** Asks for the words of a step, and does it. */
  private ask(message: Message, step: MessageStep['step']): void {
    const language = this.host.language();
    const words = texts[language];
    const text = element('textarea', { name: 'text', rows: '5', maxlength: LONGEST_TEXT });
    const others = (this.list?.sections ?? []).filter((name) => name !== message.section);
    const section = element(
      'select',
      { name: 'section' },
      ...others.map((name) => element('option', { value: name }, this.sectionName(name))),
    );
    const label = step === 'answer' ? words.answerText : words.noteText;
    const title = step === 'answer' ? words.answerIt : words.stepNames[step];
    openFormDialog({
      title: `${words.message(message.number)}: ${title}`,
      fields: [
        ...(step === 'handOver' ? [field(words.toWhom, section)] : []),
        field(label, text, step === 'answer' ? words.answerHelp : ''),
      ],
      submit: title,
      cancel: words.cancel,
      act: async (form) => {
        const value = (name: string) => String(form.get(name) ?? '').trim();
        if (value('text') === '' && (step === 'answer' || step === 'note')) {
          throw new FieldError(words.needText, 'text');
        }
        const to: Record<string, string> = step === 'handOver' ? { section: value('section') } : {};
        await this.send(message, { step, text: value('text'), ...to });
        this.clear();
        this.host.redraw();
        this.host.tell(words.done);
      },
      explain: (error) => (error instanceof FieldError ? error.message : explain(error, language)),
    });
  }
}
