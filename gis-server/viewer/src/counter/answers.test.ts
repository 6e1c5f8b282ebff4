import { describe, expect, test } from 'vitest';
import type { Client } from '../http/client';
import { print, readCertificate, readPrinting } from './certificate';
import { canPrint, readTerminal } from './terminal';

const HALL = {
  terminal: { name: 'hall-1', place: { ja: '本庁舎', en: 'Town hall' } },
  town: { ja: 'みどり野町', en: '' },
  feeYen: 300,
  payment: 'before',
  printers: { papers: 'ready', receipts: 'on-fire' },
  queue: { called: 13, waiting: [14, 'x', 15] },
};

describe('what the terminal knows of itself', () => {
  test('is its place, the fee, the printers and who waits', () => {
    const terminal = readTerminal(HALL);
    expect(terminal.terminal?.place.en).toBe('Town hall');
    expect(terminal.town.en).toBe('みどり野町');
    expect(terminal.payment).toBe('before');
    expect(terminal.queue).toEqual({ called: 13, waiting: [14, 15] });
  });

  test('a state of a printer that is not known is trouble, and one that is not told is no printer', () => {
    expect(readTerminal(HALL).printers).toEqual({ papers: 'ready', receipts: 'error' });
    expect(readTerminal({ ...HALL, printers: {} }).printers.papers).toBe('none');
    expect(canPrint('error')).toBe(false);
    expect(canPrint('paper-low')).toBe(true);
  });

  test('at the desk there is no terminal', () => {
    expect(readTerminal({ ...HALL, terminal: null }).terminal).toBeNull();
  });

  test('another answer is none', () => {
    expect(() => readTerminal({ title: 'x' })).toThrow('no terminal');
  });
});

describe('the paper', () => {
  const paper = { number: '2026-000012', state: 'due', feeYen: 300, pages: 2, pdf: '/api/sites/certificates/2026-000012.pdf' };

  test('has its number, pages and fee', () => {
    expect(readCertificate(paper)).toMatchObject({ number: '2026-000012', pages: 2, feeYen: 300 });
    expect(() => readCertificate({})).toThrow('no certificate');
  });

  test('never lies on another server', () => {
    const elsewhere = { ...paper, pdf: 'https://example.test/a.pdf' };
    expect(readCertificate(elsewhere).pdf).toBe(paper.pdf);
    expect(readCertificate({ ...paper, pdf: '//example.test' }).pdf).toBe(paper.pdf);
  });

  test('only what the answer says not to be printed is not printed', () => {
    const answer = readPrinting({ papers: { state: 'not-printed', printer: 'paper-out' }, receipts: { state: 'huh' } });
    expect(answer.papers).toEqual({ state: 'not-printed', printer: 'paper-out' });
    expect(answer.receipts.state).toBe('unknown');
    expect(readPrinting(null).papers.state).toBe('unknown');
    const half = { state: 'not-printed', printer: 'paper-out', maybePartly: true };
    expect(readPrinting({ papers: half }).papers).toEqual({ state: 'unknown', printer: 'paper-out' });
  });

  test('is printed again without a second slip', async () => {
    const bodies: unknown[] = [];
    const client = {
      postJson: (_path: string, body: unknown) => {
        bodies.push(body);
        return Promise.resolve(new Response(JSON.stringify({ papers: { state: 'printed', printer: 'ready' } })));
      },
    } as unknown as Client;
    const before = readPrinting({ papers: { state: 'not-printed' }, receipts: { state: 'printed', printer: 'ready' } });
    expect((await print(client, '2026-000012', before)).receipts.state).toBe('printed');
    await print(client, '2026-000012', null);
    expect(bodies).toEqual([{ receipts: false }, {}]);
  });
});
