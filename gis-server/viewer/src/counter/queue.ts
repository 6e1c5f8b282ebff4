import type { Client } from '../http/client';
import type { Language } from '../language/choice';
import { element } from '../page/element';
import { Dialogs } from './dialogs';
import { big, troubleText } from './parts';
import { callNext, dropNumber, takeNumber } from './terminal';
import { texts } from './texts';

/** Numbers for those who wait: taken at any time, called when somebody begins. */
export class QueueDesk {
  private readonly dialogs = new Dialogs();
  /** A number that was called and that nobody has answered to. */
  private called: number | null = null;

  /** @param onChanged the queue has changed: ask for it anew */
  constructor(
    private readonly client: Client,
    private readonly language: () => Language,
    private readonly onChanged: () => void,
  ) {}

  close(): void {
    this.dialogs.close();
  }

  async take(): Promise<void> {
    const language = this.language();
    const words = texts[language];
    try {
      const { number, ahead } = await takeNumber(this.client);
      this.tell(words.queueYours(number), [words.queueAhead(ahead), words.queueRemember]);
      this.onChanged();
    } catch (error) {
      this.tell(words.queueTake, [troubleText(error, language)]);
    }
  }

  /**
   * Lets whoever waits longest begin.
   *
   * @param waiting whether anybody waits
   */
  async begin(waiting: boolean, begin: () => void): Promise<void> {
    if (!waiting && this.called === null) return begin();
    try {
      this.called ??= await callNext(this.client);
    } catch {
      // Who stands before the terminal is not kept waiting by a queue that does not answer.
      return begin();
    }
    const { called } = this;
    if (called === null) return begin();
    this.onChanged();
    const words = texts[this.language()];
    this.dialogs.open({
      head: words.queueAsk(called),
      text: [],
      buttons: [
        big(words.queueYes, 'queue-yes', 'touch-primary', () => {
          this.called = null;
          this.close();
          begin();
        }),
        big(words.queueNo, 'queue-no', '', () => this.isGone(called, begin)),
      ],
      onCancel: () => {},
    });
  }

  private isGone(number: number, begin: () => void): void {
    const words = texts[this.language()];
    this.dialogs.open({
      head: words.queueGone(number),
      text: [element('p', {}, words.queueGoneHelp)],
      buttons: [
        big(words.queueNext, 'queue-next', '', () => void this.skip(number, begin)),
        big(words.back, 'queue-back', 'touch-primary', () => this.close()),
      ],
      onCancel: () => {},
    });
  }

  private async skip(number: number, begin: () => void): Promise<void> {
    this.close();
    this.called = null;
    // A number that is gone already is gone.
    await dropNumber(this.client, number).catch(() => {});
    await this.begin(true, begin);
  }

  private tell(head: string, lines: readonly string[]): void {
    const words = texts[this.language()];
    this.dialogs.open({
      head,
      text: lines.map((line) => element('p', {}, line)),
      buttons: [big(words.close, 'queue-close', 'touch-primary', () => this.close())],
      onCancel: () => {},
    });
  }
}
