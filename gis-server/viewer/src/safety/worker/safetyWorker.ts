import { kindOf } from './kinds';
import { TileShelf } from './tileShelf';

// The service worker of the page /safety: the page and its map without a network. It keeps what
// everybody sees and nothing else: it asks without cookies, and the town's answers pass it by.

/** The part of the worker's world that is used here. */
interface WorkerWorld {
  location: { origin: string };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, act: (event: WorkerEvent) => void): void;
}

interface WorkerEvent {
  request: Request;
  data: unknown;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

const PAGE = 'machizu-safety-page-1';
const TILES = 'machizu-safety-tiles-1';
const MAX_TILE_BYTES = 20 * 1024 * 1024;
/** A network that takes longer is as good as none, while something is kept. */
const PATIENCE_MS = 4000;
/** How many requests of the worker's own go at a time. */
const AT_A_TIME = 4;
/** More addresses are not kept at one order. */
const MAX_ORDER = 400;
const SIZE = 'Machizu-Bytes';

const world = globalThis as unknown as WorkerWorld;
const { origin } = world.location;
let shelf: Promise<TileShelf> | null = null;

world.addEventListener('install', (event) => event.waitUntil(world.skipWaiting()));
world.addEventListener('activate', (event) => event.waitUntil(world.clients.claim()));
world.addEventListener('message', (event) => event.waitUntil(takeOrder(event.data)));
world.addEventListener('fetch', (event) => {
  const { request } = event;
  switch (kindOf(request.method, request.url, origin)) {
    case 'page':
      // One page for all places that its address may name.
      event.respondWith(newest(`${origin}/safety`));
      break;
    case 'news':
      event.respondWith(newest(request.url));
      break;
    case 'fixed':
      event.respondWith(kept(request.url));
      break;
    case 'tile':
      event.respondWith(tile(request.url));
      break;
    case 'none':
  }
});

function ask(url: string): Promise<Response> {
  return fetch(url, { credentials: 'omit' });
}

/** From the network, and after a while of silence what is kept. */
async function newest(url: string): Promise<Response> {
  const cache = await caches.open(PAGE);
  const old = await cache.match(url);
  const fresh = ask(url).then(async (answer) => {
    if (answer.ok) await cache.put(url, answer.clone());
    return answer;
  });
  if (old === undefined) return fresh;
  const patience = new Promise<Response>((resolve) => setTimeout(() => resolve(old.clone()), PATIENCE_MS));
  return Promise.race([fresh.catch(() => old.clone()), patience]);
}

async function kept(url: string): Promise<Response> {
  const cache = await caches.open(PAGE);
  const old = await cache.match(url);
  if (old !== undefined) return old;
  const answer = await ask(url);
  if (answer.ok) await cache.put(url, answer.clone());
  return answer;
}

async function tile(url: string): Promise<Response> {
  const cache = await caches.open(TILES);
  const old = await cache.match(url);
  if (old !== undefined) {
    (await theShelf()).touch(url);
    return old;
  }
  const answer = await ask(url);
  if (!answer.ok) return answer;
  const bytes = await answer.clone().arrayBuffer();
  const headers = new Headers(answer.headers);
  // The body lies here unpacked.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  headers.set(SIZE, String(bytes.byteLength));
  const whole = answer.status === 204 ? null : bytes;
  await cache.put(url, new Response(whole, { status: answer.status, headers }));
  for (const gone of (await theShelf()).add({ url, bytes: bytes.byteLength })) await cache.delete(gone);
  return answer;
}

/** What lies in the cache, in the order in which it came. */
function theShelf(): Promise<TileShelf> {
  shelf ??= (async () => {
    const made = new TileShelf(MAX_TILE_BYTES);
    const cache = await caches.open(TILES);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      const bytes = Number(answer?.headers.get(SIZE) ?? 0);
      for (const gone of made.add({ url: request.url, bytes })) await cache.delete(gone);
    }
    return made;
  })();
  return shelf;
}

/** The page names what it needs: `{keep: [addresses], isShell}`; of a shell the rest is dropped. */
async function takeOrder(data: unknown): Promise<void> {
  const { keep, isShell } = data as { keep?: unknown; isShell?: unknown };
  if (!Array.isArray(keep)) return;
  const urls = keep.slice(0, MAX_ORDER).map(String);
  if (isShell === true) await dropOld(new Set(urls));
  const next = urls.values();
  const work = async () => {
    for (const url of next) await fetchKept(url).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}

/** Parts of an older page, which nothing names any more. */
async function dropOld(urls: ReadonlySet<string>): Promise<void> {
  const cache = await caches.open(PAGE);
  for (const { url } of await cache.keys()) {
    if (kindOf('GET', url, origin) === 'fixed' && !urls.has(url)) await cache.delete(url);
  }
}

async function fetchKept(url: string): Promise<unknown> {
  switch (kindOf('GET', url, origin)) {
    case 'page':
    case 'news':
      return newest(url);
    case 'fixed':
      return kept(url);
    case 'tile':
      return tile(url);
    case 'none':
      return null;
  }
}
