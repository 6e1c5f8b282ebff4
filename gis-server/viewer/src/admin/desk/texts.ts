import { inEveryLanguage } from '../../language/choice';

const ja = {
  pageName: '管理',
  sections: {
    accounts: 'アカウント',
    roles: '役割',
    rights: 'レイヤの権限',
    tokens: 'トークン',
    audit: '操作の記録',
    report: '閲覧記録の開示',
  },
  sectionsName: '管理の項目',
  toMain: '内容へ移動',
  toMap: '地図へ',
  gateTitle: '管理者のページ',
  signInNeeded:
    'アカウント、役割、レイヤの権限、トークン、操作の記録を扱うページです。管理者のアカウントでログインしてください。',
  notAdmin: (name: string) =>
    `${name} は管理者ではないため、このページを使えません。必要なときは、管理者に役割「管理者」を付けてもらうか、管理者のアカウントでログインし直してください。`,
  signIn: 'ログインする',
  signInAgain: '別のアカウントでログイン',
  ended: 'ログインが終了しています。もう一度ログインしてください。入力中の内容は残っています。',
  loading: '読み込んでいます…',
  retry: '再試行',
  more: '続きを表示',
  cancel: 'やめる',
  close: '閉じる',
  save: '保存する',
  copy: 'コピー',
  copied: 'コピーしました。',
  copyByHand: '選択してあります。キーボードの Ctrl+C などでコピーしてください。',
  onlyOnce: '表示されるのは今だけです。閉じると、二度と表示できません。',
};

export const texts = inEveryLanguage({
  ja,
  easy: ja,
  en: {
    pageName: 'Administration',
    sections: {
      accounts: 'Accounts',
      roles: 'Roles',
      rights: "Layers' rights",
      tokens: 'Tokens',
      audit: 'Audit log',
      report: 'Access report',
    },
    sectionsName: 'Parts of the administration',
    toMain: 'Skip to the content',
    toMap: 'To the map',
    gateTitle: "The administrators' page",
    signInNeeded:
      'Here the accounts, roles, rights of layers, tokens and the audit log are kept. Sign in with an account of an administrator.',
    notAdmin: (name: string) =>
      `${name} is no administrator and cannot use this page. Ask an administrator for the role, or sign in with the account of one.`,
    signIn: 'Sign in',
    signInAgain: 'Sign in with another account',
    ended: 'Your session has ended. Sign in again; what you have typed is still here.',
    loading: 'Loading…',
    retry: 'Try again',
    more: 'Show more',
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    copy: 'Copy',
    copied: 'Copied.',
    copyByHand: 'It is selected: copy it by Ctrl+C or the like.',
    onlyOnce: 'It is shown only now; after closing, nobody can see it again.',
  },
});
