import type { Memory } from '../language/choice';

/** What somebody chose; `auto` follows the device. */
export type ThemeSetting = 'auto' | 'light' | 'dark';

/** What is shown. */
export type Theme = 'light' | 'dark';

export const THEME_SETTINGS: readonly ThemeSetting[] = ['auto', 'light', 'dark'];

const KEY = 'machizu.theme';

/** What a theme needs of the browser: whether the device asks for dark. */
export interface DeviceTheme {
  readonly matches: boolean;
  addEventListener(type: 'change', listener: () => void): void;
}

/** Light or dark, for the page and the map: remembered, and told to whoever draws. */
export class ThemeChoice {
  private chosen: ThemeSetting;
  private shown: Theme;
  private readonly listeners: (() => void)[] = [];

  /** @param root takes the attribute `data-theme`, which the style sheets read */
  constructor(
    private readonly memory: Memory,
    private readonly device: DeviceTheme,
    private readonly root: Pick<HTMLElement, 'setAttribute'>,
  ) {
    const remembered = memory.getItem(KEY);
    this.chosen = THEME_SETTINGS.find((setting) => setting === remembered) ?? 'auto';
    this.shown = this.wanted();
    root.setAttribute('data-theme', this.shown);
    device.addEventListener('change', () => this.apply());
  }

  get setting(): ThemeSetting {
    return this.chosen;
  }

  get current(): Theme {
    return this.shown;
  }

  choose(setting: ThemeSetting): void {
    this.chosen = setting;
    this.memory.setItem(KEY, setting);
    this.apply();
  }

  /** Runs after every change of what is shown. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private apply(): void {
    if (this.wanted() === this.shown) return;
    this.shown = this.wanted();
    this.root.setAttribute('data-theme', this.shown);
    for (const listener of this.listeners) listener();
  }

  private wanted(): Theme {
    if (this.chosen !== 'auto') return this.chosen;
    return this.device.matches ? 'dark' : 'light';
  }
}
