/** The named parts of an address after its `#` (`#map=15/42.7/141.8&off=roads`), in their order. */
export function partsOf(hash: string): [name: string, value: string][] {
  return hash
    .replace(/^#/, '')
    .split('&')
    .filter((part) => part.includes('='))
    .map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)];
    });
}

/** One part of an address; empty when it has none. */
export function partOf(hash: string, name: string): string {
  return partsOf(hash).find(([found]) => found === name)?.[1] ?? '';
}

/**
 * The address with some parts set anew; every other one stays where it is.
 *
 * @param values by name; an empty one is left out
 * @returns with its `#`, or empty when no part is left
 */
export function withParts(hash: string, values: Readonly<Record<string, string>>): string {
  const parts = partsOf(hash).map(([name, value]): [string, string] => [name, values[name] ?? value]);
  const known = new Set(parts.map(([name]) => name));
  for (const [name, value] of Object.entries(values)) if (!known.has(name)) parts.push([name, value]);
  const filled = parts.filter(([, value]) => value !== '');
  return filled.length === 0 ? '' : `#${filled.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

/**
 * Puts parts into the page's own address.
 *
 * @param asStep whether the browser's back button takes it back; else it corrects the present step
 */
export function setParts(values: Readonly<Record<string, string>>, asStep: boolean): void {
  const hash = withParts(location.hash, values);
  if (hash === location.hash) return;
  const address = hash || location.pathname + location.search;
  if (asStep) history.pushState(null, '', address);
  else history.replaceState(history.state, '', address);
}

/** Takes a part of the query, as `?gauge=G01`, out of the page's own address: it was done. */
export function dropQuery(name: string): void {
  const query = new URLSearchParams(location.search);
  if (!query.has(name)) return;
  query.delete(name);
  const rest = query.toString();
  const address = location.pathname + (rest === '' ? '' : `?${rest}`) + location.hash;
  history.replaceState(history.state, '', address);
}
