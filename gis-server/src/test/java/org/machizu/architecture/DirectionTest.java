package org.machizu.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.machizu.testdata.RealData;

/**
 * Who may see whom, over the whole product. No rule has an exemption; samples, benchmarks and tests
 * are not the product.
 */
class DirectionTest {
  private static final List<String> MODULES =
      List.of("geo", "ingest", "tiles", "sensors", "gis-server");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // When everything is packed, geo's tests come as a jar, which the option does not know.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .withImportOption(location -> !location.contains("/data-samples"))
          .importPackages("org.machizu");

  private record Rule(String name, ArchRule rule) {}

  private static List<Rule> rules() {
    return List.of(
        new Rule(
            "no package is in a cycle",
            slices().matching("org.machizu.(**)").should().beFreeOfCycles()),
        library("geo"),
        library("ingest"),
        library("tiles"),
        library("sensors"),
        onlyIn("the stores", "org.machizu.store..", "org.machizu.server..", "org.machizu.store.."),
        new Rule(
            "live is named only in GisServer",
            nothingBut(
                resideInAPackage("org.machizu.live..").or(topLevelClass("GisServer")),
                "org.machizu.live..")),
        new Rule(
            "Javalin is named only in server, http, live and *Routes",
            nothingBut(
                resideInAnyPackage(
                        "org.machizu.server..", "org.machizu.http..", "org.machizu.live..")
                    .or(topLevelClass("Routes")),
                "io.javalin..")),
        onlyIn("Jetty", "org.eclipse.jetty..", "org.machizu.http..", "org.machizu.live.."),
        onlyIn(
            "GeoTools", "org.geotools..", "org.machizu.geo.crs..", "org.machizu.ingest.raster.."),
        onlyIn("Paho", "org.eclipse.paho..", "org.machizu.sensors.mqtt.."),
        onlyIn("Artemis", "org.apache.activemq..", "org.machizu.sensors.broker.."),
        onlyIn("JDBC", "java.sql..", JDBC),
        onlyIn("javax.sql", "javax.sql..", JDBC),
        onlyIn("SQLite", "org.sqlite..", JDBC),
        onlyIn("mail", "jakarta.mail..", "org.machizu.outbox.."),
        onlyIn("PDFBox", "org.apache.pdfbox..", "org.machizu.paper..", "org.machizu.maps.paper.."),
        onlyIn("FontBox", "org.apache.fontbox..", "org.machizu.paper..", "org.machizu.printing.."),
        onlyIn("ZXing", "com.google.zxing..", "org.machizu.paper..", "org.machizu.printing.."),
        onlyIn("Angus", "org.eclipse.angus..", "org.machizu.outbox.."),
        onlyIn("outgoing HTTP", "java.net.http..", "org.machizu.outbound.."),
        new Rule(
            "sockets are opened only in outbound, and within this machine in handover and server",
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    "org.machizu.outbound..", "org.machizu.handover..", "org.machizu.server..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.channels.SocketChannel")
                .orShould()
                .callConstructor(Socket.class)
                .orShould()
                .callConstructor(Socket.class, String.class, int.class)
                .orShould()
                .callConstructor(Socket.class, InetAddress.class, int.class)),
        onlyIn("jipp", "com.hp.jipp..", "org.machizu.printing.."),
        new Rule(
            "access names neither routes nor http",
            noClasses()
                .that()
                .resideInAPackage("org.machizu.access..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.machizu.http..", "io.javalin..")),
        new Rule(
            "every package has a purpose of its own",
            classes()
                .should()
                .resideOutsideOfPackages(
                    "..util..", "..common..", "..helper..", "..manager..", "..impl..")));
  }

  private static final String[] JDBC = {
    "org.machizu..store..", "org.machizu.ingest.format..", "org.machizu.tiles.archive.."
  };

  @TestFactory
  Stream<DynamicTest> everyDependencyPointsTheAgreedWay() {
    return rules().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> rule.rule().check(PRODUCT)));
  }

  @Test
  void theWholeProductIsLookedAt() throws IOException {
    for (String module : MODULES) {
      Path sources = RealData.repository().resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        List<String> missing =
            files
                .filter(f -> f.toString().endsWith(".java"))
                .filter(f -> !f.endsWith("package-info.java"))
                .map(f -> sources.relativize(f).toString().replace('/', '.'))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .filter(name -> !PRODUCT.contain(name))
                .toList();
        assertThat(missing).isEmpty();
      }
    }
  }

  @Test
  void everyPackageTellsItsPurpose() throws IOException {
    for (String module : MODULES) {
      Path sources = RealData.repository().resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        List<Path> silent =
            files
                .filter(f -> f.toString().endsWith(".java"))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList();
        assertThat(silent).isEmpty();
      }
    }
  }

  /** A library of the map toolkit sees, of Machizu, only itself and geo. */
  private static Rule library(String name) {
    String own = "org.machizu." + name + "..";
    DescribedPredicate<JavaClass> otherMachizu =
        resideInAPackage("org.machizu..")
            .and(DescribedPredicate.not(resideInAnyPackage(own, "org.machizu.geo..")));
    return new Rule(
        name + " sees no part of Machizu but geo",
        noClasses()
            .that()
            .resideInAPackage(own)
            .should()
            .dependOnClassesThat(otherMachizu)
            .allowEmptyShould(true));
  }

  private static Rule onlyIn(String what, String packages, String... where) {
    return new Rule(
        what + " is named only in " + String.join(", ", where),
        nothingBut(resideInAnyPackage(where), packages));
  }

  private static ArchRule nothingBut(DescribedPredicate<JavaClass> allowed, String packages) {
    return noClasses()
        .that(DescribedPredicate.not(allowed))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(packages)
        .allowEmptyShould(true);
  }

  /** Classes whose outermost class has a name with this end. */
  private static DescribedPredicate<JavaClass> topLevelClass(String ending) {
    return DescribedPredicate.describe(
        "in a class *" + ending,
        c -> {
          JavaClass outermost = c;
          while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
          }
          return outermost.getSimpleName().endsWith(ending);
        });
  }
}
