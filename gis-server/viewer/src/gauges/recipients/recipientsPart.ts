import './recipients.css';
import { type Client, explain } from '../../http/client';
import type { LanguageChoice } from '../../language/choice';
import { openFormDialog } from '../../page/dialog';
import { element, textButton } from '../../page/element';
import { redraw } from '../desk/redraw';
import { texts as deskTexts } from '../desk/texts';
import type { GaugeStore } from '../gaugeStore';
import { isInTrouble, type Latest, NEW, readRecipients, type Recipient, type RecipientSheet, tagOf } from './recipient';
import { openRecipientForm } from './recipientForm';
import { recipientLog } from './recipientLog';
import { concernsText, hoursText, latestText } from './recipientWords';
import { sendTest } from './testMessage';
import { texts } from './texts';

const RECIPIENTS = '/api/alerts/recipients';

/** What the part needs of the desk. */
export interface RecipientNeeds {
  client: Client;
  choice: LanguageChoice;
  store: GaugeStore;
  onSaved(words: string): void;
}

/** Who is told of alerts: how they are reached, what was sent to them, and who changed that. */
export class RecipientsPart {
  readonly root = element('div', { class: 'desk-recipients' });
  private readonly list = element('div', { class: 'recipient-list' });
  /** What became of tests, for those who listen, too. */
  private readonly told = element('p', { class: 'recipient-told', role: 'status' });
  private sheet: RecipientSheet | null = null;
  private trouble = '';
  private turn = 0;

  constructor(private readonly needs: RecipientNeeds) {
    this.root.append(this.told, this.list);
  }

  /** Forgets what one was shown. */
  clear(): void {
    this.turn++;
    this.sheet = null;
    this.told.textContent = '';
    redraw(this.list, []);
  }

  /** Asks for them again. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    const { client, choice } = this.needs;
    try {
      const sheet = readRecipients(await client.getJson(RECIPIENTS));
      if (turn !== this.turn) return;
      this.sheet = sheet;
      this.trouble = '';
    } catch (error) {
      if (turn !== this.turn) return;
      this.trouble = explain(error, choice.current);
    }
    this.draw();
  }

  draw(): void {
    const words = texts[this.needs.choice.current];
    const { sheet } = this;
    const trouble = this.trouble === '' ? [] : [element('p', { class: 'error', role: 'alert' }, this.trouble)];
    if (sheet === null) {
      redraw(this.list, trouble.length > 0 ? trouble : [element('p', { class: 'hint' }, deskTexts[this.needs.choice.current].loading)]);
      return;
    }
    const { recipients, ways } = sheet;
    const failing = recipients.filter(isInTrouble).length;
    const add = textButton(words.add, 'button-small button-primary', () => this.open(sheet, NEW));
    add.id = 'recipient-add';
    redraw(this.list, [
      ...trouble,
      element('p', { class: 'hint' }, words.help),
      ...(ways.length === 0 ? [element('p', { class: 'desk-warning' }, words.noWays)] : [element('div', {}, add)]),
      ...(failing === 0 ? [] : [element('p', { class: 'error' }, words.troubles(failing))]),
      recipients.length === 0
        ? element('p', { class: 'desk-warning' }, words.none)
        : element('h3', { class: 'desk-part' }, words.count(recipients.length)),
      ...recipients.map((one) => this.card(sheet, one)),
    ]);
  }

  private card(sheet: RecipientSheet, one: Recipient): HTMLElement {
    const language = this.needs.choice.current;
    const words = texts[language];
    const gauges = this.needs.store.sheet?.gauges ?? [];
    const ways = one.channels.map((channel) => {
      const newest = one.latest.find(({ type, address }) => type === channel.type && address === channel.address);
      return element(
        'li',
        { class: newest !== undefined && isBad(newest) ? 'is-bad' : '' },
        element('strong', {}, words.ways[channel.type]),
        ` ${channel.address}`,
        element('span', { class: 'recipient-latest' }, newest === undefined ? words.latestNone : latestText(newest, language)),
      );
    });
    return element(
      'article',
      { class: `recipient${one.isPublic ? ' is-public' : ''}`, 'aria-label': one.name },
      element(
        'h4',
        { class: 'recipient-name' },
        one.name,
        ...(one.isPublic ? [element('span', { class: 'badge' }, words.publicMark)] : []),
      ),
      ways.length === 0 ? element('p', { class: 'error' }, words.noAddress) : element('ul', { class: 'alert-list' }, ...ways),
      element('p', { class: 'alert-facts' }, concernsText(one, gauges, language)),
      element('p', { class: 'alert-deeds' }, hoursText(one, language)),
      this.tools(sheet, one),
      recipientLog(this.needs.client, one, language),
    );
  }

  private tools(sheet: RecipientSheet, one: Recipient): HTMLElement {
    const words = texts[this.needs.choice.current];
    const tools = element('div', { class: 'desk-tools' });
    const add = (name: string, title: string, whole: string, act: () => void) => {
      const button = textButton(title, 'button-small', act);
      button.id = `recipient-${name}-${one.id}`;
      button.setAttribute('aria-label', whole);
      tools.append(button);
    };
    add('edit', words.edit, words.editOf(one.name), () => this.open(sheet, one));
    add('test', words.test, words.testOf(one.name), () => void this.test(one));
    add('remove', words.remove, words.removeOf(one.name), () => this.openRemove(one));
    return tools;
  }

  private open(sheet: RecipientSheet, one: Recipient): void {
    const { client, choice, store, onSaved } = this.needs;
    openRecipientForm(
      {
        client,
        language: choice.current,
        sheet,
        gauges: store.sheet?.gauges ?? [],
        onSaved: (saved) => {
          onSaved(texts[choice.current].saved(saved.name));
          void this.load();
        },
      },
      one,
    );
  }

  private openRemove(one: Recipient): void {
    const { client, choice, onSaved } = this.needs;
    const words = texts[choice.current];
    openFormDialog({
      title: words.removeTitle(one.name),
      fields: [element('p', {}, words.removeHelp)],
      submit: words.removeDo,
      cancel: words.cancel,
      explain: (error) => explain(error, choice.current),
      act: async () => {
        await client.delete(`${RECIPIENTS}/${one.id}`, tagOf(one));
        onSaved(words.removed(one.name));
        await this.load();
        document.getElementById('recipient-add')?.focus();
      },
    });
  }

  private async test(one: Recipient): Promise<void> {
    const { client, choice } = this.needs;
    const turn = this.turn;
    const tell = (words: string) => {
      this.told.textContent = words;
    };
    tell(texts[choice.current].testing(one.name));
    try {
      const end = await sendTest(client, one, choice.current);
      if (this.sheet === null) return;
      tell(`${one.name}：${end}`);
    } catch (error) {
      tell(explain(error, choice.current));
    }
    if (turn === this.turn || this.sheet !== null) await this.load();
  }
}

function isBad({ state, error }: Latest): boolean {
  return state === 'given-up' || error !== '';
}
