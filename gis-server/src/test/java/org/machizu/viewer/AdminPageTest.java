package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** What an administrator does on their page, and what comes of it for others. */
class AdminPageTest {
  private static final String NEW_PASSWORD = "three quiet herons";

  private static final String ROLL =
      """
      {"type":"FeatureCollection","features":[{"type":"Feature",
       "properties":{"name":"一人","agreed":"2026-04-01"},
       "geometry":{"type":"Point","coordinates":[%s,%s]}}]}\
      """
          .formatted(LittleTown.LON, LittleTown.LAT);

  @RegisterExtension
  static final TownInBrowser<RunningTown> browser =
      TownInBrowser.with(town -> {
        LittleTown.fill(town);
        register(town, "register", "台帳", "personal", "true");
        register(town, "woods", "森林簿");
        town.importGeoJson("roll", ROLL, "personal", "true");
        town.describe(
            "roll",
            "{\"title\":{\"ja\":\"名簿\",\"en\":\"Roll\"},\"group\":\"land\",\"attributes\":{\"agreed\":{\"ja\":\"同意日\",\"en\":\"Agreed\"}}}");
      });

  /** A layer that is not published, of one feature with the attributes 名称 and 所有者. */
  private static void register(RunningTown town, String id, String title, String... options)
      throws Exception {
    town.importGeoJson(
        id,
        """
        {"type":"FeatureCollection","features":[{"type":"Feature",
         "properties":{"name":"一号","owner":"佐藤"},
         "geometry":{"type":"Point","coordinates":[%s,%s]}}]}\
        """
            .formatted(LittleTown.LON, LittleTown.LAT),
        options);
    town.describe(
        id,
        """
        {"title":{"ja":"%s","en":"%s"},"group":"land",
         "attributes":{"name":{"ja":"名称","en":"Name"},"owner":{"ja":"所有者","en":"Owner"}}}\
        """
            .formatted(title, id));
  }

  private static AdminPage administrator() {
    return browser
        .visitor(Screen.DESKTOP)
        .opensTheAdminPage()
        .reads("管理者のアカウントでログインしてください")
        .signsIn("admin", RunningTown.PASSWORD)
        .waitsUntilShown()
        .reads("職員が街図にログインするための");
  }

  private static MapPage atTheMap(String user, String password) {
    MapPage visitor = browser.visitor(Screen.DESKTOP).opensTheMap();
    return visitor.staff().signsIn(user, password).reads("でログインしました");
  }

  @Test
  void whoIsNoAdministratorLearnsSoAndMayComeBackAsOne() {
    browser
        .visitor(Screen.DESKTOP)
        .opensTheAdminPage()
        .presses("ログインする")
        .fillsInTheSignIn("planner", RunningTown.PASSWORD)
        .reads("planner は管理者ではないため")
        .presses("別のアカウントでログイン")
        .fillsInTheSignIn("admin", RunningTown.PASSWORD)
        .rowSays("planner", "計画・共有");
  }

  @Test
  void aNewAccountChoosesItsPasswordByTheLinkAndSignsIn() {
    AdminPage admin = administrator().presses("アカウントを追加");
    admin.dialog().fills("利用者名", "tanaka").fills("氏名", "田中 花子");
    admin.ticks("福祉・見守り").dialog().presses("アカウントを追加");
    admin.reads("表示されるのは今だけです");
    String link = admin.secret();
    admin.presses("閉じる").rowSays("田中 花子", "パスワード未設定");

    MapPage tanaka = browser.visitor(Screen.DESKTOP).opensThePage(link);
    tanaka.reads("tanaka さんの新しいパスワード");
    tanaka.fillsPart("[name=newPassword]", NEW_PASSWORD).fillsPart("[name=again]", NEW_PASSWORD);
    tanaka.pressesPart("[type=submit]").reads("パスワードを設定しました");
    atTheMap("tanaka", NEW_PASSWORD);
  }

  @Test
  void anAccountThatIsThereAlreadyIsToldAtItsField() {
    AdminPage admin = administrator().presses("アカウントを追加");
    admin.dialog().presses("アカウントを追加");
    admin.isAt("利用者名");
    admin.dialog().fills("利用者名", "planner");
    admin.ticks("福祉・見守り").dialog().presses("アカウントを追加");
    admin.isAt("利用者名").reads("同じものがすでにあります");
  }

  @Test
  void theLastAdministratorStays() {
    AdminPage admin = administrator().presses("停止: admin");
    admin.dialog().presses("停止");
    admin.reads("管理者が一人もいなくなります");
    admin.dialog().presses("やめる");
    admin.rowSays("admin", "使用中");
  }

  @Test
  void aDisabledAccountCannotSignInUntilItIsEnabled() {
    AdminPage admin = administrator().presses("停止: crew");
    admin.dialog().presses("停止");
    admin.reads("crew のアカウントを停止しました").rowSays("crew", "停止中");
    MapPage crew = browser.visitor(Screen.DESKTOP).opensTheMap();
    crew.staff().signsIn("crew", RunningTown.PASSWORD).reads("利用者名かパスワードが違います");
    admin.presses("再開: crew").rowSays("crew", "使用中");
    atTheMap("crew", RunningTown.PASSWORD);
  }

  @Test
  void aRoleThatIsGrantedALayerSeesItWithItsLimits() {
    atTheMap("welfare", RunningTown.PASSWORD).lacksTheLayer("台帳");
    AdminPage admin = administrator().opens("レイヤの権限").rowSays("台帳", "だれも見られません");
    admin.follows("権限を変更: 台帳").reads("まだ何も変わりません");
    admin.ticks("福祉・見守り: 編集").isTicked("福祉・見守り: 閲覧");
    admin.previews("福祉・見守りが、新しくこのレイヤを見られるようになります。");
    admin.unfolds("福祉・見守り").chooses("福祉・見守り: 所有者", "一文字目だけ");
    admin.previews("福祉・見守りに見せる項目「所有者」：一文字目だけ（これまで：そのまま）");
    admin.presses("権限を変更する").isAt("変更の理由");
    admin.fills("変更の理由", "見守りの訪問に使うため").presses("権限を変更する");
    admin.reads("「台帳」の権限を変更しました").reads("まだ何も変わりません");
    admin.isTicked("福祉・見守り: 編集").hasChosen("福祉・見守り: 所有者", "masked");
    atTheMap("welfare", RunningTown.PASSWORD).seesTheLayer("台帳");
  }

  @Test
  void aRoleOfTheTownsOwnIsMadeAndGivenALayer() {
    AdminPage admin = administrator().opens("役割").presses("町の役割を追加");
    admin.dialog().fills("記号（英小文字・数字・_）", "Forest").presses("保存する");
    admin.isAt("記号（英小文字・数字・_）");
    admin.dialog().fills("記号（英小文字・数字・_）", "forestry");
    admin.dialog().fills("名前（日本語）", "林務").fills("名前（英語）", "Forestry").presses("保存する");
    admin.rowSays("林務", "町の役割").opens("アカウント").presses("変更: neighbour");
    admin.ticks("林務").dialog().presses("保存する");
    admin.rowSays("neighbour", "林務").opens("役割").presses("削除: 林務");
    admin.dialog().presses("削除");
    admin.reads("この役割を持つアカウントがあります").dialog().presses("やめる");

    admin.opensPart("rights/woods").ticks("林務: 閲覧").fills("変更の理由", "伐採の確認のため");
    admin.presses("権限を変更する").reads("「森林簿」の権限を変更しました");
    atTheMap("neighbour", RunningTown.PASSWORD).seesTheLayer("森林簿");
  }

  @Test
  void aLimitThatCannotBeIsToldAtItsField() {
    AdminPage admin = administrator().opensPart("rights/register").ticks("計画・共有: 閲覧");
    admin.unfolds("計画・共有").fills("位置をぼかす幅（m）", "5").previews("入力を直すと");
    admin.presses("権限を変更する").isAt("位置をぼかす幅（m）");
  }

  @Test
  void whatTheServerRefusesIsToldInItsWordsAndStaysToBeMended() {
    AdminPage admin = administrator().opensPart("rights/woods");
    admin.fills("一人だけに許す（利用者名）", "nobody").presses("加える: 一人だけに許す（利用者名）");
    admin.ticks("アカウント nobody: 閲覧").fills("変更の理由", "確認のため").presses("権限を変更する");
    admin.reads("nobody").isTicked("アカウント nobody: 閲覧");
  }

  /** All departments open that file, so nothing in it can be hidden from one of them. */
  @Test
  void limitsThatTheTownsFileCannotKeepAreNotOffered() {
    AdminPage admin = administrator().opensPart("rights/woods").unfolds("計画・共有");
    admin.reads("全部署が QGIS などで開けるファイルにあるため").isDisabled("位置をぼかす幅（m）");
    admin.isDisabled("見せる地物").offersNot("計画・共有: 所有者", "一文字目だけ");
    administrator()
        .opensPart("rights/register")
        .ticks("計画・共有: 閲覧")
        .unfolds("計画・共有")
        .isEnabled("位置をぼかす幅（m）")
        .chooses("計画・共有: 所有者", "一文字目だけ");
  }

  @Test
  void whatWasTypedIntoARuleStaysWhenTheLanguageIsSwitched() {
    AdminPage admin = administrator().opensPart("rights/register").ticks("当直: 閲覧");
    admin.unfolds("当直").chooses("当直: 所有者", "一文字目だけ");
    admin.chooses("見せる地物", "条件に合うものだけ").chooses("比べ方", "が次の値").fills("値", "一号");
    admin.fills("一人だけに許す（利用者名）", "crew").presses("加える: 一人だけに許す（利用者名）");
    admin.ticks("アカウント crew: 閲覧").fills("変更の理由", "当直の確認のため");

    admin.choosesLanguage("English").reads("Rights of “register”");
    admin.isTicked("Duty desk: Read").hasChosen("Duty desk: Owner", "masked");
    admin.isTicked("Account crew: Read").hasChosen("Reason of the change", "当直の確認のため");
    admin.holds("Value", "一号").previews("“Owner” for Duty desk: First letter only");
    admin.choosesLanguage("日本語").isTicked("当直: 閲覧").hasChosen("変更の理由", "当直の確認のため");
  }

  @Test
  void aGroupOfSupportersIsGivenThoseWhoAgreed() {
    AdminPage admin = administrator().opensPart("rights/roll").ticks("当直: 閲覧").unfolds("当直");
    admin.chooses("同意した人だけを見せる", "同意日").previews("「同意日」に同意日のあるものだけ");
    admin.fills("変更の理由", "名簿の提供のため").presses("権限を変更する");
    admin.reads("「名簿」の権限を変更しました").unfolds("当直").holds("同意した人だけを見せる", "agreed");
    atTheMap("duty", RunningTown.PASSWORD).seesTheLayer("名簿");
  }

  @Test
  void aTokenWorksUntilItIsRevoked() throws Exception {
    AdminPage admin = administrator().opens("トークン").presses("トークンを作る");
    admin.dialog().chooses("種類", "協力機関").presses("作る");
    admin.isAt("機関の記号（例：fire-dept）").fills("機関の記号（例：fire-dept）", "fire-dept");
    admin.dialog().fills("用途", "消防本部の地図").presses("作る");
    admin.reads("表示されるのは今だけです");
    String token = admin.secret();
    admin.presses("閉じる").rowSays("消防本部の地図", "まだありません");
    assertThat(statusWith(token)).isEqualTo(200);

    admin.presses("失効: 消防本部の地図").dialog().presses("失効");
    admin.reads("「消防本部の地図」を失効させました").hasNoRow("消防本部の地図");
    assertThat(statusWith(token)).isEqualTo(401);
  }

  @Test
  void aResidentsLinkBelongsToTheGroupsThatAreTicked() throws Exception {
    AdminPage admin = administrator().opens("役割").presses("町の役割を追加");
    admin.dialog().fills("記号（英小文字・数字・_）", "minsei");
    admin.dialog().fills("名前（日本語）", "民生委員").fills("名前（英語）", "Commissioners").presses("保存する");
    admin.rowSays("民生委員", "町の役割").opens("トークン").presses("トークンを作る");
    admin.dialog().chooses("種類", "住民のリンク").fills("住民の記号", "r-7");
    admin.ticks("民生委員").dialog().presses("作る");
    admin.reads("表示されるのは今だけです");
    assertThat(rolesWith(admin.secret())).contains("minsei").contains("resident");
    admin.presses("閉じる");
  }

  private static String rolesWith(String token) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(browser.base() + "/api/session"))
              .header("Authorization", "Bearer " + token)
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static int statusWith(String token) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(browser.base() + "/api/session"))
              .header("Authorization", "Bearer " + token)
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void theLogIsSearchedSavedAndChecked() {
    browser.town().unpublish("farmland");
    browser.town().publish("farmland");
    AdminPage admin = administrator().opens("操作の記録");
    admin.chooses("操作", "公開の取り下げ").fills("対象（レイヤIDなど）", "farmland").presses("探す");
    admin.reads("farmland").rowCountIs(1);
    assertThat(admin.addressOf("CSVで保存"))
        .isEqualTo("/api/audit/export?action=UNPUBLISHED&layer=farmland&format=csv");
    admin.fills("利用者名", "nobody").presses("探す").reads("条件に合う記録はありません");
    admin.fills("いつから", "2026-04-02").fills("いつまで", "2026-04-01").presses("探す");
    admin.isAt("いつまで");
    admin.presses("改ざんがないか確かめる").reads("改ざんは見つかりませんでした");
  }

  @Test
  void whatWasTypedStaysWhenTheSessionEnds() {
    AdminPage admin = administrator().opensPart("rights/woods").ticks("当直: 閲覧");
    admin.fills("変更の理由", "当直の確認のため").losesTheSession().presses("権限を変更する");
    admin.reads("ログインが終了しています").fillsInTheSignIn("admin", RunningTown.PASSWORD);
    admin.isTicked("当直: 閲覧").presses("権限を変更する").reads("「森林簿」の権限を変更しました");
  }

  @Test
  void aRoleIsMadeByTheKeyboardAlone() {
    AdminPage admin = administrator();
    PageKeys keys = admin.keys().press("Tab");
    keys.tabTo("役割").press("Enter");
    admin.waitsUntilShown().reads("役割は、職員がどの仕事をするか");
    keys.tabTo("町の役割を追加").press("Enter");
    assertThat(keys.focused()).startsWith("記号");
    keys.type("bridges").tabTo("名前（日本語）").type("橋りょう");
    keys.tabTo("名前（英語）").type("Bridges").tabTo("新しいレイヤを作る").press("Space", "Enter");
    admin.rowSays("橋りょう", "新しいレイヤを作る");
  }
}
