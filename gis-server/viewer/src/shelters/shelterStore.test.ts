import { expect, test } from 'vitest';
import { ProblemError } from '../http/client';
import { readShelter, type Shelter } from './shelter';
import { ShelterStore } from './shelterStore';

const answer = (version: number) => ({ shelters: [{ id: 'S01', layer: 'shelters', feature: 3, state: { status: 'open', version } }] });

function changed(version: number): Shelter {
  const shelter = readShelter({ id: 'S01', state: { status: 'closed', version } });
  if (shelter === null) throw new Error('a shelter is none');
  return shelter;
}

test('an answer to a change is shown at once, but never one older than what is known', async () => {
  const store = new ShelterStore({ getJson: async () => answer(4) }, () => {});
  await store.load();
  store.take(changed(5));
  expect(store.find('S01')?.state).toMatchObject({ status: 'closed', version: 5 });
  store.take(changed(3));
  expect(store.find('S01')?.state.version).toBe(5);
});

test('a shelter is found by its feature, and nothing after somebody has left', async () => {
  const store = new ShelterStore({ getJson: async () => answer(1) }, () => {});
  await store.load();
  expect(store.findFeature('shelters', '3')?.id).toBe('S01');
  expect(store.findFeature('parcels', '3')).toBeNull();
  store.clear();
  expect(store.sheet).toBeNull();
});

test('where nobody sees the layer there are no shelters, and no trouble', async () => {
  const getJson = async () => {
    throw new ProblemError(404, 'not-found', '', '', '');
  };
  const store = new ShelterStore({ getJson }, () => {});
  await store.load();
  expect(store.sheet).toMatchObject({ shelters: [], keeps: false });
});
