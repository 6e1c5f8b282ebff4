import { describe, expect, test } from 'vitest';
import { forgetToken, takeToken, type TokenMemory } from './terminalToken';

function memory(): TokenMemory & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe("the terminal's token", () => {
  test('is given once in the address and kept', () => {
    const here = memory();
    expect(takeToken('#token=mz_1', here)).toBe('mz_1');
    expect(takeToken('', here)).toBe('mz_1');
    expect(takeToken('#token=mz_2', here)).toBe('mz_2');
    expect([...here.kept.values()]).toEqual(['mz_2']);
  });

  test('is none where nobody gave one, or after it was forgotten', () => {
    const here = memory();
    expect(takeToken('#map=1/2/3', here)).toBe('');
    takeToken('#token=mz_1', here);
    forgetToken(here);
    expect(takeToken('', here)).toBe('');
    expect(here.kept.size).toBe(0);
  });
});
