import { inEveryLanguage } from '../language/choice';

interface Words {
  unreachable: string;
  unreadable: string;
  /** For answers that are not our server's, as a proxy's; in easy Japanese for our server's too. */
  status: Record<number, string>;
}

export const texts = inEveryLanguage<Words>({
  ja: {
    unreachable: 'サーバーに接続できません。ネットワークを確かめてから、もう一度お試しください。',
    unreadable: 'サーバーの応答を読み取れませんでした。ページを再読み込みしてください。',
    status: {
      401: 'ログインが必要です。',
      403: 'この操作を行う権限がありません。',
      404: '見つかりません。',
      429: '回数が多すぎます。しばらく待ってから、もう一度お試しください。',
    },
  },
  easy: {
    unreachable: 'つながりません。インターネットを 見てください。それから もう一度 してください。',
    unreadable: 'うまく いきませんでした。このページを もう一度 開いてください。',
    status: {
      401: 'これは ログインした人だけが できます。',
      403: 'あなたは これを することが できません。役場の人に 聞いてください。',
      404: 'ありません。なくなったか、見せることが できないものです。',
      429: '何回も しすぎました。少し 待ってください。',
      500: 'うまく いきませんでした。少し あとで、もう一度 してください。',
      503: '今 いそがしいです。少し あとで、もう一度 してください。',
    },
  },
  en: {
    unreachable: 'The server cannot be reached. Check the network, then try again.',
    unreadable: "The server's answer could not be read. Reload the page.",
    status: {},
  },
});
