import { inEveryLanguage } from '../../language/choice';

/** For what there are steps to begin with. */
export const TEMPLATES = ['flood', 'landslide', 'storm_surge', 'earthquake'] as const;
export type Template = (typeof TEMPLATES)[number];

interface Texts {
  /** By template, then by level from 1 to 5. */
  steps: Record<Template, string[][]>;
  bag: string[];
}

/**
 * Steps to begin with. A household makes them its own; they are what it means to do by itself, and no
 * order of anybody's. An earthquake gives no warning: its steps stand at level 5, as what one does then,
 * and at level 1, as what one does before.
 */
export const templates = inEveryLanguage<Texts>({
  ja: {
    steps: {
      flood: [
        ['天気予報と町のお知らせを見る', '家族の予定を話し合う'],
        ['この地図で、家の水の深さと避難先までの道を見る', '持ち出し袋と薬を確かめる', '携帯電話を充電する'],
        ['時間のかかる人（高齢者・小さい子ども）と、手伝う人は避難を始める', '車を高い場所へ移す'],
        ['家族全員が、危険な場所から避難し終える', 'ガスの元栓とブレーカーを切る', '親せきに、どこにいるかを知らせる'],
        ['外に出られないときは、家の中でいちばん高い階へ上がる'],
      ],
      landslide: [
        ['天気予報と町のお知らせを見る'],
        ['がけや谷に近いかを、この地図で見る', '持ち出し袋と薬を確かめる'],
        ['時間のかかる人と、手伝う人は避難を始める', '夜になる前に動けるかを考える'],
        ['家族全員が、がけや谷から離れた避難先に着いている', '小石が落ちる・水がにごるなどの前ぶれを見たら、すぐ離れる'],
        ['外に出られないときは、がけと反対側の2階の部屋へ移る'],
      ],
      storm_surge: [
        ['台風の進路と満潮の時刻を見る'],
        ['この地図で、海の水がどこまで来るかを見る', '持ち出し袋と薬を確かめる'],
        ['時間のかかる人と、手伝う人は避難を始める', '風が強くなる前に動く'],
        ['家族全員が、浸水しない場所への避難を終える'],
        ['外に出られないときは、じょうぶな建物の高い階へ上がる'],
      ],
      earthquake: [
        ['家具を固定する', '集まる場所と連絡のしかたを決める', '水と食料を3日分以上そろえる'],
        [],
        [],
        [],
        ['ゆれている間は、机の下などで頭を守る', '海や川の近くなら、すぐに高い場所へ行く', '火を消し、ブレーカーを切る', '171（災害用伝言ダイヤル）で無事を知らせる'],
      ],
    },
    bag: [
      '飲み水（1人 500 mL を2本以上）',
      '食べ物（すぐ食べられるもの）',
      '薬・お薬手帳',
      '懐中電灯・電池',
      '携帯電話の充電器・予備電池',
      '携帯ラジオ',
      '着がえ・タオル・雨具',
      'マスク・消毒液・ウェットティッシュ',
      '携帯トイレ',
      '現金・身分証・健康保険の資格が分かるもの',
      '眼鏡・入れ歯・補聴器',
      '手袋（軍手）・笛',
    ],
  },
  easy: {
    steps: {
      flood: [
        ['天気の ニュースと 町の お知らせを 見る', '家族と 話す'],
        ['この 地図で、家の 水の 深さと、ひなん所までの 道を 見る', '持って いく かばんと 薬を 見る', 'スマホを 充電する'],
        ['時間が かかる 人（お年よりや 小さい 子ども）と、手伝う 人は、ひなん所へ 行く', '車を 高い ところに 置く'],
        ['家族 みんなが、あぶない ところから 出て、ひなん所に いる', 'ガスと 電気を 止める', '家族や 友だちに、どこに いるか 言う'],
        ['外に 出る ことが できない ときは、家の いちばん 高い 階に 行く'],
      ],
      landslide: [
        ['天気の ニュースと 町の お知らせを 見る'],
        ['家が 山や がけに 近いか、この 地図で 見る', '持って いく かばんと 薬を 見る'],
        ['時間が かかる 人と、手伝う 人は、ひなん所へ 行く', '夜に なる 前に 動く'],
        ['家族 みんなが、山や がけから 遠い ひなん所に いる', '小さい 石が 落ちたり、水の 色が かわったら、すぐに はなれる'],
        ['外に 出る ことが できない ときは、がけの 反対の 2階の 部屋に 行く'],
      ],
      storm_surge: [
        ['台風が どこに 来るか、海の 水が いつ 高いか 見る'],
        ['この 地図で、海の 水が どこまで 来るか 見る', '持って いく かばんと 薬を 見る'],
        ['時間が かかる 人と、手伝う 人は、ひなん所へ 行く', '風が 強く なる 前に 動く'],
        ['家族 みんなが、水の 来ない ところに いる'],
        ['外に 出る ことが できない ときは、強い たてものの 高い 階に 行く'],
      ],
      earthquake: [
        ['たんすや 本だなが たおれない ように する', '家族が 集まる ところを 決める', '水と 食べ物を 3日分より 多く 買っておく'],
        [],
        [],
        [],
        ['ゆれて いる ときは、つくえの 下で 頭を 守る', '海や 川に 近い ときは、すぐに 高い ところへ 行く', '火を 消す。電気の ブレーカーを 切る', '171に 電話して、だいじょうぶだと 言う'],
      ],
    },
    bag: [
      '飲む 水（1人 500 mL を 2本より 多く）',
      '食べ物（すぐ 食べられる もの）',
      '薬・お薬手帳',
      '懐中電灯（ライト）・電池',
      'スマホの 充電器・バッテリー',
      'ラジオ',
      '服・タオル・雨の 服',
      'マスク・消毒・ウェットティッシュ',
      '携帯トイレ',
      'お金・在留カード（身分証）・健康保険が わかる もの',
      'めがね・入れ歯・補聴器',
      '手袋・笛',
    ],
  },
  en: {
    steps: {
      flood: [
        ['Look at the weather forecast and the town’s news', 'Talk about everybody’s plans'],
        ['Look at this map: how deep at home, and the way to the shelter', 'Check the emergency bag and medicine', 'Charge the phones'],
        ['Those who need time (elderly people, small children) and who helps them set out', 'Move the car to higher ground'],
        ['The whole household has left the dangerous place', 'Turn off gas and electricity', 'Tell relatives where we are'],
        ['If we cannot go outside: to the highest floor of the house'],
      ],
      landslide: [
        ['Look at the weather forecast and the town’s news'],
        ['Look at this map: how near slopes and valleys are', 'Check the emergency bag and medicine'],
        ['Those who need time and who helps them set out', 'Think whether we can go before dark'],
        ['The whole household is at a shelter away from slopes and valleys', 'Leave at once when stones fall or water turns muddy'],
        ['If we cannot go outside: to an upper room on the side away from the slope'],
      ],
      storm_surge: [
        ['Look at the typhoon’s track and the time of high tide'],
        ['Look at this map: how far the sea comes', 'Check the emergency bag and medicine'],
        ['Those who need time and who helps them set out', 'Go before the wind is strong'],
        ['The whole household is where no water comes'],
        ['If we cannot go outside: to a high floor of a strong building'],
      ],
      earthquake: [
        ['Fix furniture to the wall', 'Agree where to meet and how to reach each other', 'Store water and food for three days or more'],
        [],
        [],
        [],
        ['While it shakes: protect the head, as under a table', 'Near the sea or a river: to high ground at once', 'Put out fires, switch off the breaker', 'Tell others we are safe (dial 171)'],
      ],
    },
    bag: [
      'Drinking water (two bottles of 500 mL each)',
      'Food that needs no cooking',
      'Medicine, medicine notebook',
      'Torch and batteries',
      'Phone charger, power bank',
      'Portable radio',
      'Clothes, towel, rainwear',
      'Masks, disinfectant, wet wipes',
      'Portable toilet',
      'Cash, identity card (residence card), proof of health insurance',
      'Glasses, dentures, hearing aid',
      'Gloves, whistle',
    ],
  },
});
