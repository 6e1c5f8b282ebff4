import type { GeoJSONSource, LayerSpecification, Map as MapView, StyleSpecification } from 'maplibre-gl';
import type { Theme } from '../theme/choice';
import { passedBy, type Trail } from './trail';
import { isSilent, nameOf, type Vehicle } from './vehicle';

const VEHICLES = 'machizu-vehicles';
const TRAILS = 'machizu-trails';

const INK: Record<Theme, string> = { light: '#1a1a1a', dark: '#ffffff' };
const PAPER: Record<Theme, string> = { light: '#ffffff', dark: '#16191d' };
const SILENT: Record<Theme, string> = { light: '#767676', dark: '#949494' };

/** Vehicles with their headings, and their ways, over the map. */
export class VehicleOverlay {
  private isOn = false;
  private vehicles: GeoJSON.FeatureCollection = collection([]);
  private trails: GeoJSON.FeatureCollection = collection([]);

  constructor(
    private readonly map: MapView,
    private readonly theme: () => Theme,
    private readonly redraw: () => void,
  ) {}

  /** The style with the vehicles, while they are shown. */
  readonly overlay = (style: StyleSpecification): StyleSpecification =>
    this.isOn
      ? {
          ...style,
          sources: {
            ...style.sources,
            [TRAILS]: { type: 'geojson', data: this.trails },
            [VEHICLES]: { type: 'geojson', data: this.vehicles },
          },
          layers: [...style.layers, ...layers(this.theme())],
        }
      : style;

  setOn(isOn: boolean): void {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.redraw();
  }

  /** @param note what stands below each name, as its age */
  showVehicles(vehicles: readonly Vehicle[], now: Date, note: (vehicle: Vehicle) => string): void {
    this.vehicles = collection(
      vehicles.map((vehicle) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: vehicle.place },
        properties: {
          words: [nameOf(vehicle), note(vehicle)].filter((part) => part !== '').join('\n'),
          course: vehicle.courseDeg ?? -1,
          isSilent: isSilent(vehicle, now),
        },
      })),
    );
    this.set(VEHICLES, this.vehicles);
  }

  /** @param untilS Unix seconds up to which ways are drawn */
  showTrails(trails: readonly Trail[], untilS: number): void {
    this.trails = collection(
      trails.flatMap((trail) => {
        const places = passedBy(trail, untilS);
        if (places.length < 2) return [];
        const geometry: GeoJSON.LineString = { type: 'LineString', coordinates: places };
        return { type: 'Feature', geometry, properties: {} } as const;
      }),
    );
    this.set(TRAILS, this.trails);
  }

  private set(source: string, data: GeoJSON.FeatureCollection): void {
    if (this.isOn) this.map.getSource<GeoJSONSource>(source)?.setData(data);
  }
}

function layers(theme: Theme): LayerSpecification[] {
  const ink = ['case', ['get', 'isSilent'], SILENT[theme], INK[theme]] as never;
  return [
    {
      id: TRAILS,
      type: 'line',
      source: TRAILS,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': INK[theme], 'line-width': 1.4, 'line-opacity': 0.75, 'line-dasharray': [0.5, 2.5] },
    },
    {
      id: VEHICLES,
      type: 'circle',
      source: VEHICLES,
      paint: {
        'circle-radius': 11,
        'circle-color': PAPER[theme],
        'circle-stroke-color': ink,
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: `${VEHICLES}-heading`,
      type: 'symbol',
      source: VEHICLES,
      filter: ['>=', ['get', 'course'], 0],
      layout: {
        'icon-image': `machizu:symbol/heading/${INK[theme]}/#00000000/16`,
        'icon-rotate': ['get', 'course'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: `${VEHICLES}-name`,
      type: 'symbol',
      source: VEHICLES,
      layout: {
        'text-field': ['get', 'words'],
        'text-size': 13,
        'text-anchor': 'top',
        'text-offset': [0, 1.1],
        'text-optional': true,
      },
      paint: { 'text-color': ink, 'text-halo-color': PAPER[theme], 'text-halo-width': 2 },
    },
  ];
}

function collection(features: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features };
}
