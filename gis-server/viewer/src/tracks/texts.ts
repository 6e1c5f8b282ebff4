import { inEveryLanguage } from '../language/choice';

const ja = {
  vehicles: '除雪車',
  none: '24時間以内に位置が届いた車両はありません。',
  stands: '停止中',
  drives: (kmh: number) => `走行中 時速${kmh} km`,
  silent: '位置が届いていません',
  heard: (ago: string) => `${ago}の位置`,
  delayed: '30分前の位置です。車庫や住宅の近くは表示しません。',
  publicCount: (count: number) => `作業中の除雪車 ${count} 台を地図に表示しています。`,
  trails: '軌跡を表示（直近6時間）',
  goTo: (name: string) => `${name}の位置へ移動`,
};

export const texts = inEveryLanguage({
  ja,
  easy: {
    ...ja,
    vehicles: '雪かきの 車',
    none: '今日 動いた 車は ありません。',
    stands: '止まっています',
    drives: (kmh: number) => `走っています（${kmh} km/h）`,
    silent: '場所が わかりません',
    heard: (ago: string) => `${ago}の 場所`,
    delayed: '30分前の 場所です。家の 近くは 見せません。',
    publicCount: (count: number) => `雪かきの 車 ${count}台が 地図に あります。`,
    trails: '通った 道を 見る（6時間）',
  },
  en: {
    vehicles: 'Snowplows',
    none: 'No vehicle has sent a position within 24 hours.',
    stands: 'standing',
    drives: (kmh: number) => `moving at ${kmh} km/h`,
    silent: 'no position arrives',
    heard: (ago: string) => `position ${ago}`,
    delayed: 'These are the positions of 30 minutes ago. Nothing is shown near depots and homes.',
    publicCount: (count: number) => `${count} plows at work are shown on the map.`,
    trails: 'Show trails (last 6 hours)',
    goTo: (name: string) => `Go to ${name} on the map`,
  },
});
