package org.machizu.store.features;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.machizu.layers.ReadTooLongException;

class RowTimeTest {
  @Test
  void itEndsAWorkWhoseTimeIsOver() {
    assertThatThrownBy(new RowTime(Duration.ofNanos(-1))::check)
        .isInstanceOf(ReadTooLongException.class);
    assertThatCode(new RowTime(Duration.ofHours(1))::check).doesNotThrowAnyException();
  }
}
