package org.machizu.guidance;

import java.util.Locale;
import org.machizu.geo.feature.Words;

/** Why something is advised. */
public enum Reason {
  WAY_CLEAR(
      Advice.GO,
      new Words(
          "分かっている危険な所をさけて行ける道があります。",
          "あぶない ところを さけて 行ける 道が あります。",
          "There is a way that keeps clear of the dangers that are known.")),
  THROUGH_ZONE(
      Advice.GO,
      new Words(
          "道の途中に、危険な区域があります。水が来る前、雨が強くなる前なら通れます。",
          "道の とちゅうに あぶない ところが あります。水が 来る 前、雨が 強く なる 前なら 通れます。",
          "The way passes through a hazard zone. It can be used before the water comes or the rain gets"
              + " heavy.")),
  LEAVE_ZONE(
      Advice.GO,
      new Words(
          "いまいる所は、土砂災害の危険な区域の中です。区域の外へ出る道を示します。雨が強くなる前の早い移動が安全です。",
          "いま いる ところは、山や がけが くずれるかも しれない ところです。外へ 出る 道です。雨が 強く なる 前に 早く 行くと 安全です。",
          "You are inside a landslide zone. The way leads out of it. It is safer to leave early, before"
              + " the rain gets heavy.")),
  NO_MAP(
      Advice.GO,
      new Words(
          "この災害の危険な区域の地図はありません。通れないと分かっている道だけをさけています。",
          "この 災害の 地図は ありません。通れない 道だけ さけて います。",
          "There is no map of zones for this hazard. The way only avoids roads known to be closed.")),
  NONE_OPEN(
      Advice.GO,
      new Words(
          "この災害に使える避難場所で、いま開いていると分かっている所はありません。近い避難場所への道を示します。開いているかを町の知らせで確かめると安心です。",
          "いま あいて いる ひなん場所は ありません。近い ひなん場所への 道です。あいて いるか 町の お知らせを 見ると 安心です。",
          "No suitable shelter is known to be open now. These are ways to the nearest ones; check the"
              + " town's news whether they have opened.")),
  OPEN_CUT_OFF(
      Advice.GO,
      new Words(
          "開いている避難場所へは、どの道も危険な所を通ります。危険な所をさけて行ける、まだ開いていない避難場所への道を示します。開いているかを町の知らせで確かめると安心です。",
          "あいて いる ひなん場所へ 行く 道は、どれも あぶない ところを 通ります。まだ あいて いない 近い ひなん場所への 道です。町の お知らせを 見ると 安心です。",
          "Every way to an open shelter leads through danger. These are safe ways to shelters that have"
              + " not opened yet; check the town's news.")),
  OUTSIDE_ZONES(
      Advice.STAY,
      new Words(
          "ここは、地図ではこの災害の危険な区域の外です。ここにとどまることも避難のひとつです。",
          "地図では、ここは あぶない ところの 外です。ここに いる ことも ひなんの ひとつです。",
          "On the map this place lies outside every zone of this hazard. Staying here is one way to be"
              + " safe.")),
  CUT_OFF(
      Advice.STAY,
      new Words(
          "どの道も危険な所を通ります。ここは地図では危険な区域の外なので、動かない方が安全です。",
          "どの 道も あぶない ところを 通ります。地図では ここは あぶない ところの 外です。ここに いる ほうが 安全です。",
          "Every way leads through danger. On the map this place lies outside the zones: staying is"
              + " safer.")),
  SHALLOW_WATER(
      Advice.STAY,
      new Words(
          "いま外を歩くのは危険です。ここは地図では水が深くなっても50cmまでです。部屋のいちばん高い所の方が安全です。",
          "いま 外を 歩くのは あぶないです。ここの 水は 深くても 50センチです。家の 高い ところに いる ほうが 安全です。",
          "Walking outside is dangerous now. On the map the water here gets no deeper than 50 cm: the"
              + " highest place indoors is safer.")),
  UPPER_FLOOR(
      Advice.GO_UP,
      new Words(
          "いま外を歩くのは危険です。地図では水は2階の床より下です。2階以上の部屋の方が安全です。",
          "いま 外を 歩くのは あぶないです。水は 2階までは 来ないと 地図に あります。2階か もっと 上が 安全です。",
          "Walking outside is dangerous now. On the map the water stays below the upper floor: a room"
              + " upstairs is safer.")),
  UPPER_FLOOR_IF_ANY(
      Advice.GO_UP,
      new Words(
          "いま外を歩くのは危険です。建物に2階以上があれば、上の部屋の方が安全です。なければ、すぐ近くの丈夫で高い建物を考えます。",
          "いま 外を 歩くのは あぶないです。2階が あれば 2階が 安全です。なければ すぐ 近くの 高くて 強い たてものです。",
          "Walking outside is dangerous now. If the building has an upper floor, it is safer there; if"
              + " not, think of a strong, tall building very near.")),
  NO_UPPER_FLOOR(
      Advice.LEAVE_NOW_UNSAFE,
      new Words(
          "いま外を歩くのは危険ですが、ここは深い水につかるおそれがあり、上の階もありません。すぐ近くの丈夫で高い建物を考えます。動けないときは119番に知らせます。",
          "いま 外を 歩くのは あぶないです。ここも 深い 水が 来るかも しれません。すぐ 近くの 高くて 強い たてものを 考えます。動けない ときは 119に 電話します。",
          "Walking outside is dangerous now, but deep water may come here and there is no upper floor."
              + " Think of a strong, tall building very near; if you cannot move, call 119.")),
  TOO_DEEP(
      Advice.LEAVE_NOW_UNSAFE,
      new Words(
          "いま外を歩くのは危険ですが、ここは2階まで水につかるおそれがあります。3階以上か、すぐ近くの丈夫で高い建物を考えます。動けないときは119番に知らせます。",
          "いま 外を 歩くのは あぶないです。ここは 2階まで 水が 来るかも しれません。3階か もっと 上、近くの 高くて 強い たてものを 考えます。動けない ときは 119に 電話します。",
          "Walking outside is dangerous now, but the water may reach the upper floor here. Think of the"
              + " third floor or above, or a strong, tall building very near; if you cannot move, call"
              + " 119.")),
  COLLAPSE_ZONE(
      Advice.LEAVE_NOW_UNSAFE,
      new Words(
          "いま外を歩くのは危険ですが、ここは家が流されたりたおれたりするおそれのある区域で、家の中も安全ではありません。すぐ近くの丈夫で高い建物を考えます。動けないときは119番に知らせます。",
          "いま 外を 歩くのは あぶないです。でも ここは 家が 流されるかも しれません。家の 中も 安全では ありません。近くの 高くて 強い たてものを 考えます。動けない ときは 119に 電話します。",
          "Walking outside is dangerous now, but houses here may be swept away, so indoors is not safe"
              + " either. Think of a strong, tall building very near; if you cannot move, call 119.")),
  AWAY_FROM_SLOPE(
      Advice.GO_UP,
      new Words(
          "どの道も危険な所を通ります。ここは土砂災害警戒区域の中です。外へ出られないときは、がけや沢からいちばん遠い2階の部屋の方が安全です。",
          "どの 道も あぶない ところを 通ります。ここは 山や がけが くずれるかも しれません。外へ 出られない ときは、がけから 遠い 2階の へやが 安全です。",
          "Every way leads through danger. This is a landslide zone: if you cannot get out, an upstairs"
              + " room on the side away from the slope is safer.")),
  RED_ZONE(
      Advice.LEAVE_NOW_UNSAFE,
      new Words(
          "どの道も危険な所を通ります。ここは建物がこわれるおそれのある土砂災害特別警戒区域で、家の中も安全ではありません。がけから離れた丈夫な建物を考えます。動けないときは119番に知らせます。",
          "どの 道も あぶない ところを 通ります。ここは たてものが こわれるかも しれません。家の 中も 安全では ありません。がけから 遠い 強い たてものを 考えます。動けない ときは 119に 電話します。",
          "Every way leads through danger. In this special landslide zone buildings may be destroyed:"
              + " indoors is not safe either. Think of a strong building away from the slope; if you"
              + " cannot move, call 119.")),
  EVERY_WAY_FORBIDDEN(
      Advice.LEAVE_NOW_UNSAFE,
      new Words(
          "どの道も、通れないか危険な所を通ります。ここも安全とは言えません。まわりをよく見て、動けないときは119番に知らせます。",
          "どの 道も 通れないか あぶないです。ここも 安全では ないかも しれません。まわりを よく 見ます。動けない ときは 119に 電話します。",
          "Every way is closed or leads through danger, and this place may not be safe either. Watch"
              + " your surroundings; if you cannot move, call 119.")),
  NO_REFUGE(
      Advice.STAY,
      new Words(
          "行ける所に、この災害に使える避難場所がありません。",
          "行ける ところに、ひなん場所が ありません。",
          "Within reach there is no shelter that suits this hazard."));

  private final Advice advice;
  private final Words text;

  Reason(Advice advice, Words text) {
    this.advice = advice;
    this.text = text;
  }

  public Advice advice() {
    return advice;
  }

  /** As the interface names it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Words text() {
    return text;
  }
}
