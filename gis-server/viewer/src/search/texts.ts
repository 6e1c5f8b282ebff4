import { inEveryLanguage } from '../language/choice';
import type { HitKind } from './answer';

export const texts = inEveryLanguage({
  ja: {
    search: '検索',
    label: '住所・地番・施設名・座標で検索',
    placeholder: '住所・地番・施設名・座標',
    suggestions: '検索の候補',
    clear: '入力を消す',
    loading: '検索しています…',
    empty: '見つかりませんでした。地番や丁目を減らすか、別の言い方でお試しください。',
    tooLong: (most: number) => `${most} 文字以内で入力してください。`,
    count: (count: number, more: boolean) =>
      more ? `候補が ${count} 件以上あります。続けて入力すると絞り込めます。` : `候補は ${count} 件です。`,
    kinds: {
      coordinates: '座標',
      facility: '施設',
      address: '住所',
      parcel: '地番',
      feature: '地物',
    } as Record<HitKind, string>,
  },
  easy: {
    search: 'さがす',
    label: '住所・土地の 番号・建物の 名前で さがす',
    placeholder: '住所・番号・建物の名前',
    suggestions: '見つかったもの',
    clear: '書いた ことばを 消す',
    loading: 'さがしています…',
    empty: '見つかりませんでした。ことばを 短くするか、ほかの ことばで さがしてください。',
    tooLong: (most: number) => `${most}文字より 短く 書いてください。`,
    count: (count: number, more: boolean) =>
      more ? `${count}こより たくさん あります。もっと 書くと 少なくなります。` : `${count}こ あります。`,
    kinds: {
      coordinates: '場所の数字',
      facility: '建物',
      address: '住所',
      parcel: '土地の番号',
      feature: 'もの',
    } as Record<HitKind, string>,
  },
  en: {
    search: 'Search',
    label: 'Search by address, lot number, facility or coordinates',
    placeholder: 'Address, lot, facility, coordinates',
    suggestions: 'Suggestions',
    clear: 'Clear',
    loading: 'Searching…',
    empty: 'Nothing was found. Try with less of the number, or in other words.',
    tooLong: (most: number) => `Use at most ${most} characters.`,
    count: (count: number, more: boolean) =>
      more
        ? `More than ${count} suggestions. Type on to narrow them down.`
        : count === 1
          ? '1 suggestion.'
          : `${count} suggestions.`,
    kinds: {
      coordinates: 'Coordinates',
      facility: 'Facility',
      address: 'Address',
      parcel: 'Lot',
      feature: 'Feature',
    } as Record<HitKind, string>,
  },
});
