import { inEveryLanguage } from '../language/choice';

/** The words of open maps that only the script shows. */
export const texts = inEveryLanguage({
  ja: {
    yesNo: ['はい', 'いいえ'] as readonly [string, string],
    nothingHere: 'ここには、この地図のデータはありません。',
    tellHere: 'この場所の誤りを知らせる',
    tellFeature: 'この地物の誤りを知らせる',
    moreHere: (count: number) => `ほかに ${count} 件あります。近づくと分けて選べます。`,
    noMap: '地図を表示できません。電波の届く所で、ページを読み直してください。',
    tilesMissing: '地図の一部を読み込めませんでした。',
    legendOf: (title: string) => `${title}の凡例`,
  },
  easy: {
    yesNo: ['はい', 'いいえ'] as readonly [string, string],
    nothingHere: 'ここには なにも ありません。',
    tellHere: 'ここの まちがいを おしえる',
    tellFeature: 'これの まちがいを おしえる',
    moreHere: (count: number) => `ほかに ${count}つ あります。地図を 大きく して ください。`,
    noMap: '地図が 出ません。もういちど ページを ひらいて ください。',
    tilesMissing: '地図の 一部が 出ません。',
    legendOf: (title: string) => `${title}の しるし`,
  },
  en: {
    yesNo: ['yes', 'no'] as readonly [string, string],
    nothingHere: 'Nothing of this map is here.',
    tellHere: 'Tell of a mistake here',
    tellFeature: 'Tell of a mistake in this',
    moreHere: (count: number) => `${count} more are here. Come nearer to choose.`,
    noMap: 'The map cannot be shown. Reload the page where you have a connection.',
    tilesMissing: 'A part of the map could not be loaded.',
    legendOf: (title: string) => `Legend of ${title}`,
  },
});

export type Words = (typeof texts)['ja'];
