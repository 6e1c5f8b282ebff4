import { type Client, isRecord } from '../http/client';
import type { Language } from '../language/choice';
import { type PrinterState, readPrinterState } from './terminal';

// The paper about a site, as /api/sites/certificates gives it.

export interface Certificate {
  number: string;
  state: string;
  feeYen: number;
  pages: number;
  /** Where the paper lies as PDF; of our own server. */
  pdf: string;
}

/** What became of one of the two papers. */
export interface Printed {
  /** `waiting`: it comes out when the desk has taken the fee; `unknown`: it cannot be told. */
  state: 'printed' | 'not-printed' | 'waiting' | 'unknown';
  printer: PrinterState;
}

export interface Printing {
  papers: Printed;
  receipts: Printed;
}

const PATH = '/api/sites/certificates';

/**
 * Issues a certificate. It is numbered then, so this is never done twice by itself.
 *
 * @throws ProblemError, UnreachableError
 */
export async function issue(
  client: Client,
  lots: readonly number[],
  language: Language,
): Promise<Certificate> {
  const body = { parcels: lots.map(String), language };
  return readCertificate(await (await client.postJson(PATH, body)).json());
}

/** @throws Error when the answer is no certificate */
export function readCertificate(json: unknown): Certificate {
  if (!isRecord(json) || typeof json['number'] !== 'string') {
    throw new Error('the answer is no certificate');
  }
  const { number, pdf } = json;
  return {
    number,
    state: String(json['state'] ?? ''),
    feeYen: typeof json['feeYen'] === 'number' ? json['feeYen'] : 0,
    pages: typeof json['pages'] === 'number' ? json['pages'] : 0,
    // Only a path: nothing leads to another server from here.
    pdf: typeof pdf === 'string' && pdf.startsWith('/api/') ? pdf : `${PATH}/${encodeURIComponent(number)}.pdf`,
  };
}

/**
 * Prints a paper with its slip.
 *
 * @param before what came of an earlier try; a slip that came out then is not printed again
 * @throws ProblemError, UnreachableError
 */
export async function print(client: Client, number: string, before: Printing | null = null): Promise<Printing> {
  const hasSlip = before?.receipts.state === 'printed';
  const body = hasSlip ? { receipts: false } : {};
  const response = await client.postJson(`${PATH}/${encodeURIComponent(number)}/print`, body);
  const printing = readPrinting(await response.json());
  return hasSlip ? { ...printing, receipts: before.receipts } : printing;
}

/** Words that nobody knows are told as what cannot be told. */
export function readPrinting(json: unknown): Printing {
  const answer = isRecord(json) ? json : {};
  return { papers: readPrinted(answer['papers']), receipts: readPrinted(answer['receipts']) };
}

function readPrinted(json: unknown): Printed {
  const one = isRecord(json) ? json : {};
  const states = ['printed', 'not-printed', 'waiting'] as const;
  // Half a paper in the tray is none that may simply be printed again.
  const isHalf = one['maybePartly'] === true;
  return {
    state: (isHalf ? undefined : states.find((state) => state === one['state'])) ?? 'unknown',
    printer: readPrinterState(one['printer']),
  };
}
