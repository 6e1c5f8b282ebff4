/** East before north, in metres of the zone. Surveyors call the north X and the east Y. */
export interface PlanePoint {
  east: number;
  north: number;
}

/** Places are lon/lat in degrees, JGD2011 (which the map's WGS84 is taken as equal to). */
export type LonLat = readonly [number, number];

/** GRS80. */
const SEMI_MAJOR_M = 6378137;
const FLATTENING = 1 / 298.257222101;
const SCALE = 0.9999;

/**
 * Latitude and central meridian of the origins of zones I to XIX (平面直角座標系, 2002 notification no. 9
 * of the Ministry of Land), in degrees.
 */
const ORIGINS: readonly (readonly [number, number])[] = [
  [33, 129.5],
  [33, 131],
  [36, 132 + 10 / 60],
  [33, 133.5],
  [36, 134 + 20 / 60],
  [36, 136],
  [36, 137 + 10 / 60],
  [36, 138.5],
  [36, 139 + 50 / 60],
  [40, 140 + 50 / 60],
  [44, 140.25],
  [44, 142.25],
  [44, 144.25],
  [26, 142],
  [26, 127.5],
  [26, 124],
  [26, 131],
  [20, 136],
  [26, 154],
];

const ROMAN = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX'.split(' ');

const N = FLATTENING / (2 - FLATTENING);
const ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));
const RADIUS_M =
  ((SCALE * SEMI_MAJOR_M) / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64 + N ** 6 / 256);

/** Krüger's series to the sixth order: Karney, J. Geodesy 85 (2011), equation 35. */
const ALPHA = [
  N * series(1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800),
  N ** 2 * series(13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360),
  N ** 3 * series(61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440),
  N ** 4 * series(49561 / 161280, -179 / 168, 6601661 / 7257600),
  N ** 5 * series(34729 / 80640, -3418889 / 1995840),
  N ** 6 * (212378941 / 319334400),
];

/**
 * A zone of the plane-rectangular coordinate system, in which municipal work measures: lengths and
 * areas in it are plane ones (平面距離, 平面面積), up to 1 in 10,000 from those on the ground.
 */
export class PlaneZone {
  private readonly lat0: number;
  private readonly lon0: number;
  private readonly originM: number;

  /** @param number 1 to 19 */
  constructor(readonly number: number) {
    const origin = ORIGINS[number - 1];
    if (origin === undefined) throw new RangeError(`zone ${number} is not allowed; zones are 1 to 19`);
    [this.lat0, this.lon0] = origin;
    this.originM = meridianM(this.lat0);
  }

  /**
   * The zone whose origin lies nearest: a guess where the town does not say its own, never the zone
   * by law.
   */
  static nearest([lon, lat]: LonLat): PlaneZone {
    const distances = ORIGINS.map(([lat0, lon0]) => {
      const north = Math.sin(radians(lat0 - lat) / 2);
      const east = Math.sin(radians(lon0 - lon) / 2);
      return north ** 2 + Math.cos(radians(lat)) * Math.cos(radians(lat0)) * east ** 2;
    });
    return new PlaneZone(distances.indexOf(Math.min(...distances)) + 1);
  }

  /** I to XIX. */
  get roman(): string {
    return ROMAN[this.number - 1] ?? '';
  }

  /** A place on the plane; exact within 40° of the zone's meridian. */
  project([lon, lat]: LonLat): PlanePoint {
    const lambda = radians(lon - this.lon0);
    const tau = conformal(Math.tan(radians(lat)));
    const cos = Math.cos(lambda);
    const xi0 = Math.atan2(tau, cos);
    const eta0 = Math.asinh(Math.sin(lambda) / Math.hypot(tau, cos));
    let xi = xi0;
    let eta = eta0;
    ALPHA.forEach((alpha, index) => {
      const twice = 2 * (index + 1);
      xi += alpha * Math.sin(twice * xi0) * Math.cosh(twice * eta0);
      eta += alpha * Math.cos(twice * xi0) * Math.sinh(twice * eta0);
    });
    return { east: RADIUS_M * eta, north: RADIUS_M * xi - this.originM };
  }

  /** The length of a line through these places, in metres. */
  lengthM(places: readonly LonLat[]): number {
    return total(pairs(places.map((place) => this.project(place))).map(distanceM));
  }

  /** The area of the ring through these places, in square metres; 0 for fewer than three. */
  areaM2(places: readonly LonLat[]): number {
    const points = places.map((place) => this.project(place));
    const first = points[0];
    if (first === undefined) return 0;
    // About the first corner: far from the origin the products would lose their last digits.
    const near = points.map(({ east, north }) => ({
      east: east - first.east,
      north: north - first.north,
    }));
    const doubled = pairs([...near, { east: 0, north: 0 }]).map(
      ([a, b]) => a.east * b.north - b.east * a.north,
    );
    return Math.abs(total(doubled)) / 2;
  }
}

function distanceM([a, b]: readonly [PlanePoint, PlanePoint]): number {
  return Math.hypot(b.east - a.east, b.north - a.north);
}

function pairs<T>(all: readonly T[]): (readonly [T, T])[] {
  return all.slice(1).map((next, index) => [all[index] as T, next] as const);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** From the equator, at the zone's scale. */
function meridianM(lat: number): number {
  const xi = Math.atan(conformal(Math.tan(radians(lat))));
  return RADIUS_M * ALPHA.reduce((sum, alpha, i) => sum + alpha * Math.sin(2 * (i + 1) * xi), xi);
}

/** The tangent of the conformal latitude for that of the geodetic one; Karney (7) to (9). */
function conformal(tau: number): number {
  const root = Math.hypot(1, tau);
  const sigma = Math.sinh(ECCENTRICITY * Math.atanh((ECCENTRICITY * tau) / root));
  return tau * Math.hypot(1, sigma) - sigma * root;
}

/** c[0] + c[1] n + c[2] n² … */
function series(...coefficients: number[]): number {
  return coefficients.reduceRight((sum, coefficient) => sum * N + coefficient, 0);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
