import type { StyleSpecification } from 'maplibre-gl';
import { type Appearance, FULL, isOn, isOnAtFirst, PLAIN, withAppearance } from '../maps/appearance';
import { appearanceIn, partsFor } from '../maps/permalink';
import { movesBetween, stackOf } from '../maps/stack';

/** Where the wishes are kept: the page's address. */
export interface AppearanceAddress {
  read(): string;
  /** @param asStep whether the browser's back button takes the change back */
  write(parts: Record<string, string>, asStep: boolean): void;
}

const NOTHING: StyleSpecification = { version: 8, sources: {}, layers: [] };

/**
 * What somebody wants of the layers: which are on, how strong they are and how they lie upon each
 * other. It is kept in the address, so that a link shows the same and the back button takes the
 * last change back.
 */
export class ShownLayers {
  private wanted: Appearance;
  private style = NOTHING;
  private ids: readonly string[] = [];
  private readonly listeners: (() => void)[] = [];
  /** The layer whose slider was moved last; moving it on is the same step. */
  private slid = '';

  constructor(private readonly address: AppearanceAddress) {
    this.wanted = appearanceIn(address.read());
  }

  get appearance(): Appearance {
    return this.wanted;
  }

  /** Whether everything is as the style has it. */
  get isPlain(): boolean {
    return Object.values(partsFor(this.wanted)).every((part) => part === '');
  }

  /** Runs after every change of what is wanted, also by the back button. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Takes the layers that there are now. What is wanted of others stays wanted. */
  know(style: StyleSpecification, ids: readonly string[]): void {
    this.style = style;
    this.ids = ids;
  }

  isOn(layerId: string): boolean {
    return isOn(this.style, this.wanted, layerId);
  }

  /** In whole percent of what the style has. */
  opacityOf(layerId: string): number {
    return this.wanted.opacity.get(layerId) ?? FULL;
  }

  /** The layers that are drawn and on, the topmost first. */
  get stack(): string[] {
    return this.wholeStack().filter((id) => this.isOn(id));
  }

  setOn(layerIds: readonly string[], isWanted: boolean): void {
    this.switch(isWanted ? layerIds : [], isWanted ? [] : layerIds);
  }

  /** Switches some on and others off in one step. */
  switch(toOn: readonly string[], toOff: readonly string[]): void {
    if (toOn.length + toOff.length === 0) return;
    const on = new Set(this.wanted.on);
    const off = new Set(this.wanted.off);
    const want = (id: string, isWanted: boolean) => {
      on.delete(id);
      off.delete(id);
      if (isWanted !== isOnAtFirst(this.style, id)) (isWanted ? on : off).add(id);
    };
    for (const id of toOn) want(id, true);
    for (const id of toOff) want(id, false);
    this.change({ ...this.wanted, on, off });
  }

  /** @param isEnd whether the slider has come to rest; only then the address tells */
  setOpacity(layerId: string, percent: number, isEnd: boolean): void {
    const opacity = new Map(this.wanted.opacity);
    if (percent >= FULL) opacity.delete(layerId);
    else opacity.set(layerId, percent);
    this.wanted = { ...this.wanted, opacity };
    if (isEnd) {
      this.address.write(partsFor(this.wanted), this.slid !== layerId);
      this.slid = layerId;
    }
    this.tell();
  }

  /**
   * Lays a layer among those that are on.
   *
   * @param place counted from the top, 0 the topmost
   */
  lay(layerId: string, place: number): void {
    const others = this.stack.filter((id) => id !== layerId);
    const whole = this.wholeStack().filter((id) => id !== layerId);
    const below = others[place];
    const above = others[place - 1];
    if (below === undefined && above === undefined) return;
    const at = below === undefined ? whole.indexOf(above ?? '') + 1 : whole.indexOf(below);
    const order = [...whole.slice(0, at), layerId, ...whole.slice(at)];
    // Moves of layers that are not here now, as before signing in, stay in the link.
    const unknown = this.wanted.moves.filter(({ layer }) => !this.ids.includes(layer));
    const moves = [...movesBetween(stackOf(this.style, this.ids), order), ...unknown];
    this.change({ ...this.wanted, moves });
  }

  /** Everything as the style has it. */
  reset(): void {
    this.change(PLAIN);
  }

  /** The address may have changed by the back button or by hand. */
  readAddress(): void {
    const read = appearanceIn(this.address.read());
    if (JSON.stringify(partsFor(read)) === JSON.stringify(partsFor(this.wanted))) return;
    this.wanted = read;
    this.slid = '';
    this.tell();
  }

  private wholeStack(): string[] {
    return stackOf(withAppearance(this.style, this.wanted), this.ids);
  }

  private change(wanted: Appearance): void {
    this.wanted = wanted;
    this.slid = '';
    this.address.write(partsFor(wanted), true);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
