import type { Fix } from './following';

/** Why the phone does not say where it is. */
export type PositionTrouble = 'denied' | 'unavailable' | 'slow' | 'insecure';

/** A position that may be off by more is told so. */
export const INACCURATE_M = 100;

const PATIENCE_MS = 20_000;
const OLDEST_MS = 10_000;
/** A watch that had no position may have none for good; then it is begun anew. */
const AGAIN_MS = 3000;

/** The phone's position: asked for only when somebody wants it. */
export class OwnPosition {
  private watch: number | null = null;
  private generation = 0;
  private again: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onFix one position, as often as the phone has one
   * @param onTrouble why there is none; watching goes on unless it was denied
   */
  constructor(
    private readonly onFix: (fix: Fix) => void,
    private readonly onTrouble: (trouble: PositionTrouble) => void,
  ) {}

  get isWatching(): boolean {
    return this.watch !== null;
  }

  /** Begins to watch, which makes the browser ask its owner. */
  start(): void {
    this.stop();
    if (!('geolocation' in navigator) || !window.isSecureContext) {
      this.onTrouble('insecure');
      return;
    }
    const mine = ++this.generation;
    this.watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        if (mine !== this.generation) return;
        clearTimeout(this.again);
        this.onFix({ place: [coords.longitude, coords.latitude], accuracyM: coords.accuracy, atMs: timestamp });
      },
      (error) => {
        if (mine !== this.generation) return;
        if (error.code === error.PERMISSION_DENIED) this.stop();
        else this.again = setTimeout(() => this.start(), AGAIN_MS);
        this.onTrouble(troubleOf(error));
      },
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: OLDEST_MS },
    );
  }

  stop(): void {
    this.generation++;
    clearTimeout(this.again);
    if (this.watch !== null) navigator.geolocation.clearWatch(this.watch);
    this.watch = null;
  }
}

function troubleOf(error: GeolocationPositionError): PositionTrouble {
  if (error.code === error.PERMISSION_DENIED) return 'denied';
  return error.code === error.TIMEOUT ? 'slow' : 'unavailable';
}
