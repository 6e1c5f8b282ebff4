import { Client, ProblemError } from '../../http/client';
import type { Language } from '../../language/choice';

const NO_LONGER_SIGNED_IN = 401;

/** Asks the server, and notices when the session has ended meanwhile. */
export class StaffClient extends Client {
  /** @param onSessionEnded told of an answer that asks for a sign-in, before the asker is */
  constructor(
    language: () => Language,
    private readonly onSessionEnded: () => void,
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
    try {
      return await super.send(method, path, body, headers, signal);
    } catch (error) {
      const isEnd = error instanceof ProblemError && error.status === NO_LONGER_SIGNED_IN;
      if (isEnd && path !== '/api/session') this.onSessionEnded();
      throw error;
    }
  }
}
