import { type Language, serverLanguage } from '../language/choice';
import { texts } from './texts';

/** An answer of the server that says no, after RFC 9457. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    readonly code: string,
    /** What kind of problem it is, in the language of the page; empty when no server of ours said so. */
    readonly title: string,
    readonly detail: string,
    readonly advice: string,
    /** Further members, for those who know the code. */
    readonly more: Record<string, unknown> = {},
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
  /**
   * @param onWrite is told of every request that may change something, before it is sent
   * @param credentials `omit` asks as nobody, whoever is signed in
   */
  constructor(
    private readonly language: () => Language,
    private readonly onWrite: (path: string, body: BodyInit | null) => void = () => {},
    private readonly credentials: RequestCredentials = 'same-origin',
  ) {}

  /**
   * @param signal ends the request before its answer has come
   * @throws ProblemError, UnreachableError
   */
  async getJson(path: string, signal?: AbortSignal): Promise<unknown> {
    return readJson(await this.send('GET', path, null, {}, signal ?? null));
  }

  /**
   * What is shown on demand only; the server writes down who read it and why.
   *
   * @throws ProblemError, UnreachableError
   */
  async getJsonFor(purpose: string, path: string): Promise<unknown> {
    const header = { 'Machizu-Purpose': encodeURIComponent(purpose) };
    return readJson(await this.send('GET', path, null, header));
  }

  /**
   * A value together with the tag of this state of it, for {@link patchJson}.
   *
   * @throws ProblemError, UnreachableError
   */
  async getTagged(path: string): Promise<{ value: unknown; etag: string }> {
    const response = await this.send('GET', path);
    return { value: await readJson(response), etag: response.headers.get('ETag') ?? '*' };
  }

  /**
   * @param etag the change is refused (412) when the value is not in this state any more
   * @throws ProblemError, UnreachableError
   */
  async patchJson(path: string, body: unknown, etag: string): Promise<Response> {
    return this.send('PATCH', path, JSON.stringify(body), {
      'Content-Type': 'application/merge-patch+json',
      'If-Match': etag,
    });
  }

  /**
   * @param etag as for {@link patchJson}; absent when the value has no states
   * @throws ProblemError, UnreachableError
   */
  async putJson(path: string, body: unknown, etag = '*'): Promise<Response> {
    return this.send('PUT', path, JSON.stringify(body), {
      'Content-Type': 'application/json',
      'If-Match': etag,
    });
  }

  /**
   * @param etag as for {@link patchJson}; absent when it adds to no state
   * @throws ProblemError, UnreachableError
   */
  async postJson(path: string, body: unknown, etag = '*'): Promise<Response> {
    return this.send('POST', path, JSON.stringify(body), {
      'Content-Type': 'application/json',
      ...ifMatch(etag),
    });
  }

  /**
   * @param etag as for {@link postJson}
   * @throws ProblemError, UnreachableError
   */
  async postForm(path: string, form: FormData, etag = '*'): Promise<Response> {
    return this.send('POST', path, form, ifMatch(etag));
  }

  /**
   * @param etag as for {@link postJson}
   * @throws ProblemError, UnreachableError
   */
  async delete(path: string, etag = '*'): Promise<Response> {
    return this.send('DELETE', path, null, ifMatch(etag));
  }

  /**
   * Takes something away; the reason stays on record.
   *
   * @param etag as for {@link postJson}
   * @throws ProblemError, UnreachableError
   */
  async deleteBecause(path: string, reason: string, etag = '*'): Promise<Response> {
    return this.send('DELETE', path, JSON.stringify({ reason }), {
      'Content-Type': 'application/json',
      ...ifMatch(etag),
    });
  }

  protected async send(
    method: string,
    path: string,
    body: BodyInit | null = null,
    headers: Record<string, string> = {},
    signal: AbortSignal | null = null,
  ): Promise<Response> {
    if (method !== 'GET') this.onWrite(path, body);
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        body,
        signal,
        credentials: this.credentials,
        headers: { 'Accept-Language': serverLanguage(this.language()), ...headers },
      });
    } catch (cause) {
      throw new UnreachableError(`${method} ${path} got no answer`, { cause });
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}

function ifMatch(etag: string): Record<string, string> {
  return etag === '*' ? {} : { 'If-Match': etag };
}

/** What to tell a person about a failure: what went wrong, and what to do. */
export function explain(error: unknown, language: Language): string {
  const words = texts[language];
  if (error instanceof UnreachableError) return words.unreachable;
  if (!(error instanceof ProblemError)) return words.unreadable;
  const { status, title, detail, advice } = error;
  const easy = language === 'easy' ? words.status[status] : undefined;
  if (easy !== undefined) return easy;
  if (title !== '') return explainProblem(title, detail, advice, language);
  return words.status[status] ?? detail;
}

/**
 * The server's words for a problem as one text. They come in the language of the page; the detail,
 * with its names and values, is always English, so that in Japanese it stands behind.
 */
export function explainProblem(
  title: string,
  detail: string,
  advice: string,
  language: Language,
): string {
  const isJapanese = serverLanguage(language) === 'ja';
  const parts =
    isJapanese && title !== ''
      ? [`${title}。`, advice, detail && `（${detail}）`]
      : [detail || title, advice];
  return parts.filter((part) => part !== '').join(isJapanese ? '' : ' ');
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
    member('title'),
    member('detail') || `HTTP ${response.status}`,
    member('advice'),
    isRecord(body) ? body : {},
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
