import { afterEach, expect, test, vi } from 'vitest';
import { Client } from '../http/client';
import { findSession, readSession } from './session';

const client = new Client(() => 'ja');

afterEach(() => vi.unstubAllGlobals());

test('a planner is staff', () => {
  expect(readSession({ user: 'planner', role: 'PLANNER' })).toEqual({
    user: 'planner',
    role: 'planner',
  });
});

test('the public is a visitor', () => {
  expect(readSession({ user: 'public', role: 'public' })).toBeNull();
  expect(readSession({ user: null, role: 'public' })).toBeNull();
  expect(readSession(null)).toBeNull();
});

test('without a session one is a visitor; an answer that failed is not taken for one', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ code: 'no-session' }, { status: 401 }));
  expect(await findSession(client)).toBeNull();
  vi.stubGlobal('fetch', async () => Response.json({ code: 'server-error' }, { status: 500 }));
  await expect(findSession(client)).rejects.toMatchObject({ status: 500 });
});
