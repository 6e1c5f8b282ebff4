/** Keeps the screen on while a way is being followed, where the browser can. */
export class Awake {
  private lock: WakeLockSentinel | null = null;
  private isWanted = false;

  constructor() {
    // The browser lets the screen go when the page is left, and does not take it back by itself.
    document.addEventListener('visibilitychange', () => {
      if (this.isWanted && document.visibilityState === 'visible') void this.take();
    });
  }

  set(isWanted: boolean): void {
    if (isWanted === this.isWanted) return;
    this.isWanted = isWanted;
    if (isWanted) void this.take();
    else {
      void this.lock?.release().catch(() => undefined);
      this.lock = null;
    }
  }

  private async take(): Promise<void> {
    if (!('wakeLock' in navigator)) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      if (this.isWanted) this.lock = lock;
      else await lock.release();
    } catch {
      // A low battery may forbid it; the way is shown all the same.
    }
  }
}
