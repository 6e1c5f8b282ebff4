import type { Lot, Report } from '../permits/report';
import type { SearchHit } from '../search/answer';
import type { Certificate, Printing } from './certificate';

/** Where one person's enquiry stands. What is not in here is not kept anywhere. */
export type Screen = 'start' | 'search' | 'site' | 'answer' | 'group' | 'look' | 'print' | 'end';

/** Which keys lie under the search field. */
export type Keys = 'names' | 'kana' | 'numbers';

/** How far the paper is. */
export type Paper =
  | { step: 'offered' }
  | { step: 'making' }
  | { step: 'printing'; certificate: Certificate }
  /** `printing` is null where there is no printer, at the desk. */
  | { step: 'done'; certificate: Certificate; printing: Printing | null }
  /** No paper was made, and the answer says why. */
  | { step: 'failed'; error: unknown }
  /** Nobody knows whether there is one, or whether it was printed. */
  | { step: 'unclear'; certificate: Certificate | null };

export interface CounterState {
  screen: Screen;
  question: string;
  keys: Keys;
  /** What was found for the question; null before anything was. */
  hits: SearchHit[] | null;
  lots: Lot[];
  /** The answer about the lots; null until it has come. */
  report: Report | null;
  /** Something is being asked that the person waits for. */
  isAsking: boolean;
  /** Why something did not work; null for nothing. */
  trouble: unknown;
  /** The group of findings that is open; empty for none. */
  group: string;
  /** What is shown on the map, and the screen from which it was asked for. */
  look: { title: string; shape: GeoJSON.Geometry; from: Screen } | null;
  paper: Paper;
  /** Answers that were asked for in an earlier turn are not for this person, or overtaken. */
  turn: number;
}

export const START: CounterState = {
  screen: 'start',
  question: '',
  keys: 'names',
  hits: null,
  lots: [],
  report: null,
  isAsking: false,
  trouble: null,
  group: '',
  look: null,
  paper: { step: 'offered' },
  turn: 0,
};

export type CounterEvent =
  | { kind: 'begin' }
  | { kind: 'type'; question: string; keys?: Keys }
  | { kind: 'keys'; keys: Keys }
  | { kind: 'found'; turn: number; hits: SearchHit[] }
  | { kind: 'ask' }
  | { kind: 'refused'; turn: number; error: unknown }
  | { kind: 'site'; turn: number; report: Report }
  | { kind: 'drop-all' }
  | { kind: 'show-map' }
  | { kind: 'agree' }
  | { kind: 'open'; group: string }
  | { kind: 'look'; title: string; shape: GeoJSON.Geometry }
  | { kind: 'print' }
  | { kind: 'paper'; turn: number; paper: Paper }
  | { kind: 'forget-trouble' }
  | { kind: 'back' }
  | { kind: 'end' }
  | { kind: 'wipe' };

/** What comes of an event; one that does not fit where the enquiry stands changes nothing. */
export function reduce(state: CounterState, event: CounterEvent): CounterState {
  if ('turn' in event && event.turn !== state.turn) return state;
  switch (event.kind) {
    case 'begin':
      return state.screen === 'start' ? { ...fresh(state), screen: 'search' } : state;
    case 'type':
      return {
        ...state,
        question: event.question,
        keys: event.keys ?? state.keys,
        hits: event.question.trim() === '' ? null : state.hits,
        trouble: null,
        turn: state.turn + 1,
      };
    case 'keys':
      return { ...state, keys: event.keys };
    case 'found':
      return { ...state, hits: event.hits, trouble: null };
    case 'ask':
      return { ...state, isAsking: true, trouble: null, turn: state.turn + 1 };
    case 'refused':
      return { ...state, isAsking: false, trouble: event.error };
    case 'site': {
      const { report } = event;
      return { ...state, screen: 'site', isAsking: false, lots: report.lots, report };
    }
    case 'drop-all':
      return { ...state, lots: [], report: null, trouble: null, isAsking: false, turn: state.turn + 1 };
    case 'show-map':
      return { ...state, screen: 'site', lots: [], report: null, trouble: null, turn: state.turn + 1 };
    case 'agree':
      return state.report === null || state.isAsking ? state : { ...state, screen: 'answer', trouble: null };
    case 'open':
      return state.report === null ? state : { ...state, screen: 'group', group: event.group };
    case 'look': {
      const { title, shape } = event;
      return { ...state, screen: 'look', look: { title, shape, from: state.screen } };
    }
    case 'print':
      return state.report === null ? state : { ...state, screen: 'print', trouble: null };
    case 'paper':
      return { ...state, paper: event.paper };
    case 'forget-trouble':
      return { ...state, trouble: null };
    case 'back':
      return back(state);
    case 'end':
      return { ...fresh(state), screen: 'end' };
    case 'wipe':
      return fresh(state);
  }
}

/** Whether the person waits for a paper; nothing is taken away from them meanwhile. */
export function isPrinting({ paper }: CounterState): boolean {
  return paper.step === 'making' || paper.step === 'printing';
}

function back(state: CounterState): CounterState {
  const turn = state.turn + 1;
  switch (state.screen) {
    case 'start':
    case 'end':
    case 'search':
      return fresh(state);
    case 'site':
      return { ...state, screen: 'search', lots: [], report: null, trouble: null, isAsking: false, turn };
    case 'answer':
      return { ...state, screen: 'site' };
    case 'group':
      return { ...state, screen: 'answer', group: '' };
    case 'look':
      return { ...state, screen: state.look?.from ?? 'answer', look: null };
    case 'print':
      // A paper that was made stays made; one does not go back behind it to make a second.
      return state.paper.step === 'offered' || state.paper.step === 'failed'
        ? { ...state, screen: 'answer', paper: { step: 'offered' } }
        : state;
  }
}

function fresh({ turn }: CounterState): CounterState {
  return { ...START, turn: turn + 1 };
}
