package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
  @Test
  void shortRepeatedAndNamedPasswordsAreRefusedAndSoIsWhatBcryptWouldCut() {
    assertThat(Passwords.fault("clerk", "nine char"))
        .hasValueSatisfying(f -> assertThat(f).contains("9 characters"));
    assertThat(Passwords.fault("clerk", "ababababab")).isPresent();
    assertThat(Passwords.fault("clerk", "my CLERK and I")).isPresent();
    assertThat(Passwords.fault("clerk", "あいうえお".repeat(5)))
        .hasValueSatisfying(f -> assertThat(f).contains("75 bytes"));
    assertThat(Passwords.fault("clerk", "snow and water")).isEmpty();
    assertThat(Passwords.fault("clerk", "雪と水の町の十二文字の言葉")).isEmpty();
  }

  @Test
  void aPasswordMatchesItsHashAlone() {
    String hash = Passwords.hash("snow and water");
    assertThat(Passwords.matches("snow and water", hash)).isTrue();
    assertThat(Passwords.matches("snow and watel", hash)).isFalse();
    assertThat(Passwords.matches("nobody has this password", null)).isFalse();
  }
}
