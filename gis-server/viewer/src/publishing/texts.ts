import { inEveryLanguage } from '../language/choice';

/** What staff read who open a layer to the public; easy Japanese is the clerks' own. */
const ja = {
  publish: '公開する',
  unpublish: '公開をやめる',
  cancel: 'やめる',
  publishTitle: (title: string) => `「${title}」を公開しますか`,
  publishWarning:
    '公開すると、だれでも地図で見てデータを取り出せます。内容と個人情報の有無を確かめてください。',
  reviewing: '公開される内容を確認しています…',
  reviewFeatures: (count: number) => `公開される地物: ${count.toLocaleString('ja-JP')} 件`,
  reviewShown: (titles: string) => `公開される属性: ${titles}`,
  reviewKept: (titles: string) => `公開されない属性: ${titles}`,
  reviewPersonal: (titles: string) =>
    `個人に関する情報かもしれない属性があります: ${titles}。公開してよいか確かめてください。`,
  reason: '公開の理由（記録に残ります）',
  reasonMissing: '公開の理由を入力してください。',
  unpublishTitle: (title: string) => `「${title}」の公開をやめますか`,
  unpublishWarning:
    '公開をやめると、職員だけに見えるようになります。すでに取り出されたデータは戻せません。',
  unpublishReason: '公開をやめる理由（記録に残ります）',
  unpublishReasonMissing: '公開をやめる理由を入力してください。',
  published: (title: string) => `「${title}」を公開しました。`,
  unpublished: (title: string) => `「${title}」の公開をやめました。`,
  waits: '公開したあとの変更',
  atOnce: 'すぐに公開する',
  atOnceHelp: '編集や取り込みが、そのまま住民に見えます。',
  afterReview: '確認してから公開する',
  afterReviewHelp:
    '編集や取り込みは職員だけに見えます。「変更を確認して公開」を押すと、住民に見えます。',
  changesTitle: (title: string) => `「${title}」の変更の公開`,
  changesReason: '変更を公開する理由（記録に残ります）',
  changesPublished: (title: string) => `「${title}」の変更を公開しました。`,
  publishChanges: '変更を公開する',
  keepMode: '決める',
  comparing: '公開中の内容と比べています…',
  same: '公開中の内容との違いはありません。',
  counts: (added: number, changed: number, removed: number) =>
    `追加 ${added.toLocaleString('ja-JP')} 件、変更 ${changed.toLocaleString('ja-JP')} 件、削除 ${removed.toLocaleString('ja-JP')} 件`,
  more: (count: number) => `ほか ${count.toLocaleString('ja-JP')} 件`,
  kinds: { added: '追加', changed: '変更', removed: '削除' },
  attribute: '属性',
  before: '公開中',
  after: '公開後',
  moved: '位置や形が変わります',
  picture: '公開中の形（破線）と公開後の形（実線）',
  onMap: '地図で見る',
};

const en: typeof ja = {
  publish: 'Publish',
  unpublish: 'Unpublish',
  cancel: 'Cancel',
  publishTitle: (title) => `Publish “${title}”?`,
  publishWarning:
    'Once published, anyone can see it on the map and take the data away. Check what it holds, and that it holds no personal data.',
  reviewing: 'Looking at what will be public …',
  reviewFeatures: (count: number) => `Features that will be public: ${count.toLocaleString('en')}`,
  reviewShown: (titles: string) => `Attributes that will be public: ${titles}`,
  reviewKept: (titles: string) => `Attributes that stay internal: ${titles}`,
  reviewPersonal: (titles: string) =>
    `These attributes may be about persons: ${titles}. Make sure that they may be published.`,
  reason: 'Reason (kept on record)',
  reasonMissing: 'Give the reason for publishing it.',
  unpublishTitle: (title: string) => `Unpublish “${title}”?`,
  unpublishWarning:
    'Only staff will see it from then on. Data that were taken away already cannot be called back.',
  unpublishReason: 'Reason for unpublishing (kept on record)',
  unpublishReasonMissing: 'Give the reason for unpublishing it.',
  published: (title) => `“${title}” is published.`,
  unpublished: (title: string) => `“${title}” is no longer published.`,
  waits: 'Later changes',
  atOnce: 'Published at once',
  atOnceHelp: 'The public sees edits and imports as they are made.',
  afterReview: 'Published after a review',
  afterReviewHelp:
    'Only staff see edits and imports, until “Review and publish changes” shows them to the public.',
  changesTitle: (title) => `Publishing of changes of “${title}”`,
  changesReason: 'Reason for publishing the changes (kept on record)',
  changesPublished: (title) => `The changes of “${title}” are published.`,
  publishChanges: 'Publish the changes',
  keepMode: 'Apply',
  comparing: 'Comparing with what the public sees …',
  same: 'There is no difference to what the public sees.',
  counts: (added, changed, removed) =>
    `${added.toLocaleString('en')} added, ${changed.toLocaleString('en')} changed, ${removed.toLocaleString('en')} removed`,
  more: (count) => `${count.toLocaleString('en')} more`,
  kinds: { added: 'Added', changed: 'Changed', removed: 'Removed' },
  attribute: 'Attribute',
  before: 'Public now',
  after: 'Public afterwards',
  moved: 'Its place or shape changes',
  picture: 'The shape that is public now (dashed) and the one afterwards (solid)',
  onMap: 'Show on the map',
};

export const texts = inEveryLanguage({ ja, easy: ja, en });
