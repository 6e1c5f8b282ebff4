import { type Client, isRecord } from '../../http/client';
import type { Language } from '../../language/choice';
import { type Delivery, readDeliveries } from '../desk/alert';
import { texts as deskTexts } from '../desk/texts';
import { numberOf } from '../gauge';
import type { Recipient } from './recipient';
import { texts } from './texts';

const LOOK_AGAIN_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * Sends a test by all ways of a recipient, and waits until each has gone out or failed, a minute at most.
 *
 * @returns what became of it, way by way
 * @throws ProblemError, UnreachableError
 */
export async function sendTest(client: Client, one: Recipient, language: Language): Promise<string> {
  const words = texts[language];
  if (one.channels.length === 0) return words.testNothing;
  const path = `/api/alerts/recipients/${one.id}/test`;
  const answer: unknown = await (await client.postJson(path, {})).json();
  const made = isRecord(answer) ? (numberOf(answer['messages']) ?? 0) : 0;
  if (made === 0) return words.testBusy;
  const end = Date.now() + LONGEST_MS;
  for (;;) {
    const newest = await newestTests(client, one, made);
    // A failed attempt is told at once, though it is tried again.
    if (newest.length >= made && newest.every(({ state, error }) => isOver(state) || error !== '')) {
      return newest.map((delivery) => resultOf(delivery, language)).join('。');
    }
    if (Date.now() >= end) return words.testLate;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

async function newestTests(client: Client, { id }: Recipient, count: number): Promise<Delivery[]> {
  const query = new URLSearchParams({ recipient: id, alert: '0', limit: String(count) });
  return readDeliveries(await client.getJson(`/api/outbox?${query}`));
}

function isOver(state: string): boolean {
  return state !== 'waiting' && state !== 'sending';
}

function resultOf({ channel, address, state, error }: Delivery, language: Language): string {
  const words = deskTexts[language];
  const result = `${words.channels[channel] ?? channel} ${address}：${words.states[state] ?? state}`;
  return error === '' ? result : `${result}（${error}）`;
}
