package org.machizu.viewer;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/** What staff do with the layers in Japanese: sign in, import, publish, describe. */
final class StaffWork {
  private final Page page;
  private final MapPage map;

  StaffWork(Page page, MapPage map) {
    this.page = page;
    this.map = map;
  }

  MapPage signsIn(String user, String password) {
    button("職員ログイン").click();
    page.getByLabel("利用者名").fill(user);
    page.getByLabel("パスワード").fill(password);
    page.getByRole(AriaRole.BUTTON, exactly("ログイン")).click();
    return map;
  }

  MapPage signsOut() {
    button("ログアウト").click();
    return map;
  }

  MapPage imports(Path file, String layerId) {
    return imports(file, layerId, "");
  }

  MapPage imports(Path file, String layerId, String title) {
    map.opensTheSheet();
    Locator panel = page.locator("#import");
    if (panel.getAttribute("open") == null) {
      panel.getByText("ファイルの取り込み").click();
    }
    panel.locator("input[type=file]").setInputFiles(file);
    panel.getByLabel("レイヤID").fill(layerId);
    panel.getByLabel("名称").fill(title);
    panel.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("取り込む")).click();
    return map;
  }

  /** Opens the form in which one reviews what will be public. */
  MapPage beginsToPublish(String title) {
    map.opensTheSheet();
    button("公開する: " + title).click();
    return map;
  }

  MapPage publishes(String title, String reason) {
    beginsToPublish(title);
    page.getByLabel("公開の理由").fill(reason);
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("公開する"))
        .click();
    return map;
  }

  /** By the button that stands beside the layer as long as something waits. */
  PageDialog looksAtTheChangesOf(String title) {
    map.opensTheSheet();
    button("変更を確認して公開: " + title).click();
    return map.dialog().isOpen();
  }

  MapPage unpublishes(String title, String reason) {
    map.opensTheSheet();
    opensSettings(title);
    button("公開をやめる: " + title).click();
    page.getByLabel("公開をやめる理由").fill(reason);
    return map.dialog().presses("公開をやめる");
  }

  /** Opens the form with a layer's title, group and origin. */
  PageDialog looksAtTheWordsOf(String title) {
    map.opensTheSheet();
    opensSettings(title);
    button("名称などを変える: " + title).click();
    return map.dialog().isOpen();
  }

  /** What may be done with a layer lies behind a button of its row. */
  private void opensSettings(String title) {
    Locator more = button("「" + title + "」の設定と情報");
    if ("false".equals(more.getAttribute("aria-expanded"))) {
      more.click();
    }
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, exactly(name));
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
