package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Geolocation;
import java.util.List;

/** The crews' page on a phone, in Japanese. */
final class FieldPage {
  private static final double LEAST_PX = 48;

  private final Page page;
  private final MapPage visitor;

  FieldPage(Page page, MapPage visitor) {
    this.page = page;
    this.visitor = visitor;
  }

  FieldPage signsIn(String user, String password) {
    page.locator("#field-sign-in").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("利用者名").fill(user);
    dialog.getByLabel("パスワード").fill(password);
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("ログイン").setExact(true))
        .click();
    return says("玄関前を通報する");
  }

  FieldPage presses(String words) {
    panel()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true))
        .click();
    return this;
  }

  /** As a finger in a glove does it. */
  FieldPage pressesTwice(String words) {
    panel()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true))
        .dblclick();
    return this;
  }

  FieldPage fills(String label, String value) {
    panel().getByLabel(label).fill(value);
    return this;
  }

  /** The phone knows where it is, and may tell the page. */
  FieldPage standsAt(double lon, double lat) {
    page.context().grantPermissions(List.of("geolocation"));
    page.context().setGeolocation(new Geolocation(lat, lon).setAccuracy(8));
    return this;
  }

  FieldPage pressesTheMapAt(double lon, double lat) {
    visitor.waitsUntilDrawn().clicksAt(lon, lat);
    return this;
  }

  FieldPage hasNetwork(boolean has) {
    page.context().setOffline(!has);
    return this;
  }

  FieldPage reloads() {
    page.reload();
    return this;
  }

  FieldPage says(String words) {
    assertThat(panel()).containsText(words);
    return this;
  }

  FieldPage doesNotSay(String words) {
    assertThat(panel()).not().containsText(words);
    return this;
  }

  FieldPage hasNoButton(String words) {
    assertThat(
            panel()
                .getByRole(
                    AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true)))
        .hasCount(0);
    return this;
  }

  /** What is pressed in the panel and on the map is as large as a finger in a glove needs. */
  List<String> buttonsTooSmall() {
    return page
        .locator("#panel button:visible, #map .maplibregl-ctrl-group button:visible")
        .all()
        .stream()
        .filter(button -> {
          var box = button.boundingBox();
          return box.height < LEAST_PX || box.width < LEAST_PX;
        })
        .map(Locator::innerHTML)
        .toList();
  }

  private Locator panel() {
    return page.locator("#panel");
  }
}
