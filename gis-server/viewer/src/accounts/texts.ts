import { inEveryLanguage } from '../language/choice';

const ja = {
  signIn: '職員ログイン',
  signOut: 'ログアウト',
  signedInAs: (user: string) => `${user} でログイン中`,
  title: '職員ログイン',
  hint: '役場の職員のための入口です。地図を見るだけなら、ログインは要りません。',
  user: '利用者名',
  password: 'パスワード',
  submit: 'ログイン',
  cancel: 'やめる',
  missing: '利用者名とパスワードを入力してください。',
  refused: '利用者名かパスワードが違います。確かめて、もう一度入力してください。',
  welcome: (user: string) => `${user} でログインしました。`,
  goodbye: 'ログアウトしました。',
};

export const texts = inEveryLanguage({
  ja,
  easy: {
    ...ja,
    hint: 'ここは、町の役場で働いている人が使います。地図を見るだけの人は、使わなくてもいいです。',
    missing: '名前とパスワードを書いてください。',
    refused: '名前かパスワードがちがいます。もう一度書いてください。',
    welcome: (user: string) => `${user} でログインしました。`,
  },
  en: {
    signIn: 'Staff sign-in',
    signOut: 'Sign out',
    signedInAs: (user: string) => `Signed in as ${user}`,
    title: 'Staff sign-in',
    hint: 'For the staff of the town hall. Nobody needs to sign in to look at the map.',
    user: 'User name',
    password: 'Password',
    submit: 'Sign in',
    cancel: 'Cancel',
    missing: 'Give the user name and the password.',
    refused: 'The user name or the password is wrong. Check them and try again.',
    welcome: (user: string) => `Signed in as ${user}.`,
    goodbye: 'Signed out.',
  },
});
