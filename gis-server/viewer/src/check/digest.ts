/** What comes of comparing a file with what was issued. */
export type Comparison =
  | { kind: 'same' }
  | { kind: 'other'; sum: string }
  /** The browser works sums out only over TLS, and on the machine itself. */
  | { kind: 'cannot' }
  | { kind: 'too-large' };

/** Papers are far smaller; a larger file is none, and is not read. */
export const MOST_BYTES = 50 * 1024 * 1024;

/** What is needed of the browser. */
export type Digester = Pick<SubtleCrypto, 'digest'>;

/** @param crypto undefined where the browser has none */
export async function compare(
  file: Pick<Blob, 'size' | 'arrayBuffer'>,
  sha256: string,
  crypto: Digester | undefined,
): Promise<Comparison> {
  if (crypto === undefined) return { kind: 'cannot' };
  if (file.size > MOST_BYTES) return { kind: 'too-large' };
  const sum = hexadecimal(await crypto.digest('SHA-256', await file.arrayBuffer()));
  return sum === sha256.toLowerCase() ? { kind: 'same' } : { kind: 'other', sum };
}

function hexadecimal(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A sum in groups of four, so that it can be compared by eye. */
export function inGroups(sum: string): string {
  return sum.match(/.{1,4}/g)?.join(' ') ?? '';
}
