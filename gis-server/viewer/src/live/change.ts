import { isRecord } from '../http/client';
import type { Box } from '../maps/tileGrid';

/** A layer has changed, whoever did it. */
export interface LayerChange {
  layer: string;
  /** Where; null for everywhere. */
  boxes: readonly Box[] | null;
  /** Whether its entry in the catalogue (title, style, attributes, publishing) may have changed. */
  entry: boolean;
}

/** More boxes than these are no easier to follow than everything. */
const MAX_BOXES = 500;

/** Reads the data of a `layer` event; null when it is none. */
export function readLayerChange(data: string): LayerChange | null {
  const json = parse(data);
  if (!isRecord(json) || typeof json['layer'] !== 'string') return null;
  const layer = json['layer'];
  const boxes = json['boxes'];
  if (!Array.isArray(boxes) || !boxes.every(isBox)) return { layer, boxes: null, entry: true };
  // No box at all: no feature changed, so the entry did, and with it what the tiles may show.
  return boxes.length === 0 ? { layer, boxes: null, entry: true } : { layer, boxes, entry: false };
}

/** Reads the id of the job that a `job` event tells of; null when it is none. */
export function readJobId(data: string): string | null {
  const json = parse(data);
  return isRecord(json) && typeof json['id'] === 'string' ? json['id'] : null;
}

/** One change that covers both. */
export function merge(before: LayerChange | undefined, next: LayerChange): LayerChange {
  if (before === undefined) return next;
  const entry = before.entry || next.entry;
  const boxes =
    before.boxes === null || next.boxes === null ? null : [...before.boxes, ...next.boxes];
  const tooMany = boxes !== null && boxes.length > MAX_BOXES;
  return { layer: next.layer, boxes: tooMany ? null : boxes, entry };
}

/** Gathers the changes of a moment, so that a hundred edits refresh the map once. */
export class ChangeGatherer {
  private readonly waiting = new Map<string, LayerChange>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param quietMs how long to wait for more after the first
   * @param tell takes one change per layer
   */
  constructor(
    private readonly quietMs: number,
    private readonly tell: (changes: LayerChange[]) => void,
  ) {}

  add(change: LayerChange): void {
    this.waiting.set(change.layer, merge(this.waiting.get(change.layer), change));
    this.timer ??= setTimeout(() => this.flush(), this.quietMs);
  }

  private flush(): void {
    this.timer = undefined;
    const changes = [...this.waiting.values()];
    this.waiting.clear();
    this.tell(changes);
  }
}

/**
 * Does something once at a random moment within a time, so that a thousand open maps that hear the
 * same news do not all ask the server at once.
 */
export class Postponed {
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param random in [0, 1) */
  constructor(
    private readonly withinMs: number,
    private readonly act: () => void,
    private readonly random: () => number = Math.random,
  ) {}

  ask(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.act();
    }, this.random() * this.withinMs);
  }
}

function isBox(value: unknown): value is Box {
  return Array.isArray(value) && value.length === 4 && value.every(Number.isFinite);
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
