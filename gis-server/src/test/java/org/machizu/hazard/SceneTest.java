package org.machizu.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.machizu.hazard.profile.Depth;

class SceneTest {
  @Test
  void aDepthIsSeenAgainstAnAdultAndAHouse() {
    assertThat(Scene.ofDepth(0)).isEqualTo(Scene.NONE);
    assertThat(Scene.ofDepth(0.01)).isEqualTo(Scene.ANKLE);
    assertThat(Scene.ofDepth(0.3)).isEqualTo(Scene.KNEE);
    assertThat(Scene.ofDepth(0.5)).isEqualTo(Scene.WAIST);
    assertThat(Scene.ofDepth(1)).isEqualTo(Scene.GROUND_FLOOR);
    assertThat(Scene.ofDepth(2.99)).isEqualTo(Scene.GROUND_FLOOR);
    assertThat(Scene.ofDepth(3)).isEqualTo(Scene.UPPER_FLOOR);
    assertThat(Scene.ofDepth(5)).isEqualTo(Scene.ROOF);
    assertThat(Scene.ofDepth(10)).isEqualTo(Scene.ABOVE_ROOF);
    assertThat(Scene.ofDepth(80)).isEqualTo(Scene.ABOVE_ROOF);
  }

  @Test
  void aClassIsSeenAtItsDeepest() {
    assertThat(of(0, 0.3)).isEqualTo(Scene.ANKLE);
    assertThat(of(0, 0.5)).isEqualTo(Scene.KNEE);
    assertThat(of(0.5, 1.0)).isEqualTo(Scene.WAIST);
    assertThat(of(0.5, 3.0)).isEqualTo(Scene.GROUND_FLOOR);
    assertThat(of(3, 5.0)).isEqualTo(Scene.UPPER_FLOOR);
    assertThat(of(5, 10.0)).isEqualTo(Scene.ROOF);
    assertThat(of(10, 20.0)).isEqualTo(Scene.ABOVE_ROOF);
  }

  @Test
  void aClassThatIsOpenAboveIsSeenByWhatIsSure() {
    assertThat(of(5, null)).isEqualTo(Scene.ROOF);
    assertThat(of(20, null)).isEqualTo(Scene.ABOVE_ROOF);
    assertThat(of(0, null)).isEqualTo(Scene.NONE);
  }

  @Test
  void oneNumberIsSeenAsItIs() {
    assertThat(of(3, 3.0)).isEqualTo(Scene.UPPER_FLOOR);
    assertThat(of(0, 0.0)).isEqualTo(Scene.NONE);
  }

  @Test
  void theClassesAreThoseOfTheGuideForFloodMaps() {
    assertThat(DepthClasses.of(0.1).label()).isEqualTo("0.5m未満");
    assertThat(DepthClasses.of(0.5)).isEqualTo(new Depth(0.5, 3.0, "0.5m以上3.0m未満"));
    assertThat(DepthClasses.of(2.999).label()).isEqualTo("0.5m以上3.0m未満");
    assertThat(DepthClasses.of(3).label()).isEqualTo("3.0m以上5.0m未満");
    assertThat(DepthClasses.of(5).label()).isEqualTo("5.0m以上10.0m未満");
    assertThat(DepthClasses.of(10).label()).isEqualTo("10.0m以上20.0m未満");
    assertThat(DepthClasses.of(20)).isEqualTo(new Depth(20, null, "20.0m以上"));
  }

  private static Scene of(double from, Double to) {
    return Scene.of(new Depth(from, to, ""));
  }
}
