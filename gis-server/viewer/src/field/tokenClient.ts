import { Client } from '../http/client';
import type { Language } from '../language/choice';

/** Asks the server with the token of a link, where there is one; else as whoever is signed in. */
export class TokenClient extends Client {
  /** @param token empty for none */
  constructor(
    language: () => Language,
    private readonly token: string,
  ) {
    super(language);
  }

  protected override async send(
    method: string,
    path: string,
    body?: BodyInit | null,
    headers?: Record<string, string>,
    signal?: AbortSignal | null,
  ): Promise<Response> {
    const bearer: Record<string, string> =
      this.token === '' ? {} : { Authorization: `Bearer ${this.token}` };
    return super.send(method, path, body, { ...headers, ...bearer }, signal);
  }
}
