import type { Memory } from '../../language/choice';
import type { Severity } from '../gauge';
import { beepsOf } from './alarm';

const KEY = 'machizu.gauge-sound';
const BEEP_S = 0.25;
const LOUDNESS = 0.25;

/** The sound of the duty screen. Browsers let a page sound only after somebody has pressed something. */
export class Sound {
  private context: AudioContext | null = null;
  private isWanted: boolean;

  constructor(private readonly memory: Memory) {
    this.isWanted = memory.getItem(KEY) !== 'off';
  }

  /** Whether an alert would be heard now. */
  get isOn(): boolean {
    return this.isWanted && this.context?.state === 'running';
  }

  /** Whether nobody has muted it; before a first press it is not heard yet. */
  get isAsked(): boolean {
    return this.isWanted;
  }

  /** Lets it sound, out of somebody's press. */
  async allow(): Promise<void> {
    this.isWanted = true;
    this.memory.setItem(KEY, 'on');
    this.context ??= new AudioContext();
    await this.context.resume();
  }

  mute(): void {
    this.isWanted = false;
    this.memory.setItem(KEY, 'off');
    void this.context?.suspend();
  }

  play(severity: Severity): void {
    const { context } = this;
    if (context === null || !this.isOn) return;
    for (const [hz, atS] of beepsOf(severity)) {
      const begin = context.currentTime + atS;
      const tone = context.createOscillator();
      const loudness = context.createGain();
      tone.type = 'square';
      tone.frequency.value = hz;
      // Rises and falls softly: a hard edge clicks.
      loudness.gain.setValueAtTime(0, begin);
      loudness.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.02);
      loudness.gain.setValueAtTime(LOUDNESS, begin + BEEP_S - 0.05);
      loudness.gain.linearRampToValueAtTime(0, begin + BEEP_S);
      tone.connect(loudness).connect(context.destination);
      tone.start(begin);
      tone.stop(begin + BEEP_S);
    }
  }
}
