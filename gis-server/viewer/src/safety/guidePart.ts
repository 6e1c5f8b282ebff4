import { UnreachableError } from '../http/client';
import type { Client } from '../http/client';
import type { LanguageChoice } from '../language/choice';
import { boxOf } from '../maps/box';
import type { Box } from '../maps/tileGrid';
import { element } from '../page/element';
import { Awake } from './awake';
import { AskAgain, type Fix, type Followed, Following } from './following';
import { fetchGuidance, type Guidance, type GuidedRoute, readGuidance } from './guidance';
import { guideAnswer, type GuideLive, type GuideWish, showLive, wishForm } from './guideView';
import type { Hazard } from './hazards';
import type { LastAnswers } from './kept';
import { ageOf } from './parts';
import { texts } from './texts';

export interface GuideListener {
  draw(): void;
  /** Only what changes with every step. */
  drawLive(): void;
  /** @param look whether the map is to show the whole way */
  showRoutes(routes: readonly GuidedRoute[], chosen: number, look: boolean): void;
  onFollow(isOn: boolean): void;
  onHazard(hazard: Hazard): void;
  /** A way was found in this box, which is to be kept. */
  onKept(box: Box): void;
  onReached(): void;
  onUnreachable(): void;
  explain(error: unknown): string;
}

/** Finding a way and following it. */
export class GuidePart {
  /** Whether somebody looks at it. */
  isShown = false;
  isAway = false;
  private wish: GuideWish = { hazard: null, mode: 'foot', upperFloor: 'unknown' };
  private start: [number, number] | null = null;
  private guidance: Guidance | null = null;
  private chosen = 0;
  /** The shelter somebody wants to go to; empty for the nearest. */
  private preferred = '';
  private isChoosing = true;
  private isAsking = false;
  private error = '';
  private following: Following | null = null;
  private followed: Followed | null = null;
  private isFollowingOn = false;
  private last: Fix | null = null;
  private question = 0;
  private readonly awake = new Awake();
  private readonly again = new AskAgain(() => void this.ask(false));

  constructor(
    private readonly client: Client,
    private readonly choice: LanguageChoice,
    private readonly answers: LastAnswers,
    private readonly listener: GuideListener,
  ) {}

  get hazard(): Hazard | null {
    return this.wish.hazard;
  }

  get routes(): readonly GuidedRoute[] {
    return this.isChoosing ? [] : (this.guidance?.routes ?? []);
  }

  get chosenRoute(): number {
    return this.chosen;
  }

  get isFollowing(): boolean {
    return this.isFollowingOn;
  }

  /** From when the way is that is shown; undefined when none is. */
  get answeredAt(): Date | undefined {
    return this.guidance?.answered;
  }

  /** The last way that the phone kept. */
  readKept(): void {
    const kept = this.answers.find('guidance');
    if (kept === null) return;
    try {
      this.guidance = readGuidance(kept.value);
    } catch {
      return;
    }
    const { hazard, mode } = this.guidance;
    this.wish = { ...this.wish, hazard, mode };
    // It is shown at once only where no newer one can be asked for.
    this.isChoosing = navigator.onLine;
    this.choose(0);
  }

  forget(): void {
    this.guidance = null;
    this.isChoosing = true;
    this.follow(false);
    this.listener.showRoutes([], 0, false);
  }

  setStart(place: [number, number]): void {
    this.start = place;
    if (!this.isChoosing && this.isShown && !this.isFollowingOn) void this.ask(true);
  }

  /** Somebody wants to go to a certain shelter. @param hazard null leaves the one before */
  prefer(shelter: string, hazard: Hazard | null): void {
    this.preferred = shelter;
    if (hazard !== null) this.wish = { ...this.wish, hazard };
    this.isChoosing = true;
    if (this.wish.hazard !== null && this.start !== null) void this.ask(true);
  }

  /** Something has changed on which ways depend. */
  hearsOfChange(): void {
    if (this.guidance !== null && !this.isChoosing) this.again.wish();
  }

  take(fix: Fix): void {
    this.last = fix;
    this.start = fix.place;
    if (!this.isFollowingOn || this.following === null) return;
    this.followed = this.following.take(fix);
    if (this.followed.isAside && !this.isAway) this.again.wish();
    this.listener.drawLive();
  }

  follow(isOn: boolean): void {
    if (isOn === this.isFollowingOn) return;
    this.isFollowingOn = isOn;
    this.followed = null;
    this.awake.set(isOn);
    if (!isOn) this.again.stop();
    this.listener.onFollow(isOn);
    if (isOn && this.last !== null) this.take(this.last);
    this.listener.draw();
  }

  /** @param from what the start is called; empty when there is none */
  parts(from: string): HTMLElement[] {
    const language = this.choice.current;
    const words = texts[language];
    const { guidance } = this;
    if (this.isAsking && this.isChoosing) return [element('p', { role: 'status' }, words.asking)];
    const error = this.error === '' ? [] : [element('p', { class: 'error', role: 'status' }, this.error)];
    if (guidance === null || this.isChoosing) return [...error, ...wishForm(this.wish, from, language, this.view)];
    const { moment, ago } = ageOf(guidance.answered, new Date(), language);
    const head = [...error, element('p', { class: 'hint safety-age' }, words.asOf(moment, ago))];
    return guideAnswer({ ...this.live(guidance), head }, language, this.view);
  }

  /** Tells in its place how far one has come; what can be pressed stays as it is. */
  drawLive(root: HTMLElement): void {
    if (this.guidance !== null && !this.isChoosing) showLive(root, this.live(this.guidance), this.choice.current);
  }

  private live(guidance: Guidance): GuideLive {
    return { guidance, chosen: this.chosen, isFollowing: this.isFollowingOn, followed: this.followed, isAway: this.isAway };
  }

  private readonly view = {
    onWish: (wish: GuideWish) => {
      const isOther = wish.hazard !== this.wish.hazard;
      this.wish = wish;
      if (isOther && wish.hazard !== null) this.listener.onHazard(wish.hazard);
      this.listener.draw();
    },
    onAsk: () => void this.ask(true),
    onChange: () => {
      this.isChoosing = true;
      this.preferred = '';
      this.follow(false);
      this.listener.showRoutes([], 0, false);
      this.listener.draw();
    },
    onRoute: (index: number) => {
      this.choose(index);
      this.preferred = this.guidance?.routes[index]?.shelter.id ?? '';
      this.listener.showRoutes(this.routes, this.chosen, true);
      this.listener.draw();
    },
    onFollow: (isOn: boolean) => this.follow(isOn),
  };

  /** @param byHand whether somebody waits for it; else what is shown stays until it has come */
  private async ask(byHand: boolean): Promise<void> {
    const { hazard } = this.wish;
    if (hazard === null || this.start === null) return;
    const mine = ++this.question;
    this.again.asked();
    this.isAsking = true;
    this.error = '';
    if (byHand) this.listener.draw();
    try {
      const json = await fetchGuidance(this.client, { ...this.wish, hazard, from: this.start });
      if (mine !== this.question) return;
      this.show(readGuidance(json), byHand);
      this.answers.keep('guidance', json, new Date());
      this.listener.onReached();
    } catch (error) {
      if (mine !== this.question) return;
      if (error instanceof UnreachableError) this.listener.onUnreachable();
      // Without a network the kept way serves, when it is away from the same danger.
      const isKept = this.guidance !== null && this.guidance.hazard === hazard && error instanceof UnreachableError;
      if (isKept) this.isChoosing = false;
      else if (byHand) this.error = this.listener.explain(error);
      if (isKept) this.listener.showRoutes(this.routes, this.chosen, byHand);
    }
    this.isAsking = false;
    this.listener.draw();
    if (byHand) document.getElementById('guide-advice')?.focus({ preventScroll: true });
  }

  private show(guidance: Guidance, byHand: boolean): void {
    this.guidance = guidance;
    this.isChoosing = false;
    const wanted = guidance.routes.findIndex(({ shelter }) => shelter.id === this.preferred);
    this.choose(Math.max(0, wanted));
    this.listener.showRoutes(this.routes, this.chosen, byHand);
    const line = this.routes[this.chosen]?.line;
    const box = line === undefined ? null : boxOf({ type: 'LineString', coordinates: line });
    if (box !== null) this.listener.onKept(box);
  }

  private choose(index: number): void {
    this.chosen = index;
    const route = this.guidance?.routes[index];
    this.following = route === undefined ? null : new Following(route.line, route.shelter.place);
    this.followed = this.isFollowingOn && this.last !== null ? (this.following?.take(this.last) ?? null) : null;
  }
}

