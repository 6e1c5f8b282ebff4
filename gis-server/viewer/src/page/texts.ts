/** Each language is named in itself. */
export const languageNames = { ja: '日本語', en: 'English' } as const;

export const texts = {
  ja: {
    language: '表示言語',
    side: 'レイヤと操作',
    retry: '再試行',
    close: '閉じる',
  },
  en: {
    language: 'Language',
    side: 'Layers and tools',
    retry: 'Try again',
    close: 'Close',
  },
};
