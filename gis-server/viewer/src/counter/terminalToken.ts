import { partOf } from '../page/address';

const KEY = 'machizu.terminal';

/** Where the terminal's own token is kept; nothing of anybody's enquiry ever is. */
export type TokenMemory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The token of this terminal: the one in the address (`/counter#token=mz_…`), which is kept, or the
 * one that was kept; empty for none.
 *
 * @param hash the address from its `#` on
 * @param key under which it is kept
 */
export function takeToken(hash: string, memory: TokenMemory, key = KEY): string {
  const given = partOf(hash, 'token');
  if (given !== '') memory.setItem(key, given);
  return given || (memory.getItem(key) ?? '');
}

export function forgetToken(memory: TokenMemory, key = KEY): void {
  memory.removeItem(key);
}
