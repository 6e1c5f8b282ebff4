/** The parts of the page, in the order in which they are offered. */
export const SECTIONS = ['accounts', 'roles', 'rights', 'tokens', 'audit', 'report'] as const;
export type Section = (typeof SECTIONS)[number];

/** What an address asks for: a part of the page, and the layer whose rights are meant. */
export interface Place {
  section: Section;
  /** Empty for none. */
  layer: string;
}

/** Reads what stands behind the # of the address; anything unknown means the first part. */
export function placeIn(hash: string): Place {
  const [name = '', layer = ''] = hash.replace(/^#/, '').split('/');
  const section = SECTIONS.find((one) => one === name);
  if (section === undefined) return { section: SECTIONS[0], layer: '' };
  return { section, layer: section === 'rights' ? decoded(layer) : '' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
