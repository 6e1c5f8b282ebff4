import { inEveryLanguage } from '../language/choice';

const ja = {
  heading: 'ファイルの取り込み',
  file: 'ファイル',
  fileHelp: 'GeoJSON、Shapefile（関連ファイルを zip にまとめたもの）、CSV、GeoPackage',
  layer: 'レイヤID',
  layerHelp: '英小文字・数字・_（例：shelters）。なければ職員のみのレイヤを作り、あれば内容を置き換えます。',
  more: '詳しい設定',
  crs: '座標系',
  crsAuto: 'ファイルの指定に従う',
  encoding: '文字コード',
  encodingAuto: '自動判定',
  key: 'キー属性',
  keyHelp: '指定すると全体を置き換えず、同じ値の地物を更新し、ないものを追加します。',
  removeMissing: 'ファイルにない地物を削除する（キー属性を指定したときだけ）',
  submit: '取り込む',
  cancel: '取り込みをやめる',
  noFile: '取り込むファイルを選んでください。',
  badLayer:
    'レイヤIDは英小文字で始め、英小文字・数字・_ を48文字以内で入力してください（例：shelters）。',
  uploading: 'ファイルを送信しています…',
  queued: '順番を待っています…',
  running: (percent: number) => `取り込んでいます… ${percent} %`,
  done: (imported: number, rejected: number) =>
    rejected === 0
      ? `${imported} 件を取り込みました。`
      : `${imported} 件を取り込み、${rejected} 件は取り込めませんでした。`,
  staffOnly: 'このレイヤは公開するまで職員だけに見えます。',
  cancelled: '取り込みは取り消されました。レイヤは元のままです。',
  failed: '取り込めませんでした。レイヤは元のままです。',
  problems: '問題の一覧',
  omitted: (count: number) => `ほか ${count} 件は表示していません。`,
  row: '行',
  wholeFile: '全体',
  problem: '問題と対処',
  severity: { rejected: '除外', repaired: '修復', note: '注意' } as Record<string, string>,
  show: '結果の範囲を表示',
  crsGroups: {
    geographic: '緯度・経度',
    jgd2011: '平面直角座標系（JGD2011）',
    jgd2000: '平面直角座標系（JGD2000）',
    tokyo: '平面直角座標系（日本測地系）',
    other: 'その他',
  },
  zone: (zone: number) => `第${zone}系`,
};

/** Only staff see these, so easy Japanese is the clerks' own. */
export const texts = inEveryLanguage({
  ja,
  easy: ja,
  en: {
    heading: 'Import a file',
    file: 'File',
    fileHelp: 'GeoJSON, Shapefile (its files in one zip), CSV, GeoPackage',
    layer: 'Layer id',
    layerHelp:
      'a-z, 0-9 and _, as in shelters. A new id makes a staff-only layer; a known one has its content replaced.',
    more: 'More settings',
    crs: 'Coordinate system',
    crsAuto: 'As the file says',
    encoding: 'Character encoding',
    encodingAuto: 'Find out',
    key: 'Key attribute',
    keyHelp: 'With a key, features of the same value are updated and new ones added; nothing is replaced as a whole.',
    removeMissing: 'Remove features that the file does not have (only with a key)',
    submit: 'Import',
    cancel: 'Stop the import',
    noFile: 'Choose the file to import.',
    badLayer: 'A layer id begins with a-z and has at most 48 of a-z, 0-9 and _, as in shelters.',
    uploading: 'Sending the file…',
    queued: 'Waiting for its turn…',
    running: (percent: number) => `Importing… ${percent} %`,
    done: (imported: number, rejected: number) =>
      rejected === 0
        ? `${imported} features imported.`
        : `${imported} features imported, ${rejected} left out.`,
    staffOnly: 'Only staff see this layer until it is published.',
    cancelled: 'The import was cancelled. The layer is as it was.',
    failed: 'The file could not be imported. The layer is as it was.',
    problems: 'Problems',
    omitted: (count: number) => `${count} more are not listed.`,
    row: 'Row',
    wholeFile: 'file',
    problem: 'Problem and what to do',
    severity: { rejected: 'left out', repaired: 'repaired', note: 'note' } as Record<string, string>,
    show: 'Show the result',
    crsGroups: {
      geographic: 'Latitude and longitude',
      jgd2011: 'Plane rectangular (JGD2011)',
      jgd2000: 'Plane rectangular (JGD2000)',
      tokyo: 'Plane rectangular (old Tokyo datum)',
      other: 'Other',
    },
    zone: (zone: number) => `Zone ${zone}`,
  },
});
