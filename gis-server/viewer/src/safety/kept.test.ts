import { describe, expect, test } from 'vitest';
import { LastAnswers } from './kept';

function memory(setItem?: (key: string, value: string) => void) {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: setItem ?? ((key: string, value: string) => void kept.set(key, value)),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const AT = new Date('2026-11-28T00:12:00Z');

describe('the last answers', () => {
  test('come back as they came, with their time', () => {
    const answers = new LastAnswers(memory());
    answers.keep('shelters', { shelters: [] }, AT);
    expect(answers.find('shelters')).toEqual({ at: AT, value: { shelters: [] } });
    expect(answers.find('hazards')).toBeNull();
    answers.clear();
    expect(answers.find('shelters')).toBeNull();
  });

  test('a memory that is full or holds nonsense costs nothing but the answer', () => {
    const full = memory(() => {
      throw new Error('QuotaExceededError');
    });
    expect(new LastAnswers(full).keep('hazards', {}, AT)).toBe(false);
    const broken = memory();
    broken.kept.set('machizu.safety.hazards', '{"at":"yesterday"');
    expect(new LastAnswers(broken).find('hazards')).toBeNull();
    broken.kept.set('machizu.safety.hazards', '{"at":"yesterday"}');
    expect(new LastAnswers(broken).find('hazards')).toBeNull();
  });

  test('an answer that would fill the memory is not kept', () => {
    const { kept, ...rest } = memory();
    expect(new LastAnswers(rest).keep('guidance', 'x'.repeat(1_000_001), AT)).toBe(false);
    expect(kept.size).toBe(0);
  });
});
