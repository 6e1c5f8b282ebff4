import { afterEach, describe, expect, test, vi } from 'vitest';
import { Client, explain, ProblemError, UnreachableError } from './client';

const client = new Client(() => 'en');

function answering(response: Response | Error) {
  vi.stubGlobal('fetch', () =>
    response instanceof Error ? Promise.reject(response) : Promise.resolve(response),
  );
}

afterEach(() => vi.unstubAllGlobals());

describe('asking the server', () => {
  test('a problem answer becomes an error with its code, detail and advice', async () => {
    const problem = { code: 'bad-parameter', title: 't', detail: 'crs is 1', advice: 'Give EPSG.' };
    answering(Response.json(problem, { status: 400 }));
    const error = await client.getJson('/x').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 400, code: 'bad-parameter', detail: 'crs is 1' });
    expect(explain(error, 'en')).toBe('crs is 1 Give EPSG.');
  });

  test('a page for everybody asks as nobody', async () => {
    const asked = vi.fn(() => Promise.resolve(Response.json({})));
    vi.stubGlobal('fetch', asked);
    await new Client(() => 'en', undefined, 'omit').getJson('/x');
    expect(asked).toHaveBeenCalledWith('/x', expect.objectContaining({ credentials: 'omit' }));
  });

  test('an error page of a proxy still names its status', async () => {
    answering(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    const error = await client.getJson('/x').catch((e: unknown) => e);
    expect(error).toMatchObject({ status: 502, code: 'http-502', detail: 'HTTP 502' });
  });

  test('no answer is told apart from a refusal', async () => {
    answering(new TypeError('Failed to fetch'));
    const error = await client.getJson('/x').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(explain(error, 'ja')).toContain('接続できません');
  });

  test('a Japanese reader gets the Japanese words of the server, with the detail behind them', async () => {
    const problem = {
      code: 'not-found',
      title: '見つかりません',
      detail: "there is no layer 'x'",
      advice: '一覧を確かめてください。',
    };
    answering(Response.json(problem, { status: 404 }));
    const error = await client.getJson('/x').catch((e: unknown) => e);
    expect(explain(error, 'ja')).toBe(
      "見つかりません。一覧を確かめてください。（there is no layer 'x'）",
    );
  });

  test('a refusal of a proxy is told in our words', async () => {
    answering(new Response('<h1>Forbidden</h1>', { status: 403 }));
    const error = await client.getJson('/x').catch((e: unknown) => e);
    expect(explain(error, 'ja')).toBe('この操作を行う権限がありません。');
    expect(explain(error, 'en')).toBe('HTTP 403');
  });
});
