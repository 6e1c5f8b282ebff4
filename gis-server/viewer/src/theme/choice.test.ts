import { expect, test } from 'vitest';
import { ThemeChoice } from './choice';

function page(remembered: string | null, isDark: boolean) {
  const kept = new Map<string, string>(remembered === null ? [] : [['machizu.theme', remembered]]);
  let change = () => {};
  const device = { matches: isDark, addEventListener: (_: string, act: () => void) => (change = act) };
  const attributes = new Map<string, string>();
  const choice = new ThemeChoice(
    { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    device,
    { setAttribute: (name, value) => void attributes.set(name, value) },
  );
  const turn = (dark: boolean) => {
    device.matches = dark;
    change();
  };
  return { choice, kept, turn, shown: () => attributes.get('data-theme') };
}

test('without a choice the device decides, also when it changes its mind', () => {
  const { choice, turn, shown } = page(null, true);
  let told = 0;
  choice.onChange(() => told++);
  expect(shown()).toBe('dark');
  turn(false);
  expect([choice.setting, choice.current, shown(), told]).toEqual(['auto', 'light', 'light', 1]);
});

test('a choice holds against the device and is remembered', () => {
  const { choice, kept, turn, shown } = page(null, false);
  choice.choose('dark');
  turn(false);
  expect(shown()).toBe('dark');
  expect(page(kept.get('machizu.theme') ?? null, false).shown()).toBe('dark');
});

test('a remembered word that is none is passed over', () => {
  expect(page('sepia', false).choice.setting).toBe('auto');
});
