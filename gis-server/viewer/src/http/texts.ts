import { inEveryLanguage } from '../language/choice';

/** Words for some of the server's codes and statuses. */
interface Known {
  byCode: Record<string, string>;
  status: Record<number, string>;
}

export const texts = inEveryLanguage<Known & { unreachable: string; unreadable: string }>({
  ja: {
    unreachable: 'サーバーに接続できません。ネットワークを確かめてから、もう一度お試しください。',
    unreadable: 'サーバーの応答を読み取れませんでした。ページを再読み込みしてください。',
    /** Our words for the codes that a visitor meets; the server's own detail stands in English. */
    byCode: {
      'sign-in-needed': 'この操作にはログインが必要です。ログインしてから、もう一度お試しください。',
      'not-allowed': 'この操作を行う権限がありません。担当者にご相談ください。',
      'not-found': '見つかりません。削除されたか、公開されていない可能性があります。',
      'too-large': 'ファイルが大きすぎます。分割するか、./machizu import で取り込んでください。',
      'server-error': 'サーバーで問題が起きました。続くときは番号を添えて管理者へ連絡してください。',
    },
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
    byCode: {
      'sign-in-needed': 'これは ログインした人だけが できます。',
      'not-allowed': 'あなたは これを することが できません。役場の人に 聞いてください。',
      'not-found': 'ありません。なくなったか、見せることが できないものです。',
      'too-large': 'ファイルが 大きすぎます。',
      'server-error': 'うまく いきませんでした。少し あとで、もう一度 してください。',
    },
    status: {
      401: 'これは ログインした人だけが できます。',
      403: 'あなたは これを することが できません。',
      404: 'ありません。',
      429: '何回も しすぎました。少し 待ってください。',
    },
  },
  en: {
    unreachable: 'The server cannot be reached. Check the network, then try again.',
    unreadable: "The server's answer could not be read. Reload the page.",
    byCode: {},
    status: {},
  },
});
