import { expect, test } from 'vitest';
import { Desks } from './desks';

/** A desk as the page knows it, which tells when it closes. */
class FakeDesk {
  isOpen = false;
  constructor(private readonly desks: Desks) {}
  open(): void {
    this.isOpen = true;
  }
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.desks.closed();
  }
}

function page(address: string) {
  const state = { address };
  const desks = new Desks(
    () => state.address,
    (name) => (state.address = name),
  );
  const snow = new FakeDesk(desks);
  const watch = new FakeDesk(desks);
  desks.add('snow', snow);
  desks.add('watch', watch);
  return { state, desks, snow, watch };
}

test('one desk at most is open, and the address says which', () => {
  const { state, desks, snow, watch } = page('');
  desks.open('snow', () => snow.open());
  expect(state.address).toBe('snow');
  desks.open('watch', () => watch.open());
  expect([snow.isOpen, watch.isOpen, state.address]).toEqual([false, true, 'watch']);
  watch.close();
  expect(state.address).toBe('');
});

test('the address asks for a desk until it is open', () => {
  const { desks, snow } = page('snow');
  expect([desks.isWanted('snow'), desks.isWanted('watch')]).toEqual([true, false]);
  desks.open('snow', () => snow.open());
  expect(desks.isWanted('snow')).toBe(false);
});

test('a desk that was never made is asked for, and closed without harm', () => {
  const { desks } = page('permits');
  expect(desks.isWanted('permits')).toBe(true);
  desks.close('permits');
});
