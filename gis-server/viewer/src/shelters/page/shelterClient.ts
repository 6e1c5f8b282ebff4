import { TokenClient } from '../../field/tokenClient';
import type { ShelterLine } from './shelterSync';

/** Asks for one shelter and changes it, with the shelter's token. */
export class ShelterClient extends TokenClient {
  lineOf(id: string): ShelterLine {
    const path = `/api/shelters/${encodeURIComponent(id)}`;
    return {
      get: async () => answerOf(await this.send('GET', path)),
      put: async (body, etag) =>
        answerOf(
          await this.send('PUT', `${path}/state`, JSON.stringify(body), {
            'Content-Type': 'application/json',
            'If-Match': etag,
          }),
        ),
    };
  }
}

async function answerOf(response: Response) {
  const date = response.headers.get('Date');
  const time = date === null ? null : new Date(date);
  return {
    json: (await response.json()) as unknown,
    etag: response.headers.get('ETag') ?? '*',
    time: time === null || Number.isNaN(time.getTime()) ? null : time,
  };
}
