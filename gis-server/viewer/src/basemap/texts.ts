export const texts = {
  ja: {
    heading: '背景と明るさ',
    background: '背景地図',
    own: '町の地図',
    none: '背景なし',
    outside: '国土地理院のサーバーから、この画面に直接読み込みます。',
    theme: '画面の明るさ',
    themes: { auto: '機器に合わせる', light: '明るい', dark: '暗い（夜間）' },
    failed: (title: string) =>
      `背景地図「${title}」を読み込めません。外のネットワークにつながらないときは、町の地図を使ってください。`,
    toOwn: '町の地図にする',
    wait: 'このまま待つ',
  },
  easy: {
    heading: 'うしろの 地図と 明るさ',
    background: 'うしろの 地図',
    own: '町の 地図',
    none: 'なし',
    outside: '国土地理院（国の 地図の 会社）の 地図です。インターネットから 読みます。',
    theme: '画面の 明るさ',
    themes: { auto: '機械に 合わせる', light: '明るい', dark: '暗い（夜）' },
    failed: (title: string) =>
      `うしろの 地図「${title}」を 見せることが できません。町の 地図を 使ってください。`,
    toOwn: '町の 地図に する',
    wait: 'このまま 待つ',
  },
  en: {
    heading: 'Background and brightness',
    background: 'Background',
    own: "The town's own map",
    none: 'None',
    outside: 'Loaded straight into this screen from the server of the Geospatial Information Authority.',
    theme: 'Brightness',
    themes: { auto: 'As the device', light: 'Light', dark: 'Dark (night)' },
    failed: (title: string) =>
      `The background “${title}” cannot be loaded. Without an outside network, use the town's own map.`,
    toOwn: "Use the town's own map",
    wait: 'Wait',
  },
};
