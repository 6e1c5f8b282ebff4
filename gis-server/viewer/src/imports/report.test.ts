import { describe, expect, test } from 'vitest';
import { crsChoices } from './crsChoices';
import { failureText, readReport } from './report';

describe('the report of an import', () => {
  test('has counts and problems', () => {
    const problem = {
      row: 12,
      place: '緯度',
      code: 'not-a-number',
      title: '',
      reason: "latitude is 'abc'",
      advice: 'Give degrees.',
      severity: 'REJECTED',
    };
    const result = { imported: 10, rejected: 1, newLayer: true, problems: [problem], problemsOmitted: 3 };
    expect(readReport(result)).toEqual({
      imported: 10,
      rejected: 1,
      isNewLayer: true,
      problems: [{ ...problem, severity: 'rejected' }],
      omitted: 3,
    });
  });

  test('a failed import says why, what to do, and that nothing has changed', () => {
    const result = { code: 'no-crs', detail: 'The file names no CRS.', advice: 'Choose one.' };
    expect(failureText(result, 'en')).toBe(
      'The file could not be imported. The file names no CRS. Choose one. The layer is as it was.',
    );
    const japanese = { ...result, title: '座標系が分かりません', advice: '指定してください。' };
    expect(failureText(japanese, 'ja')).toBe(
      '取り込めませんでした。 座標系が分かりません。指定してください。（The file names no CRS.） レイヤは元のままです。',
    );
  });

  test('what the server has said already is not said again', () => {
    const advice = 'Mend the rows; the layer is as it was.';
    const english = { code: 'nothing-imported', detail: 'none of 3 rows', advice };
    expect(failureText(english, 'en').match(/the layer is as it was/gi)).toHaveLength(1);
    const title = '取り込める行がありませんでした';
    const japanese = { ...english, title, advice: '行の問題を直してください。レイヤは元のままです。' };
    expect(failureText(japanese, 'ja').match(/元のまま/g)).toHaveLength(1);
  });

  test('what came in without its title is not called a failure', () => {
    const title = '取り込みはできましたが、名称・分類・期間は元のままです';
    const result = { code: 'not-described', title, detail: 'locked', advice: '変えてください。' };
    expect(failureText(result, 'ja')).toBe(`${title}。変えてください。（locked）`);
  });
});

describe('the coordinate systems to choose from', () => {
  const codes = (group: number) => crsChoices('ja')[group]?.choices.map((c) => c.code) ?? [];

  test('each family of zones ends where its register ends', () => {
    expect([codes(1)[0], codes(1)[18]]).toEqual(['EPSG:6669', 'EPSG:6687']);
    expect([codes(2)[0], codes(2)[18]]).toEqual(['EPSG:2443', 'EPSG:2461']);
    expect([codes(3)[0], codes(3)[18]]).toEqual(['EPSG:30161', 'EPSG:30179']);
  });

  test('zone XII of JGD2011, that of central Hokkaido, is EPSG:6680', () => {
    const zone12 = crsChoices('ja')[1]?.choices.find((c) => c.code === 'EPSG:6680');
    expect(zone12?.label).toBe('第12系（EPSG:6680）');
  });
});
