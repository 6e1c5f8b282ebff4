/** What only staff read about layers; easy Japanese is the clerks' own. */
const ja = {
  staffOnly: '職員のみ',
  publish: '公開する',
  publishTitle: (title: string) => `「${title}」を公開しますか`,
  publishWarning:
    '公開すると、だれでも地図で見てデータを取り出せます。内容と個人情報の有無を確かめてください。',
  reason: '公開の理由（記録に残ります）',
  reasonMissing: '公開の理由を入力してください。',
  cancel: 'やめる',
  published: (title: string) => `「${title}」を公開しました。`,
  unpublish: '公開をやめる',
  unpublishTitle: (title: string) => `「${title}」の公開をやめますか`,
  unpublishWarning:
    '公開をやめると、職員だけに見えるようになります。すでに取り出されたデータは戻せません。',
  unpublishReason: '公開をやめる理由（記録に残ります）',
  unpublishReasonMissing: '公開をやめる理由を入力してください。',
  unpublished: (title: string) => `「${title}」の公開をやめました。`,
  describe: '名称などを変える',
  describeTitle: (title: string) => `「${title}」の名称など`,
  described: (title: string) => `「${title}」の名称などを変えました。`,
  titleJa: '名称',
  titleEn: '英語の名称',
  titleEnHelp: '空欄にすると、英語の画面にも日本語の名称が出ます。',
  titleMissing: '名称を入力してください。',
  group: '分類',
  sourceHelp: 'データを作った人や団体。地図の隅に出ます。',
  licenceHelp: '例：CC-BY-4.0、または利用規約のURL',
  dateOfData: 'データの時点',
  save: '保存する',
};

const en: typeof ja = {
  staffOnly: 'Staff only',
  publish: 'Publish',
  publishTitle: (title) => `Publish “${title}”?`,
  publishWarning:
    'Once published, anyone can see it on the map and take the data away. Check what it holds, and that it holds no personal data.',
  reason: 'Reason (kept on record)',
  reasonMissing: 'Give the reason for publishing it.',
  cancel: 'Cancel',
  published: (title) => `“${title}” is published.`,
  unpublish: 'Unpublish',
  unpublishTitle: (title: string) => `Unpublish “${title}”?`,
  unpublishWarning:
    'Only staff will see it from then on. Data that were taken away already cannot be called back.',
  unpublishReason: 'Reason for unpublishing (kept on record)',
  unpublishReasonMissing: 'Give the reason for unpublishing it.',
  unpublished: (title: string) => `“${title}” is no longer published.`,
  describe: 'Change title etc.',
  describeTitle: (title: string) => `Title etc. of “${title}”`,
  described: (title: string) => `Title etc. of “${title}” were changed.`,
  titleJa: 'Title in Japanese',
  titleEn: 'Title in English',
  titleEnHelp: 'When left empty, the Japanese title is shown in English too.',
  titleMissing: 'Give the title.',
  group: 'Group',
  sourceHelp: 'Who made the data; shown in the corner of the map.',
  licenceHelp: 'As CC-BY-4.0, or the address of the terms of use',
  dateOfData: 'Date of the data',
  save: 'Save',
};

export const staffWords = { ja, en };
