import { afterEach, expect, test, vi } from 'vitest';
import { Client } from '../http/client';
import { featureIn, fetchFeature, partForFeature } from './featureLink';

afterEach(() => vi.unstubAllGlobals());

test('an address names a feature, and is written as it is read', () => {
  const parcel = { layerId: 'parcels', id: '123' };
  expect(featureIn('#map=15/42/141&f=parcels/123')).toEqual(parcel);
  expect(partForFeature(parcel)).toEqual({ f: 'parcels/123' });
  expect(partForFeature(null)).toEqual({ f: '' });
});

test.each(['', '#f=', '#f=parcels', '#f=parcels/', '#f=parcels/x', '#f=../1', '#f=a/1/2'])(
  '“%s” names none',
  (hash) => expect(featureIn(hash)).toBeNull(),
);

test('a feature without a place is one all the same', async () => {
  const answer = { type: 'Feature', geometry: null, properties: { 地番: '12-3' } };
  vi.stubGlobal('fetch', async () => Response.json(answer));
  const client = new Client(() => 'ja');
  expect(await fetchFeature(client, { layerId: 'parcels', id: '7' })).toEqual({
    layerId: 'parcels',
    id: '7',
    geometry: { type: 'MultiPoint', coordinates: [] },
    properties: { 地番: '12-3' },
  });
});
