import { LANGUAGES, localeOf } from '../language/choice';
import { element } from '../page/element';
import type { Printed, Printing } from './certificate';
import type { Paper } from './counterState';
import type { Host, ScreenView } from './host';
import { languageNames } from '../page/texts';
import { actions, big, screenHead, troubleText, waitingPart } from './parts';
import { canPrint } from './terminal';
import { texts } from './texts';

/** The paper: what it costs, what happens, and what came of it. */
export function printScreen(host: Host): ScreenView {
  const { paper } = host.state;
  switch (paper.step) {
    case 'offered':
      return offered(host);
    case 'making':
    case 'printing':
      return atWork(host, paper);
    case 'failed':
      return failed(host, paper.error);
    case 'unclear':
      return unclear(host, paper);
    case 'done':
      return paper.printing === null ? made(host, paper.certificate) : printed(host, paper, paper.printing);
  }
}

function offered(host: Host): ScreenView {
  const { state, language, terminal } = host;
  const words = texts[language];
  const isDesk = terminal.terminal === null;
  const { papers } = terminal.printers;
  const opens = isDesk && papers === 'none';
  const paysBefore = terminal.payment === 'before' && terminal.feeYen > 0;
  // What is printed later needs no printer now.
  const canMake = opens || canPrint(papers) || paysBefore;
  const what = terminal.feeYen === 0 ? words.payNone : paysBefore ? words.payBefore : words.payAfter;
  let paperLanguage = language;
  const buttons = LANGUAGES.map((one) => {
    const button = big(languageNames[one], `paper-${one}`, 'touch-choice', () => {
      paperLanguage = one;
      for (const { id, button: other } of buttons) other.setAttribute('aria-pressed', String(id === one));
    });
    button.setAttribute('aria-pressed', String(one === paperLanguage));
    return { id: one, button };
  });
  const go = big(opens ? words.makeNow : words.printNow, 'print-now', 'touch-primary', () =>
    void host.flow.makePaper(paperLanguage, !opens),
  );
  go.disabled = !canMake;
  const trouble = canMake ? [] : [warning(words.papersAre(words.printers[papers])), told(words.noPrinter)];
  return {
    parts: [
      element(
        'div',
        { class: 'print' },
        screenHead(opens ? words.printDesk : words.printHead),
        element(
          'dl',
          { class: 'print-rows' },
          element('dt', {}, words.printWhat),
          element('dd', {}, state.lots.map(({ address }) => address).join('・')),
          element('dt', {}, words.printFee),
          element('dd', {}, feeText(host)),
          element('dt', { id: 'paper-language' }, words.printLanguage),
          element(
            'dd',
            {},
            element(
              'div',
              { class: 'print-languages', role: 'group', 'aria-labelledby': 'paper-language' },
              ...buttons.map(({ button }) => button),
            ),
          ),
        ),
        ...trouble,
        ...(canMake
          ? [
              told(opens ? words.noPrinterDesk : what),
              element('p', { class: 'screen-hint' }, terminal.feeYen > 0 ? words.printOnce : words.printOnceFree),
            ]
          : []),
      ),
      actions(
        big(words.back, 'back', '', () => host.dispatch({ kind: 'back' })),
        go,
      ),
    ],
  };
}

function atWork(host: Host, paper: Paper): ScreenView {
  const words = texts[host.language];
  return {
    parts: [
      element(
        'div',
        { class: 'print print-done' },
        screenHead(paper.step === 'making' ? words.making : words.printing),
        waitingPart(words.wait),
      ),
      actions(),
    ],
  };
}

function printed(host: Host, { certificate }: Extract<Paper, { step: 'done' }>, printing: Printing): ScreenView {
  const { language, terminal } = host;
  const words = texts[language];
  const { papers, receipts } = printing;
  const number = numberPart(host, certificate.number, certificate.pages);
  const slip = slipPart(host, receipts);
  switch (papers.state) {
    case 'printed': {
      const pays = certificate.feeYen > 0 && terminal.payment === 'after' && receipts.state === 'printed';
      return result(host, words.printed, [number, ...(pays ? [told(words.printedPay)] : slip)], []);
    }
    case 'waiting':
      return result(host, words.waiting, [number, ...slip, told(words.waitingHelp)], []);
    case 'not-printed':
      return result(
        host,
        words.notPrinted,
        [warning(words.papersAre(words.printers[papers.printer])), number, told(words.notPrintedHelp), ...slip],
        [big(words.printAgain, 'print-again', 'touch-second', () => void host.flow.printAgain())],
      );
    case 'unknown':
      return result(host, words.unclear, [number, told(words.unclearHelp)], []);
  }
}

/** The slip beside the paper; where none is expected, nothing is said of it. */
function slipPart({ language }: Host, { state, printer }: Printed): HTMLElement[] {
  const words = texts[language];
  if (state === 'printed') return [told(words.slip)];
  return state === 'waiting' || printer === 'none' ? [] : [warning(words.noSlip)];
}

function made(host: Host, { number, pages, pdf }: { number: string; pages: number; pdf: string }): ScreenView {
  const words = texts[host.language];
  const open = element('a', { class: 'touch touch-second', href: pdf, target: '_blank', rel: 'noopener' }, words.openPdf);
  return result(host, words.made, [numberPart(host, number, pages)], [open]);
}

function failed(host: Host, error: unknown): ScreenView {
  const words = texts[host.language];
  return result(host, words.failed, [warning(troubleText(error, host.language))], [
    big(words.tryAgain, 'back', '', () => host.dispatch({ kind: 'back' })),
  ]);
}

function unclear(host: Host, { certificate }: { certificate: { number: string; pages: number } | null }): ScreenView {
  const words = texts[host.language];
  const number = certificate === null ? [] : [numberPart(host, certificate.number, certificate.pages)];
  return result(host, words.unclear, [...number, told(words.unclearHelp)], []);
}

function result(host: Host, head: string, content: HTMLElement[], more: HTMLElement[]): ScreenView {
  const words = texts[host.language];
  return {
    parts: [
      element('div', { class: 'print print-done', role: 'status' }, screenHead(head), ...content),
      actions(...more, big(words.end, 'finish', 'touch-primary', () => host.dispatch({ kind: 'end' }))),
    ],
  };
}

function numberPart({ language }: Host, number: string, pages: number): HTMLElement {
  const words = texts[language];
  return element(
    'dl',
    { class: 'print-number' },
    element('dt', {}, words.number),
    element('dd', {}, element('strong', {}, number), ...(pages > 0 ? [` ${words.pages(pages)}`] : [])),
  );
}

function feeText({ terminal, language }: Host): string {
  const words = texts[language];
  return terminal.feeYen === 0 ? words.free : words.yen(terminal.feeYen.toLocaleString(localeOf(language)));
}

function told(words: string): HTMLElement {
  return element('p', { class: 'print-what' }, words);
}

function warning(words: string): HTMLElement {
  return element('p', { class: 'counter-warning' }, words);
}
