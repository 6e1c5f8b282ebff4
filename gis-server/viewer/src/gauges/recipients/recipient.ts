import { isRecord } from '../../http/client';
import { momentOf, numberOf, type Severity, severityOf, textOf } from '../gauge';

/** By which ways messages go out. */
export const WAYS = ['mail', 'webhook', 'mqtt'] as const;

export type Way = (typeof WAYS)[number];

/** Of what somebody is told. */
export const KINDS = ['level', 'forecast', 'bad-data', 'no-data'] as const;

export type Kind = (typeof KINDS)[number];

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export type Day = (typeof DAYS)[number];

/** A way to somebody. */
export interface Channel {
  type: Way;
  address: string;
}

/** A part of the day, as `22:00` to `06:00`; one that ends before it begins goes on into the next day. */
export interface Hours {
  from: string;
  to: string;
}

export interface Shift extends Hours {
  days: readonly Day[];
}

/** How the newest message to an address is doing. */
export interface Latest extends Channel {
  purpose: string;
  state: string;
  made: Date;
  sent: Date | null;
  error: string;
}

/** Somebody who is told of alerts. */
export interface Recipient {
  id: string;
  name: string;
  /** The public is told only what somebody of the staff has confirmed. */
  isPublic: boolean;
  language: 'ja' | 'en';
  channels: readonly Channel[];
  /** Of these parts of rivers; together with `gauges` empty: of all. */
  sections: readonly string[];
  gauges: readonly string[];
  lowest: Severity;
  kinds: readonly Kind[];
  /** When they are on duty; empty: always. */
  duty: readonly Shift[];
  /** When only danger may disturb them. */
  quiet: Hours | null;
  drills: boolean;
  /** 0: told once. */
  repeatMinutes: number;
  /** 0: told at once. */
  escalateMinutes: number;
  /** Whether what goes to their programs is signed. */
  isSigned: boolean;
  version: number;
  latest: readonly Latest[];
}

/** Those who are told, and by which ways this server sends. */
export interface RecipientSheet {
  recipients: readonly Recipient[];
  ways: readonly Way[];
  /** Servers that webhooks may lead to. */
  webhooks: readonly string[];
}

/** A change of one of them. */
export interface Change {
  recorded: Date;
  author: string;
  reason: string;
  /** Names of what was changed. */
  changed: readonly string[];
  isRemoved: boolean;
  /** The first one that is known. */
  isFirst: boolean;
}

/** Somebody new, as the server takes them when nothing is said. */
export const NEW: Recipient = {
  id: '',
  name: '',
  isPublic: false,
  language: 'ja',
  channels: [],
  sections: [],
  gauges: [],
  lowest: 'caution',
  kinds: KINDS,
  duty: [],
  quiet: null,
  drills: true,
  repeatMinutes: 10,
  escalateMinutes: 0,
  isSigned: false,
  version: 0,
  latest: [],
};

/** Reads the answer of `/api/alerts/recipients`; what makes no sense is left out. */
export function readRecipients(json: unknown): RecipientSheet {
  return {
    recipients: listOf(json, 'recipients').flatMap((one) => readRecipient(one) ?? []),
    ways: textsOf(json, 'ways').flatMap((one) => wayOf(one) ?? []),
    webhooks: textsOf(json, 'webhooks'),
  };
}

/** Reads one; null when it is none. */
export function readRecipient(json: unknown): Recipient | null {
  if (!isRecord(json) || textOf(json['id']) === '') return null;
  return {
    id: textOf(json['id']),
    name: textOf(json['name']) || textOf(json['id']),
    isPublic: json['audience'] === 'public',
    language: json['language'] === 'en' ? 'en' : 'ja',
    channels: listOf(json, 'channels').flatMap((one) => channelOf(one) ?? []),
    sections: textsOf(json, 'sections'),
    gauges: textsOf(json, 'gauges'),
    lowest: severityOf(json['lowest']) ?? 'caution',
    kinds: textsOf(json, 'kinds').flatMap((one) => KINDS.find((kind) => kind === one) ?? []),
    duty: listOf(json, 'duty').flatMap((one) => {
      const hours = hoursOf(one);
      const days = textsOf(one, 'days').flatMap((name) => DAYS.find((day) => day === name) ?? []);
      return hours === null ? [] : { ...hours, days };
    }),
    quiet: hoursOf(json['quiet']),
    drills: json['drills'] === true,
    repeatMinutes: numberOf(json['repeatMinutes']) ?? 0,
    escalateMinutes: numberOf(json['escalateMinutes']) ?? 0,
    isSigned: json['signed'] === true,
    version: numberOf(json['version']) ?? 0,
    latest: listOf(json, 'latest').flatMap((one) => latestOf(one) ?? []),
  };
}

/** Reads the answer of `/api/alerts/recipients/{id}/history`, the newest first. */
export function readChanges(json: unknown): Change[] {
  return listOf(json, 'changes').flatMap((one) => {
    const recorded = isRecord(one) ? momentOf(one['recorded']) : null;
    if (!isRecord(one) || recorded === null) return [];
    return {
      recorded,
      author: textOf(one['author']),
      reason: textOf(one['reason']),
      changed: textsOf(one, 'changed'),
      isRemoved: one['recipient'] === null,
      isFirst: one['version'] === 1,
    };
  });
}

/** The tag of the state that they are in, for `If-Match`; that of somebody new fits nobody who is there. */
export function tagOf({ id, version }: Recipient): string {
  return `"recipient-${id}-${version}"`;
}

/** As the server takes them. */
export function bodyOf(one: Recipient): Record<string, unknown> {
  const { id, isPublic, isSigned, version, latest, ...rest } = one;
  return { ...rest, audience: isPublic ? 'public' : 'staff' };
}

/**
 * A short id for somebody new: of their name where that has letters for it, else of the moment.
 * People are shown names; the id stands in addresses and logs.
 */
export function idFor(name: string, now: Date): string {
  const letters = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 20)
    .replace(/-+$/, '');
  const moment = now.getTime().toString(36);
  return letters === '' ? `r${moment}` : `${letters}-${moment.slice(-4)}`;
}

/** Whether the newest message to one of the addresses did not get through. */
export function isInTrouble({ latest }: Recipient): boolean {
  return latest.some(({ error, state }) => state === 'given-up' || error !== '');
}

function latestOf(json: unknown): Latest | null {
  const made = isRecord(json) ? momentOf(json['made']) : null;
  const type = isRecord(json) ? wayOf(json['channel']) : null;
  if (!isRecord(json) || made === null || type === null) return null;
  return {
    type,
    address: textOf(json['address']),
    purpose: textOf(json['purpose']),
    state: textOf(json['state']),
    made,
    sent: momentOf(json['sent']),
    error: textOf(json['error']),
  };
}

function channelOf(json: unknown): Channel | null {
  const type = isRecord(json) ? wayOf(json['type']) : null;
  return !isRecord(json) || type === null ? null : { type, address: textOf(json['address']) };
}

function hoursOf(json: unknown): Hours | null {
  if (!isRecord(json)) return null;
  const [from, to] = [textOf(json['from']), textOf(json['to'])];
  return from === '' || to === '' ? null : { from, to };
}

function wayOf(value: unknown): Way | null {
  return WAYS.find((way) => way === value) ?? null;
}

function listOf(json: unknown, name: string): unknown[] {
  return isRecord(json) && Array.isArray(json[name]) ? json[name] : [];
}

function textsOf(json: unknown, name: string): string[] {
  return listOf(json, name).flatMap((one) => (typeof one === 'string' ? [one] : []));
}
