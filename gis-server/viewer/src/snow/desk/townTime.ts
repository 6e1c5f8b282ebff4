import { clockOf, dayOf } from '../../language/moments';

/** The town's time has no summer time. */
const OFFSET = '+09:00';

/** A moment as a field for day and time takes it, in the town's time wherever the device is. */
export function toField(moment: Date): string {
  return `${dayOf(moment)}T${clockOf(moment)}`;
}

/** What stands in such a field, for the server; empty for none. */
export function fromField(value: string): string {
  return value === '' ? '' : `${value.slice(0, 16)}:00${OFFSET}`;
}

/** A number as people type it, with the digits of a Japanese keyboard, too; NaN when it is none. */
export function typedNumber(text: string): number {
  const typed = text.normalize('NFKC').trim();
  return typed === '' ? Number.NaN : Number(typed);
}
