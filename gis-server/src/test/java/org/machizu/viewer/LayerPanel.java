package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;

/** The panel of layers in Japanese: groups, switches, settings and order. */
final class LayerPanel {
  private final Page page;

  LayerPanel(Page page) {
    this.page = page;
  }

  // ---- when

  /** Switches a whole group on or off. */
  LayerPanel switchesGroup(String group) {
    groupBox(group).click();
    return drawn();
  }

  LayerPanel folds(String group) {
    page.locator(".group-fold").filter(has(group)).click();
    return this;
  }

  LayerPanel looksFor(String words) {
    page.getByLabel("レイヤ名で絞り込む").fill(words);
    return this;
  }

  LayerPanel opensSettings(String title) {
    button("「" + title + "」の設定と情報").click();
    return this;
  }

  /** Moves the slider by its keys, five percent each. */
  LayerPanel makesFainter(String title, int steps) {
    Locator slider = page.getByLabel("「" + title + "」の濃さ", exact()).first();
    slider.focus();
    for (int i = 0; i < steps; i++) {
      slider.press("ArrowLeft");
    }
    return drawn();
  }

  LayerPanel listsByOrder() {
    button("重なり順で見る").click();
    return this;
  }

  LayerPanel listsByGroup() {
    button("分類で見る").click();
    return this;
  }

  LayerPanel raises(String title) {
    button("「" + title + "」を一つ上に重ねる").click();
    return drawn();
  }

  LayerPanel lowers(String title) {
    button("「" + title + "」を一つ下に重ねる").click();
    return drawn();
  }

  /** Drags a layer by its handle onto another one's place. */
  LayerPanel drags(String title, String onto) {
    BoundingBox from = stackItem(title).locator(".stack-handle").boundingBox();
    BoundingBox to = stackItem(onto).locator(".stack-handle").boundingBox();
    page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
    page.mouse().down();
    double y = to.y > from.y ? to.y + to.height - 2 : to.y + 2;
    page.mouse()
        .move(to.x + to.width / 2, y, new com.microsoft.playwright.Mouse.MoveOptions().setSteps(8));
    page.mouse().up();
    return drawn();
  }

  LayerPanel goesBackToTheStart() {
    button("初期表示に戻す").click();
    return drawn();
  }

  // ---- then

  /** The layers that are on, the topmost first. */
  List<String> stack() {
    assertThat(page.locator(".stack-item").first()).isVisible();
    return page.locator(".stack-item .layer-title").allInnerTexts();
  }

  /** Waits until the layers lie so, the topmost first. */
  LayerPanel liesAs(String... titles) {
    assertThat(page.locator(".stack-item .layer-title")).hasText(titles);
    return this;
  }

  LayerPanel isOn(String title) {
    assertThat(layer(title)).isChecked();
    return this;
  }

  LayerPanel isOff(String title) {
    assertThat(layer(title)).not().isChecked();
    return this;
  }

  LayerPanel groupIsPartlyOn(String group) {
    assertThat(groupBox(group))
        .isChecked(
            new com.microsoft.playwright.assertions.LocatorAssertions.IsCheckedOptions()
                .setIndeterminate(true));
    return this;
  }

  LayerPanel isHidden(String title) {
    assertThat(layer(title)).isHidden();
    return this;
  }

  LayerPanel isVisible(String title) {
    assertThat(layer(title)).isVisible();
    return this;
  }

  /** What a layer's slider says. */
  LayerPanel hasOpacity(String title, String percent) {
    assertThat(page.getByLabel("「" + title + "」の濃さ", exact()).first())
        .hasAttribute("aria-valuetext", percent);
    return this;
  }

  /** What stands below a layer that is on and not drawn at this zoom. */
  LayerPanel hints(String title, String words) {
    assertThat(row(title).locator(".layer-hint")).hasText(words);
    return this;
  }

  /** A text in the settings of a layer. */
  LayerPanel tells(String title, String words) {
    assertThat(row(title).locator(".layer-settings")).containsText(words);
    return this;
  }

  private LayerPanel drawn() {
    assertThat(page.locator("#map")).hasAttribute("aria-busy", "false");
    return this;
  }

  private Locator layer(String title) {
    return page.getByRole(
        AriaRole.CHECKBOX,
        new Page.GetByRoleOptions().setName(title).setExact(true).setIncludeHidden(true));
  }

  private Locator row(String title) {
    return page.locator(".layer").filter(has(title));
  }

  private Locator stackItem(String title) {
    return page.locator(".stack-item").filter(has(title));
  }

  private Locator groupBox(String group) {
    return page.getByLabel("「" + group + "」をまとめて切り替え");
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
