/** What the page knows of each desk. */
interface Desk {
  readonly isOpen: boolean;
  close(): void;
}

/** The desks in place of the side panel: one at most is open, and the address says which. */
export class Desks {
  private readonly known = new Map<string, Desk>();

  /**
   * @param inAddress which desk the address asks for; empty for none
   * @param write puts the open one there
   */
  constructor(
    private readonly inAddress: () => string,
    private readonly write: (name: string) => void,
  ) {}

  /** A desk has been made; each is made once, when somebody first opens it. */
  add(name: string, desk: Desk): void {
    this.known.set(name, desk);
  }

  /** Closes the others, opens one, and says so in the address. */
  open(name: string, open: () => void): void {
    for (const [other, desk] of this.known) if (other !== name) desk.close();
    open();
    this.write(name);
  }

  /** To be told by each desk when it closes. */
  closed(): void {
    this.write('');
  }

  close(name: string): void {
    this.known.get(name)?.close();
  }

  /** Whether the address asks for a desk that is not open. */
  isWanted(name: string): boolean {
    return this.inAddress() === name && this.known.get(name)?.isOpen !== true;
  }
}
