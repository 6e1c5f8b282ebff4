import { localeOf } from '../language/choice';
import { element } from '../page/element';
import type { Host, ScreenView } from './host';
import { big, screenHead } from './parts';
import { canPrint } from './terminal';
import { texts } from './texts';

/** What one comes to: one large button, what it is for, and what does not work now. */
export function startScreen(host: Host): ScreenView {
  const { language, terminal } = host;
  const words = texts[language];
  const fee = terminal.feeYen.toLocaleString(localeOf(language));
  return {
    parts: [
      element(
        'div',
        { class: 'start' },
        ...printerTrouble(host),
        screenHead(words.startHead),
        element('p', { class: 'start-what' }, words.startWhat),
        big(words.startBegin, 'begin', 'touch-primary start-begin', () => host.begin()),
        element(
          'ul',
          { class: 'start-topics' },
          ...words.startTopics.map((topic) => element('li', {}, topic)),
        ),
        element('p', { class: 'start-fee' }, terminal.feeYen > 0 ? words.startFee(fee) : words.startFree),
      ),
    ],
  };
}

/** At the desk there may be no printer, which is no trouble. */
function printerTrouble({ terminal, language }: Host): HTMLElement[] {
  const words = texts[language];
  const { papers, receipts } = terminal.printers;
  const told: string[] = [];
  const isDesk = terminal.terminal === null;
  if (!canPrint(papers) && !(isDesk && papers === 'none')) told.push(words.papersTrouble(words.printers[papers]));
  if (papers === 'paper-low') told.push(words.papersLow);
  if (!canPrint(receipts) && receipts !== 'none') told.push(words.receiptsTrouble(words.printers[receipts]));
  return told.map((text) => element('p', { class: 'counter-warning', role: 'status' }, text));
}
