import type { Channel, Recipient } from './recipient';

const LONGEST_MINUTES = 1440;
const SHORTEST_REPEAT = 3;
const SHORTEST_SECRET = 16;

/** Which of the texts says what is wrong. */
export type Fault =
  | 'nameMissing'
  | 'publicUnsure'
  | 'channelNone'
  | 'mailWrong'
  | 'webhookWrong'
  | 'topicWrong'
  | 'channelTwice'
  | 'placesNone'
  | 'kindsNone'
  | 'dutyWrong'
  | 'quietWrong'
  | 'repeatWrong'
  | 'escalateWrong'
  | 'secretShort';

/** What somebody has entered, where it is more than a recipient can hold. */
export interface Entered {
  recipient: Recipient;
  /** Whether only some gauges were meant. */
  isOfSome: boolean;
  isPublicSure: boolean;
  quiet: { from: string; to: string };
  secret: string;
}

/** The first thing that is wrong, with the name of its field; null when nothing is. */
export function faultOf(entered: Entered): { field: string; fault: Fault } | null {
  const { recipient, quiet } = entered;
  const wrong = (field: string, fault: Fault) => ({ field, fault });
  if (recipient.name === '') return wrong('name', 'nameMissing');
  if (recipient.isPublic && !entered.isPublicSure) return wrong('publicSure', 'publicUnsure');
  if (recipient.channels.length === 0) return wrong('channels', 'channelNone');
  for (const [at, channel] of recipient.channels.entries()) {
    const fault = faultOfAddress(channel);
    if (fault !== null) return wrong(`address-${at}`, fault);
    const first = recipient.channels.findIndex((one) => one.type === channel.type && one.address === channel.address);
    if (first < at) return wrong(`address-${at}`, 'channelTwice');
  }
  if (entered.isOfSome && recipient.gauges.length === 0 && recipient.sections.length === 0) {
    return wrong('places', 'placesNone');
  }
  if (recipient.kinds.length === 0) return wrong('kinds', 'kindsNone');
  if (!recipient.isPublic) {
    const shift = recipient.duty.findIndex(({ days, from, to }) => days.length === 0 || from === '' || to === '');
    if (shift >= 0) return wrong(`duty-from-${shift}`, 'dutyWrong');
    if ((quiet.from === '') !== (quiet.to === '')) return wrong(quiet.from === '' ? 'quietFrom' : 'quietTo', 'quietWrong');
    if (!isMinutes(recipient.repeatMinutes) || (recipient.repeatMinutes > 0 && recipient.repeatMinutes < SHORTEST_REPEAT)) {
      return wrong('repeatMinutes', 'repeatWrong');
    }
    if (!isMinutes(recipient.escalateMinutes)) return wrong('escalateMinutes', 'escalateWrong');
  }
  if (entered.secret !== '' && entered.secret.length < SHORTEST_SECRET) return wrong('secret', 'secretShort');
  return null;
}

/** Roughly: the server knows better, and is asked with what passes here. */
function faultOfAddress({ type, address }: Channel): Fault | null {
  switch (type) {
    case 'mail':
      return /^[\x21-\x7e]+@[\x21-\x7e]+$/.test(address) && !/[<>,;]/.test(address) ? null : 'mailWrong';
    case 'webhook':
      return /^https?:\/\/\S+$/.test(address) ? null : 'webhookWrong';
    case 'mqtt':
      return address !== '' && !/^[$/]|[+#\s]/.test(address) ? null : 'topicWrong';
  }
}

function isMinutes(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= LONGEST_MINUTES;
}
