/** How a request of the page is answered. */
export type Kind =
  /** The page itself: the newest there is, or the kept one. */
  | 'page'
  /** What says how the map is drawn: as the page. */
  | 'news'
  /** What never changes under its address: the kept one. */
  | 'fixed'
  /** A tile, which never changes under its address: kept within a bound. */
  | 'tile'
  /** Not ours: the page keeps the town's answers itself. */
  | 'none';

const TILE = /^\/tiles\/[^/]+\/\d+\/\d+\/\d+\.\w+$/;

/** What becomes of a request. @param origin of the page */
export function kindOf(method: string, address: string, origin: string): Kind {
  const url = new URL(address);
  if (method !== 'GET' || url.origin !== origin) return 'none';
  const { pathname } = url;
  if (pathname === '/safety') return 'page';
  if (pathname.startsWith('/assets/') || pathname === '/safety-map.js') return 'fixed';
  // Without the layer's revision in its address a tile may be another one tomorrow.
  if (TILE.test(pathname)) return url.searchParams.has('v') ? 'tile' : 'none';
  if (pathname.startsWith('/tiles/') || pathname.startsWith('/styles/')) return 'news';
  if (pathname === '/api/town' || pathname === '/ogc/collections') return 'news';
  return 'none';
}
