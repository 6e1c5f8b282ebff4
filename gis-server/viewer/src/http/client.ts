import type { Language } from '../language/choice';
import { texts } from './texts';

/** An answer of the server that says no, after RFC 9457. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly advice: string,
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

/** No answer at all: the server is gone, or the network. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** Asks the server the page came from, in the language of the page. */
export class Client {
  /** @param onWrite is told of every request that may change something, before it is sent */
  constructor(
    private readonly language: () => Language,
    private readonly onWrite: (path: string, body: BodyInit | null) => void = () => {},
  ) {}

  /** @throws ProblemError, UnreachableError */
  async getJson(path: string): Promise<unknown> {
    return readJson(await this.send('GET', path));
  }

  /** @throws ProblemError, UnreachableError */
  async postJson(path: string, body: unknown): Promise<Response> {
    return this.send('POST', path, JSON.stringify(body), { 'Content-Type': 'application/json' });
  }

  /** @throws ProblemError, UnreachableError */
  async postForm(path: string, form: FormData): Promise<Response> {
    return this.send('POST', path, form);
  }

  /** @throws ProblemError, UnreachableError */
  async delete(path: string): Promise<Response> {
    return this.send('DELETE', path);
  }

  private async send(
    method: string,
    path: string,
    body: BodyInit | null = null,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    if (method !== 'GET') this.onWrite(path, body);
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        body,
        headers: { 'Accept-Language': this.language(), ...headers },
      });
    } catch (cause) {
      throw new UnreachableError(`${method} ${path} got no answer`, { cause });
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}

/** What to tell a person about a failure: what went wrong, and what to do. */
export function explain(error: unknown, language: Language): string {
  const words = texts[language];
  if (error instanceof UnreachableError) return words.unreachable;
  if (!(error instanceof ProblemError)) return words.unreadable;
  const own = words.byCode[error.code] ?? words.status[error.status];
  const server = [error.detail, error.advice].filter((part) => part !== '').join(' ');
  if (own === undefined) return server;
  return server === '' ? own : `${own}（${server}）`;
}

async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  const member = (name: string): string => {
    const value = isRecord(body) ? body[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return new ProblemError(
    response.status,
    member('code') || `http-${response.status}`,
    member('detail') || member('title') || `HTTP ${response.status}`,
    member('advice'),
  );
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new Error(`${response.url} did not answer with JSON`, { cause });
  }
}

/** Whether a value from outside is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
