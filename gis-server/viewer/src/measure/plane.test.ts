import { describe, expect, test } from 'vitest';
import expected from '../../../../geo/src/test/resources/org/machizu/geo/crs/proj-expected.tsv?raw';
import { PlaneZone } from './plane';

/** Zone, lon, lat, east, north; computed by PROJ (SOURCE.md beside the table). */
const rows = expected
  .split('\n')
  .map((line) => line.split('\t').map(Number))
  .filter(([epsg = 0]) => epsg >= 6669 && epsg <= 6687);

describe('plane-rectangular coordinates', () => {
  test('are those of PROJ to a tenth of a millimetre, in every zone', () => {
    expect(new Set(rows.map(([epsg]) => epsg)).size).toBe(19);
    for (const [epsg = 0, lon = 0, lat = 0, east = 0, north = 0] of rows) {
      const point = new PlaneZone(epsg - 6668).project([lon, lat]);
      expect(Math.abs(point.east - east), `${epsg} ${lon} ${lat} east`).toBeLessThan(1e-4);
      expect(Math.abs(point.north - north), `${epsg} ${lon} ${lat} north`).toBeLessThan(1e-4);
    }
  });

  test('of an origin are zero', () => {
    const { east, north } = new PlaneZone(12).project([142.25, 44]);
    expect(Math.hypot(east, north)).toBeLessThan(1e-6);
  });

  test('there are nineteen zones', () => {
    expect(() => new PlaneZone(0)).toThrow(RangeError);
    expect(() => new PlaneZone(20)).toThrow(RangeError);
    expect(new PlaneZone(19).roman).toBe('XIX');
  });

  test('the nearest zone is a guess by its origin', () => {
    expect(PlaneZone.nearest([141.82, 42.76]).number).toBe(12);
    expect(PlaneZone.nearest([139.7, 35.7]).number).toBe(9);
    expect(PlaneZone.nearest([127.7, 26.2]).number).toBe(15);
  });
});

describe('measuring', () => {
  const zone = new PlaneZone(12);
  /** About 100 by 50 metres around the town hall of Abira. */
  const ring = [
    [141.829, 42.765],
    [141.8302, 42.765],
    [141.8302, 42.7655],
    [141.829, 42.7655],
  ] as const;

  test('a line has the length of its parts on the plane', () => {
    const corners = ring.map((place) => zone.project(place));
    const side = (a: number, b: number) =>
      Math.hypot(
        (corners[b]?.east ?? 0) - (corners[a]?.east ?? 0),
        (corners[b]?.north ?? 0) - (corners[a]?.north ?? 0),
      );
    expect(zone.lengthM(ring)).toBeCloseTo(side(0, 1) + side(1, 2) + side(2, 3), 6);
    // Web Mercator would make 147 m of these 98.
    expect(zone.lengthM(ring.slice(0, 2))).toBeGreaterThan(98);
    expect(zone.lengthM(ring.slice(0, 2))).toBeLessThan(98.4);
  });

  test('an area is the same in both directions and nothing for fewer than three places', () => {
    const area = zone.areaM2(ring);
    expect(area).toBeGreaterThan(5400);
    expect(area).toBeLessThan(5500);
    expect(zone.areaM2([...ring].reverse())).toBeCloseTo(area, 6);
    expect(zone.areaM2(ring.slice(0, 2))).toBe(0);
    expect(zone.areaM2([])).toBe(0);
  });
});
