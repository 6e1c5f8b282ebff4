import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Client } from '../http/client';
import { jobAddress, JobFollower, readJob } from './job';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const job = (state: string, progress: number) => Response.json({ id: 'j1', state, progress });

function answers(...list: (Response | Error)[]) {
  const fetch = vi.fn(async () => {
    const next = list.shift();
    if (next === undefined) throw new Error('asked more often than expected');
    if (next instanceof Error) throw next;
    return next;
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

describe('following a job', () => {
  test('shows every state until the end', async () => {
    answers(job('queued', 0), job('running', 0.5), job('done', 1));
    const seen: string[] = [];
    const follower = new JobFollower(new Client(() => 'ja'), '/api/jobs/j1');
    const end = follower.follow((j) => seen.push(`${j.state} ${j.progress}`));
    await vi.advanceTimersByTimeAsync(5000);
    expect((await end).state).toBe('done');
    expect(seen).toEqual(['queued 0', 'running 0.5', 'done 1']);
  });

  test('goes on when the server is away for a moment', async () => {
    answers(job('running', 0.1), new TypeError('Failed to fetch'), job('done', 1));
    const follower = new JobFollower(new Client(() => 'ja'), '/api/jobs/j1');
    const end = follower.follow(() => {});
    await vi.advanceTimersByTimeAsync(5000);
    expect((await end).state).toBe('done');
  });

  test('news of this job is looked at once, of another not', async () => {
    const fetch = answers(job('running', 0.1), job('done', 1));
    const follower = new JobFollower(new Client(() => 'ja'), '/api/jobs/j1');
    const end = follower.follow(() => {});
    await vi.advanceTimersByTimeAsync(1);
    follower.hurry('j2');
    await vi.advanceTimersByTimeAsync(1);
    expect(fetch).toHaveBeenCalledTimes(1);
    follower.hurry('j1');
    await vi.advanceTimersByTimeAsync(1);
    expect((await end).state).toBe('done');
  });

  test('is cancelled at the server, and looked at once after', async () => {
    const fetch = answers(job('running', 0.1), new Response(null), job('cancelled', 0.1));
    const follower = new JobFollower(new Client(() => 'ja'), '/api/jobs/j1');
    const end = follower.follow(() => {});
    await vi.advanceTimersByTimeAsync(1);
    await follower.cancel();
    await vi.advanceTimersByTimeAsync(1);
    expect((await end).state).toBe('cancelled');
    expect(fetch).toHaveBeenNthCalledWith(
      2,
      '/api/jobs/j1',
      expect.objectContaining({ method: 'DELETE' }),
    );
  });

  test('ends with an error when the server no longer knows it', async () => {
    answers(Response.json({ code: 'not-found' }, { status: 404 }));
    const follower = new JobFollower(new Client(() => 'ja'), '/api/jobs/j1');
    await expect(follower.follow(() => {})).rejects.toMatchObject({ status: 404 });
  });
});

test('a job is read with its progress kept between 0 and 1', () => {
  expect(readJob({ id: 'j1', state: 'RUNNING', progress: 7 })).toEqual({
    id: 'j1',
    state: 'running',
    progress: 1,
    result: {},
  });
  expect(() => readJob({ id: 'j1', state: 'asleep' })).toThrow('no job');
});

test('the address of a job comes from the answer, absolute or not', () => {
  const answer = (location: string) => {
    const response = new Response(null, { headers: { Location: location } });
    Object.defineProperty(response, 'url', { value: 'http://localhost:8080/api/imports' });
    return response;
  };
  expect(jobAddress(answer('/api/jobs/j1'))).toBe('/api/jobs/j1');
  expect(jobAddress(answer('http://localhost:8080/api/jobs/j1'))).toBe('/api/jobs/j1');
});
