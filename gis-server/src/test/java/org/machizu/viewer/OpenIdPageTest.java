package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.OpenIdTown;

/** Staff who sign in at the town's own provider, in a browser that goes there and comes back. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class OpenIdPageTest {
  private static final String AT_THE_PROVIDER = "dialog a.button-link";

  @RegisterExtension static final TownInBrowser<OpenIdTown> browser = TownInBrowser.openId();

  @BeforeEach
  void twoPeopleAreKnownThere() {
    browser.town().provider().knows("kato", "gis");
    browser.town().provider().knows("guest", "visitors");
  }

  @Test
  void aPlannerSignsInAtTheProviderAndComesBackToTheMap() {
    MapPage page = browser.visitor(Screen.DESKTOP).opensTheMap();
    page.pressesPart("#account-button").reads("庁内認証でログイン");
    assertThat(page.barriers()).isEmpty();
    page.pressesPart(AT_THE_PROVIDER).pressesPart("text=kato");
    page.waitsUntilDrawn().reads("氏名 kato でログイン中");
    page.staff().signsOut().reads("職員ログイン").pressesPart("#account-button").reads("庁内認証でログイン");
  }

  @Test
  void onAPhoneInEnglishWhoeverHasNoRoleIsToldWhyAndSomebodyElseMaySignIn() {
    MapPage page = browser.visitor(Screen.PHONE).opensTheMap().choosesLanguage("English");
    page.pressesPart("#account-button").reads("Sign in with 庁内認証");
    assertThat(page.barriers()).isEmpty();
    assertThat(page.fitsTheWidth()).isTrue();
    page.pressesPart(AT_THE_PROVIDER).pressesPart("text=guest");
    page.reads("You could not be signed in").reads("Your groups have no role in Machizu");
    assertThat(page.barriers()).isEmpty();
    assertThat(page.fitsTheWidth()).isTrue();
    page.opensTheMap().pressesPart("#account-button").pressesPart(AT_THE_PROVIDER);
    page.pressesPart("text=kato").waitsUntilDrawn().pressesPart("#own-account-button");
    page.reads("氏名 kato");
  }
}
