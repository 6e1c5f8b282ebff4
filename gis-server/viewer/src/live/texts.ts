import { inEveryLanguage } from '../language/choice';

export const texts = inEveryLanguage({
  ja: {
    refreshed: '地図が更新されました',
    refreshedLayer: (title: string) => `地図が更新されました：${title}`,
    lost: (seconds: number) =>
      `サーバーとの接続が切れました。約 ${seconds} 秒後に自動で再接続します。表示中の地図は古い可能性があります。`,
    now: '今すぐ再接続',
    back: 'サーバーに再接続しました。地図は最新です。',
  },
  easy: {
    refreshed: '地図が 新しくなりました',
    refreshedLayer: (title: string) => `地図が 新しくなりました：${title}`,
    lost: (seconds: number) =>
      `インターネットが 切れました。${seconds} 秒くらい あとに、もう一度 つなぎます。今の地図は、古いかもしれません。`,
    now: '今 つなぐ',
    back: 'もう一度 つながりました。地図は 新しいです。',
  },
  en: {
    refreshed: 'The map was refreshed',
    refreshedLayer: (title: string) => `The map was refreshed: ${title}`,
    lost: (seconds: number) =>
      `The connection to the server is lost. The next try is in about ${seconds} s. What you see may be out of date.`,
    now: 'Connect now',
    back: 'Connected to the server again. The map is up to date.',
  },
});
