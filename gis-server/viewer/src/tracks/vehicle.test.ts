import { describe, expect, test } from 'vitest';
import { isSilent, listed, readPositions, readVehicles, type Vehicle, withMoved } from './vehicle';
import { doingText } from './vehicleList';

const NOW = new Date('2026-01-31T05:00:00+09:00');
const vehicle = (device: string, more: Partial<Vehicle> = {}): Vehicle => ({
  device,
  title: '',
  place: [141, 42],
  time: NOW,
  speedMps: 0,
  courseDeg: null,
  work: '',
  ...more,
});
const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

describe('vehicles', () => {
  test('are read from GeoJSON, named or not', () => {
    const feature = (properties: object) => ({ geometry: { coordinates: [141.5, 42.5] }, properties });
    const read = readVehicles({
      features: [
        feature({ device: 'plow-1', title: '1号車', time: NOW.toISOString(), work: 'new-snow' }),
        feature({ time: NOW.toISOString() }),
        feature({ device: 'plow-3', time: null }),
      ],
    });
    expect(read.map(({ device, work }) => [device, work])).toEqual([
      ['plow-1', 'new-snow'],
      ['', ''],
    ]);
  });

  test('move by news, which may come late and say nothing of the work', () => {
    const known = [vehicle('plow-1', { work: 'new-snow', time: before(2) }), vehicle('plow-2')];
    const moved = withMoved(known, [
      vehicle('plow-1', { place: [141.1, 42] }),
      vehicle('plow-2', { place: [0, 0], time: before(9) }),
      vehicle('plow-3'),
    ]);
    expect(moved.map(({ device }) => device)).toEqual(['plow-1', 'plow-2', 'plow-3']);
    expect(moved[0]).toMatchObject({ place: [141.1, 42], work: 'new-snow' });
    expect(moved[1]?.place).toEqual([141, 42]);
  });

  test('news that make no sense move nothing', () => {
    expect(readPositions('{"vehicles":[{"device":"a"}]}')).toEqual([]);
    expect(readPositions('no JSON')).toEqual([]);
  });

  test('are listed by their names as people count, without those of days ago', () => {
    const all = [vehicle('b', { title: '10号車' }), vehicle('a', { title: '2号車' }), vehicle('old', { time: before(2000) })];
    expect(listed(all, NOW).map(({ title }) => title)).toEqual(['2号車', '10号車']);
  });

  test('are silent after ten minutes', () => {
    expect(isSilent(vehicle('a', { time: before(10) }), NOW)).toBe(false);
    expect(isSilent(vehicle('a', { time: before(10.1) }), NOW)).toBe(true);
    expect(isSilent(vehicle('', { time: before(30) }), NOW)).toBe(false);
  });

  test('what one does is said in words', () => {
    const works = { 'new-snow': '新雪除雪' };
    const text = (more: Partial<Vehicle>) => doingText(vehicle('a', more), NOW, works, 'ja');
    expect(text({ speedMps: 5, work: 'new-snow' })).toBe('新雪除雪・走行中 時速18 km');
    expect(text({ speedMps: 0.3 })).toBe('停止中');
    expect(text({ speedMps: null })).toBe('');
    expect(text({ time: before(30), speedMps: 5 })).toBe('位置が届いていません');
  });
});
