export const texts = {
  ja: {
    unreachable: 'サーバーに接続できません。ネットワークを確かめてから、もう一度お試しください。',
    unreadable: 'サーバーの応答を読み取れませんでした。ページを再読み込みしてください。',
    /** For answers that are not our server's, as a proxy's. */
    status: {
      401: 'ログインが必要です。',
      403: 'この操作を行う権限がありません。',
      404: '見つかりません。',
      429: '回数が多すぎます。しばらく待ってから、もう一度お試しください。',
    } as Record<number, string>,
  },
  en: {
    unreachable: 'The server cannot be reached. Check the network, then try again.',
    unreadable: "The server's answer could not be read. Reload the page.",
    status: {} as Record<number, string>,
  },
};
