import { type Client, isRecord } from '../http/client';
import type { Named } from '../basemap/town';

// What the terminal knows of itself, as /api/counter gives it.

const PRINTER_STATES = [
  'ready',
  'busy',
  'paper-low',
  'paper-out',
  'cover-open',
  'error',
  'off',
  'none',
] as const;

/** How a printer is; `none` is not there at all. */
export type PrinterState = (typeof PRINTER_STATES)[number];

export interface Queue {
  /** The number that was called last; null for none. */
  called: number | null;
  /** In the order in which they come. */
  waiting: number[];
}

export interface Terminal {
  /** Null at the desk, where staff use the page. */
  terminal: { name: string; place: Named } | null;
  town: Named;
  feeYen: number;
  /** Whether a paper is printed before or after the desk has taken the fee. */
  payment: 'before' | 'after';
  printers: { papers: PrinterState; receipts: PrinterState };
  queue: Queue;
}

const PATH = '/api/counter';

/** @throws ProblemError 403 `no-terminal` when nobody said that this is one; UnreachableError */
export async function fetchTerminal(client: Client): Promise<Terminal> {
  return readTerminal(await client.getJson(PATH));
}

/** @throws Error when the answer is no terminal */
export function readTerminal(json: unknown): Terminal {
  if (!isRecord(json) || !isRecord(json['town'])) throw new Error('the answer is no terminal');
  const terminal = json['terminal'];
  const printers = isRecord(json['printers']) ? json['printers'] : {};
  const fee = json['feeYen'];
  return {
    terminal: isRecord(terminal)
      ? { name: String(terminal['name'] ?? ''), place: readNamed(terminal['place']) }
      : null,
    town: readNamed(json['town']),
    feeYen: typeof fee === 'number' && fee >= 0 ? fee : 0,
    payment: json['payment'] === 'before' ? 'before' : 'after',
    printers: {
      papers: readPrinterState(printers['papers']),
      receipts: readPrinterState(printers['receipts']),
    },
    queue: readQueue(json['queue']),
  };
}

/** A word that nobody knows is trouble, not a printer that prints. */
export function readPrinterState(value: unknown): PrinterState {
  return PRINTER_STATES.find((state) => state === value) ?? (value === undefined ? 'none' : 'error');
}

/** Whether a printer takes a paper now. */
export function canPrint(state: PrinterState): boolean {
  return state === 'ready' || state === 'busy' || state === 'paper-low';
}

function readQueue(json: unknown): Queue {
  const queue = isRecord(json) ? json : {};
  const waiting = Array.isArray(queue['waiting']) ? queue['waiting'] : [];
  return {
    called: wholeNumber(queue['called']),
    waiting: waiting.flatMap((one) => wholeNumber(one) ?? []),
  };
}

/** A number for the next person, and how many stand before them. */
export async function takeNumber(client: Client): Promise<{ number: number; ahead: number }> {
  const json: unknown = await (await client.postJson(`${PATH}/queue`, {})).json();
  const number = isRecord(json) ? wholeNumber(json['number']) : null;
  if (!isRecord(json) || number === null) throw new Error('the answer is no number of the queue');
  return { number, ahead: wholeNumber(json['ahead']) ?? 0 };
}

/** Calls whoever waits longest; null when nobody does. */
export async function callNext(client: Client): Promise<number | null> {
  const response = await client.postJson(`${PATH}/queue/next`, {});
  if (response.status === 204) return null;
  const json: unknown = await response.json();
  return isRecord(json) ? wholeNumber(json['number']) : null;
}

/** Whoever had the number has gone. */
export async function dropNumber(client: Client, number: number): Promise<void> {
  await client.delete(`${PATH}/queue/${number}`);
}

function readNamed(value: unknown): Named {
  const text = (member: string) =>
    isRecord(value) && typeof value[member] === 'string' ? value[member] : '';
  const ja = text('ja') || text('en');
  return { ja, en: text('en') || ja };
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}
