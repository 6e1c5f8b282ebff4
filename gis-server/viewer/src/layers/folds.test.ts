import { expect, test } from 'vitest';
import { Folds } from './folds';

function memory(start: string | null = null) {
  let kept = start;
  return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) };
}

test('what somebody decided holds over a visit, anything else stays open to change', () => {
  const kept = memory();
  new Folds(kept).decide('roads', false);
  const folds = new Folds(kept);
  expect(folds.isOpen('roads', true)).toBe(false);
  expect(folds.isOpen('water', true)).toBe(true);
  expect(folds.isOpen('water', false)).toBe(false);
});

test('what cannot be read is forgotten', () => {
  for (const broken of ['{', '{}', '[1]']) {
    expect(new Folds(memory(broken)).isOpen('roads', true)).toBe(true);
  }
});
