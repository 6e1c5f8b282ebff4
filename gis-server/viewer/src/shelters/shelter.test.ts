import { expect, test } from 'vitest';
import { drawShelter, signOf } from './looks';
import { congestionOf, readShelter, readShelterNews, readShelters, type Shelter } from './shelter';
import { peopleText, standingText } from './words';

const JSON_OF_ONE = {
  id: 'S01',
  feature: 12,
  name: 'みどり野町役場',
  lon: 141.82,
  lat: 42.76,
  kinds: ['emergency_site', 'shelter'],
  hazards: { flood: 'upper_floor', landslide: 'yes', tsunami: 'sometimes' },
  capacity: 200,
  facilities: ['power', 'pool', 'toilet'],
  pets: 'outside',
  barrierFree: ['ramp'],
  state: { status: 'open', people: 119, congestion: 'fairly_crowded', full: false, note: '', changed: '2026-11-28T00:00:00Z', version: 7 },
};

function one(state: Record<string, unknown> = {}): Shelter {
  const shelter = readShelter({ ...JSON_OF_ONE, state: { ...JSON_OF_ONE.state, ...state } });
  if (shelter === null) throw new Error('a shelter is none');
  return shelter;
}

test('a shelter is crowded from 30, 60 and 80 % on, as the server counts', () => {
  expect([59, 60, 119, 120, 159, 160, 900].map((people) => congestionOf(people, 200, false))).toEqual([
    'vacant',
    'fairly_crowded',
    'fairly_crowded',
    'crowded',
    'crowded',
    'full',
    'full',
  ]);
  expect(congestionOf(0, 200, true)).toBe('full');
  expect([congestionOf(null, 200, false), congestionOf(5, null, false), congestionOf(5, 0, false)]).toEqual([null, null, null]);
});

test('what a shelter is not known to have or to suit is not said of it', () => {
  const shelter = one();
  expect(shelter.hazards['tsunami']).toBe('unknown');
  expect(shelter.facilities).toEqual(['toilet', 'power']);
  expect(readShelter({ ...JSON_OF_ONE, pets: 'dogs', capacity: '200' })).toMatchObject({ pets: 'unknown', capacity: null });
  expect(readShelter({ name: 'ohne' })).toBeNull();
  expect(() => readShelters({ code: 'not-found' })).toThrow();
});

test('a state that nobody knows is not taken for open', () => {
  expect(one({ status: 'ready' }).state.status).toBe('closed');
  expect(readShelter({ id: 'S09' })?.state).toMatchObject({ status: 'closed', people: null, changed: null, version: 0 });
});

test('full by hand wins over the count, and a shelter that is not open is not crowded', () => {
  expect(standingText(one(), 'ja')).toBe('開設中・やや混雑');
  expect(standingText(one({ full: true }), 'ja')).toBe('開設中・満員');
  expect(standingText(one({ status: 'closed' }), 'en')).toBe('Not open');
  expect(peopleText(one(), 'ja')).toBe('119人／定員 200人');
  expect(peopleText(one({ people: null }), 'ja')).toBe('定員 200人');
});

test('signs differ by state and by congestion, and no other name is drawn', () => {
  const names = [one(), one({ full: true }), one({ status: 'opening' }), one({ status: 'closed' })].map((shelter) => signOf(shelter, 'light'));
  expect(new Set(names).size).toBe(4);
  for (const name of names) expect(drawShelter(name)?.shapes.length).toBeGreaterThan(2);
  expect(drawShelter('machizu-shelter:open/9/light')).toBeNull();
  expect(drawShelter('machizu:symbol/shelter')).toBeNull();
});

test('news name the shelters, and nonsense names none', () => {
  expect(readShelterNews('{"shelters":["S01","S02"],"versions":[8,1]}')).toEqual(['S01', 'S02']);
  expect(readShelterNews('{')).toEqual([]);
});
