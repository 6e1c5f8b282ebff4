const HIDDEN = 'off';

/** The name under which the map keeps its place in the address (`#map=zoom/lat/lon`). */
export const PLACE = 'map';

/** The layers that an address switches off (`off=parcels,roads`). */
export function hiddenIn(hash: string): Set<string> {
  const value = parts(hash).find(([name]) => name === HIDDEN)?.[1] ?? '';
  return new Set(value.split(',').filter((id) => id !== ''));
}

/** The address with these layers switched off; every other part stays. */
export function withHiddenLayers(hash: string, hidden: ReadonlySet<string>): string {
  const others = parts(hash).filter(([name]) => name !== HIDDEN);
  const all = hidden.size === 0 ? others : [...others, [HIDDEN, [...hidden].sort().join(',')]];
  return all.length === 0 ? '' : `#${all.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

/** Whether the address says where to look. */
export function hasPlace(hash: string): boolean {
  return parts(hash).some(([name]) => name === PLACE);
}

function parts(hash: string): [string, string][] {
  return hash
    .replace(/^#/, '')
    .split('&')
    .filter((part) => part.includes('='))
    .map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)];
    });
}
