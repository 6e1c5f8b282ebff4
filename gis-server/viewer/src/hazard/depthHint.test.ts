import { expect, test } from 'vitest';
import { depthClassOf } from './depthHint';

test('the classes of the guideline are known, however they are written', () => {
  expect(['0.5m未満', '0.5m以上3.0m未満', '3.0m以上5.0m未満', '5.0m以上10.0m未満', '10.0m以上20.0m未満', '20.0m以上'].map(depthClassOf)).toEqual([
    1, 2, 3, 4, 5, 6,
  ]);
  expect(depthClassOf('０．５ｍ以上３．０ｍ未満')).toBe(2);
  expect(depthClassOf('0.5m～3.0m未満')).toBe(2);
});

test('another class gets no words of ours', () => {
  expect(['1.0m以上2.0m未満', 'イエロー', '', '2.0m未満'].map(depthClassOf)).toEqual([0, 0, 0, 0]);
});
