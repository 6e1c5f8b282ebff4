import { inEveryLanguage } from '../language/choice';

export const texts = inEveryLanguage({
  ja: {
    map: '地図',
    mapHelp: '矢印キーで移動、＋と－で拡大・縮小、Enter で中央の地物を表示します。',
    tilesFailed: '地図の一部を読み込めませんでした。通信が回復すると再び読み込みます。',
    zoomIn: '拡大',
    zoomOut: '縮小',
    north: '北を上にする',
    sources: '出典の表示を切り替える',
  },
  easy: {
    map: '地図',
    mapHelp: '矢印（↑↓←→）で 動きます。＋で 大きく、－で 小さく なります。Enter で 真ん中に あるものを 見せます。',
    tilesFailed: '地図の 一部を 見せることが できません。インターネットが つながると、もう一度 見せます。',
    zoomIn: '大きくする',
    zoomOut: '小さくする',
    north: '北を 上に する',
    sources: '地図を 作った人を 見る',
  },
  en: {
    map: 'Map',
    mapHelp: 'Arrow keys move, + and - zoom, Enter shows what lies at the centre.',
    tilesFailed: 'A part of the map could not be loaded. It is loaded again when the network is back.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    north: 'Turn north up',
    sources: 'Show or hide sources',
  },
});
