import { isRecord } from '../../http/client';
import type { RuledAttribute } from './layer';

/** A condition that a form of three fields can say. */
export interface SimpleCondition {
  attribute: string;
  test: 'empty' | 'filled' | 'equals' | 'differs';
  /** For `equals` and `differs`. */
  value: string;
}

/** How the form says which rows somebody sees. */
export type Condition =
  | { kind: 'all' }
  | { kind: 'simple'; condition: SimpleCondition }
  /** Anything else, as CQL2 JSON. */
  | { kind: 'cql'; text: string };

/** The condition of a rule as the form says it. */
export function conditionOf(rows: unknown): Condition {
  if (rows === undefined) return { kind: 'all' };
  const simple = simpleOf(rows);
  if (simple !== null) return { kind: 'simple', condition: simple };
  return { kind: 'cql', text: JSON.stringify(rows, null, 2) };
}

function simpleOf(rows: unknown): SimpleCondition | null {
  const { op, args } = operation(rows);
  if (op === 'not' && args.length === 1) {
    const inner = simpleOf(args[0]);
    return inner?.test === 'empty' ? { ...inner, test: 'filled' } : null;
  }
  const attribute = propertyOf(args[0]);
  if (attribute === null) return null;
  if (op === 'isNull' && args.length === 1) return { attribute, test: 'empty', value: '' };
  const value = valueOf(args[1]);
  if (args.length !== 2 || value === null) return null;
  if (op === '=') return { attribute, test: 'equals', value };
  if (op === '<>') return { attribute, test: 'differs', value };
  return null;
}

function operation(value: unknown): { op: string; args: unknown[] } {
  if (!isRecord(value) || typeof value['op'] !== 'string' || !Array.isArray(value['args'])) {
    return { op: '', args: [] };
  }
  return { op: value['op'], args: value['args'] };
}

function propertyOf(value: unknown): string | null {
  if (!isRecord(value) || typeof value['property'] !== 'string') return null;
  return Object.keys(value).length === 1 ? value['property'] : null;
}

function valueOf(value: unknown): string | null {
  if (isRecord(value)) {
    const moment = value['date'] ?? value['timestamp'];
    return typeof moment === 'string' ? moment : null;
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : null;
}

/** The condition as the rule keeps it. */
export function rowsOf(
  condition: Condition,
  attributes: readonly RuledAttribute[],
): { rows: unknown } | { wrong: 'value' | 'json' } {
  switch (condition.kind) {
    case 'all':
      return { rows: undefined };
    case 'cql':
      try {
        const rows: unknown = JSON.parse(condition.text);
        return isRecord(rows) ? { rows } : { wrong: 'json' };
      } catch {
        return { wrong: 'json' };
      }
    case 'simple': {
      const { attribute, test, value } = condition.condition;
      const property = { property: attribute };
      const isNull = { op: 'isNull', args: [property] };
      if (test === 'empty') return { rows: isNull };
      if (test === 'filled') return { rows: { op: 'not', args: [isNull] } };
      const type = attributes.find(({ name }) => name === attribute)?.type ?? 'text';
      const literal = literalOf(value.trim(), type);
      if (literal === null) return { wrong: 'value' };
      return { rows: { op: test === 'equals' ? '=' : '<>', args: [property, literal] } };
    }
  }
}

/** The value as the attribute has it; null when it is none of its kind. */
function literalOf(value: string, type: string): unknown {
  if (value === '') return null;
  switch (type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(value) ? Number(value) : null;
    case 'real':
      return Number.isFinite(Number(value)) ? Number(value) : null;
    case 'boolean':
      return value === 'true' || value === 'false' ? value === 'true' : null;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? { date: value } : null;
    case 'datetime':
      return Number.isNaN(Date.parse(value)) ? null : { timestamp: value };
    default:
      return value;
  }
}
