import { isRecord } from '../../http/client';

export type FeedbackState = 'new' | 'working' | 'answered' | 'closed';

export const STATES: readonly FeedbackState[] = ['new', 'working', 'answered', 'closed'];

/** A message of a resident, as the desk has it. */
export interface Message {
  number: number;
  version: number;
  state: FeedbackState;
  section: string;
  layer: string | null;
  feature: number | null;
  map: string | null;
  place: [number, number] | null;
  text: string;
  answer: string;
  wantsMail: boolean;
  received: string;
  forgotten: boolean;
}

/** What was done with it. */
export interface MessageStep {
  number: number;
  at: string;
  by: string;
  step: 'take' | 'answer' | 'close' | 'handOver' | 'note';
  text: string;
  section: string;
}

export interface MessageList {
  messages: readonly Message[];
  sections: readonly string[];
  /** Where the next page begins; null when this is the last. */
  next: number | null;
}

export function readMessages(answer: unknown): MessageList {
  if (!isRecord(answer) || !Array.isArray(answer['messages'])) {
    return { messages: [], sections: [], next: null };
  }
  const { messages, sections, next } = answer as unknown as Partial<MessageList>;
  return { messages: messages ?? [], sections: sections ?? [], next: next ?? null };
}
