import { afterEach, expect, test, vi } from 'vitest';
import { Client } from '../http/client';
import { findSession, readSession, signIn, signOut } from './session';

const client = new Client(() => 'ja');

afterEach(() => vi.unstubAllGlobals());

test('a planner is staff', () => {
  const answer = {
    user: 'yamada',
    displayName: '山田',
    role: 'crew',
    roles: ['crew', 'planner'],
    hasPassword: true,
  };
  expect(readSession(answer).staff).toEqual({
    user: 'yamada',
    displayName: '山田',
    roles: ['crew', 'planner'],
    hasPassword: true,
  });
});

test('the public is a visitor, and learns how to sign in', () => {
  const signIn = {
    openId: { name: '庁内認証', href: '/api/session/openid' },
    demoAccounts: ['planner'],
  };
  expect(readSession({ user: 'public', role: 'public', signIn })).toEqual({
    staff: null,
    ways: signIn,
  });
  expect(readSession({ user: null, role: 'public' }).staff).toBeNull();
  expect(readSession(null).staff).toBeNull();
});

test('without a session one is a visitor; an answer that failed is not taken for one', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ code: 'no-session' }, { status: 401 }));
  expect((await findSession(client)).staff).toBeNull();
  vi.stubGlobal('fetch', async () => Response.json({ code: 'server-error' }, { status: 500 }));
  await expect(findSession(client)).rejects.toMatchObject({ status: 500 });
});

test('a new password is sent only when there is one', async () => {
  const bodies: unknown[] = [];
  vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
    bodies.push(JSON.parse(String(request.body)));
    return Response.json({});
  });
  await signIn(client, 'yamada', 'old');
  await signIn(client, 'yamada', 'old', 'new');
  expect(bodies).toEqual([
    { user: 'yamada', password: 'old' },
    { user: 'yamada', password: 'old', newPassword: 'new' },
  ]);
});

test('signing out tells where another server ends its session', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
  expect(await signOut(client)).toBe('');
  vi.stubGlobal('fetch', async () => Response.json({ endSession: 'https://login.example/end' }));
  expect(await signOut(client)).toBe('https://login.example/end');
});
