import { describe, expect, test } from 'vitest';
import { IdleClock, idleSecondsIn } from './idleClock';

describe('the clock of a terminal that nobody touches', () => {
  test('asks after its seconds, counts down, and is over', () => {
    const clock = new IdleClock(120, 1_000);
    expect(clock.at(120_999)).toEqual({ kind: 'quiet' });
    expect(clock.at(121_000)).toEqual({ kind: 'warning', leftS: 15 });
    expect(clock.at(135_500)).toEqual({ kind: 'warning', leftS: 1 });
    expect(clock.at(136_000)).toEqual({ kind: 'over' });
  });

  test('begins anew with each touch', () => {
    const clock = new IdleClock(120, 0);
    clock.touch(130_000);
    expect(clock.at(130_000)).toEqual({ kind: 'quiet' });
    expect(clock.at(250_000)).toEqual({ kind: 'warning', leftS: 15 });
  });

  test('is over at once after a sleep of the machine', () => {
    expect(new IdleClock(120, 0).at(9_999_999)).toEqual({ kind: 'over' });
  });

  test.each([
    ['', 120],
    ['?idle=30', 30],
    ['?idle=1', 5],
    ['?idle=9999', 600],
    ['?idle=-5', 120],
    ['?idle=5e2', 120],
    ['?idle=', 120],
  ])('an address with "%s" makes it %i seconds', (query, seconds) => {
    expect(idleSecondsIn(query)).toBe(seconds);
  });
});
