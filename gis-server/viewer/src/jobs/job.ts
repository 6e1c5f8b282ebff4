import { type Client, isRecord } from '../http/client';

/** A piece of long work as the server tells of it. */
export interface Job {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 1. */
  progress: number;
  /** What came of it; empty before the end. */
  result: Record<string, unknown>;
}

const STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
const FIRST_POLL_MS = 500;
const LONGEST_POLL_MS = 5000;

/** @throws Error when the answer is no job */
export function readJob(answer: unknown): Job {
  const state = isRecord(answer) ? String(answer['state']).toLowerCase() : '';
  const known = STATES.find((name) => name === state);
  if (!isRecord(answer) || known === undefined) throw new Error('the answer is no job');
  const progress = Number(answer['progress'] ?? 0);
  return {
    id: String(answer['id']),
    state: known,
    progress: Number.isFinite(progress) ? Math.min(1, Math.max(0, progress)) : 0,
    result: isRecord(answer['result']) ? answer['result'] : {},
  };
}

export function isFinal(job: Job): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
}

/** The address of a job that an answer 202 gives. */
export function jobAddress(response: Response): string {
  const location = response.headers.get('Location');
  if (location === null) throw new Error(`${response.url} answered without a Location`);
  return new URL(location, response.url).pathname;
}

/**
 * Follows a job to its end: asks ever less often, and at once whenever the open line tells of it.
 * A server that is away for a moment ends nothing: the job goes on without us.
 */
export class JobFollower {
  private wake: () => void = () => {};

  constructor(
    private readonly client: Client,
    private readonly path: string,
  ) {}

  /** There is news of this job. */
  hurry(id: string): void {
    if (this.path.endsWith(`/${id}`)) this.wake();
  }

  /**
   * Asks the server to stop; the job says itself whether and when it did.
   *
   * @throws ProblemError, UnreachableError
   */
  async cancel(): Promise<void> {
    await this.client.delete(this.path);
    this.wake();
  }

  /**
   * @param show told of every state, the last included
   * @throws ProblemError when the server no longer knows the job, or refuses
   */
  async follow(show: (job: Job) => void): Promise<Job> {
    let pause = FIRST_POLL_MS;
    for (;;) {
      const job = await this.ask();
      if (job !== null) {
        show(job);
        if (isFinal(job)) return job;
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        setTimeout(resolve, pause);
      });
      pause = Math.min(LONGEST_POLL_MS, pause * 1.5);
    }
  }

  private async ask(): Promise<Job | null> {
    try {
      return readJob(await this.client.getJson(this.path));
    } catch (error) {
      if (error instanceof Error && error.name === 'UnreachableError') return null;
      throw error;
    }
  }
}
