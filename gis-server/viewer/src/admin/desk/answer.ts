import { isRecord } from '../../http/client';

// Members of the server's answers; what has another shape counts as absent.

export function textOf(record: Record<string, unknown>, name: string): string {
  const value = record[name];
  return typeof value === 'string' ? value : '';
}

export function textsOf(record: Record<string, unknown>, name: string): string[] {
  return listOf(record, name).filter((value) => typeof value === 'string');
}

export function listOf(record: Record<string, unknown>, name: string): unknown[] {
  const value = record[name];
  return Array.isArray(value) ? value : [];
}

export function recordsOf(value: unknown, name: string): Record<string, unknown>[] {
  if (!isRecord(value) || !Array.isArray(value[name])) {
    throw new Error(`the answer has no list '${name}'`);
  }
  return value[name].filter(isRecord);
}

export function recordOf(record: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = record[name];
  return isRecord(value) ? value : {};
}

/** Titles in both languages; where one is missing, the other stands for it. */
export function titlesOf(record: Record<string, unknown>, name: string): Record<'ja' | 'en', string> {
  const titles = recordOf(record, name);
  const ja = textOf(titles, 'ja') || textOf(titles, 'en');
  return { ja, en: textOf(titles, 'en') || ja };
}
