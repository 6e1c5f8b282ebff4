import { describe, expect, test } from 'vitest';
import { Client } from '../http/client';
import { fetchGridValue, gridValueText, readGridValue } from './gridValue';

describe('the number of a grid', () => {
  test('has its unit, and no more decimals than it is worth', () => {
    expect(gridValueText(0.41999998, 'm', 'ja')).toBe('0.42 m');
    expect(gridValueText(1234.5678, 'm', 'en')).toBe('1,234.57 m');
    expect(gridValueText(0.001234, '', 'ja')).toBe('0.0012');
    expect(gridValueText(3, 'm', 'ja')).toBe('3 m');
  });

  test('may be none, which is not zero', () => {
    expect(readGridValue({ value: null })).toBeNull();
    expect(readGridValue({ value: 0 })).toBe(0);
  });

  test('is nothing else', () => {
    for (const wrong of [{}, { value: '3' }, null, [], 3]) {
      expect(() => readGridValue(wrong)).toThrow('no value');
    }
  });

  test('is asked for on this side of the date line', async () => {
    const asked: string[] = [];
    const client = new Client(() => 'ja');
    client.getJson = async (path) => {
      asked.push(path);
      return { value: 1 };
    };
    await fetchGridValue(client, 'depth', { lng: 141.5 + 360, lat: 42 }, new AbortController().signal);
    expect(asked).toEqual(['/api/layers/depth/value?lon=141.5&lat=42']);
  });
});
