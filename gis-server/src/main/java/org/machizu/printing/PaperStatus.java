package org.machizu.printing;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.model.Types;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How a printer of papers is doing, from its attributes (RFC 8011 §5.4, reasons also PWG 5100.9). A
 * reason may end with -report, -warning or -error; with the first nobody has to do anything, and
 * with none it is an error.
 */
final class PaperStatus {
  static final String A4 = "iso_a4_210x297mm";
  static final String PDF = "application/pdf";

  /** Whether its tray has A4 is said by size, with or without a tray's or colour's name behind. */
  private static final String A4_SIZE = "iso_a4";

  private static final String REPORT = "-report";
  private static final String WARNING = "-warning";
  private static final String ERROR = "-error";

  private static final Set<String> PAPER_OUT =
      Set.of("media-empty", "media-needed", "input-tray-missing");
  private static final Set<String> COVER_OPEN = Set.of("cover-open", "door-open", "interlock-open");

  /** These stop printers that do not say "stopped" for it. */
  private static final Set<String> TROUBLE =
      Set.of(
          "media-jam",
          "paused",
          "shutdown",
          "timed-out",
          "marker-supply-empty",
          "toner-empty",
          "output-area-full",
          "output-tray-missing",
          "marker-waste-full",
          "fuser-over-temp",
          "opc-life-over",
          "spool-area-full",
          "stopping",
          "stopped-partly",
          "other");

  private static final int PROCESSING = 4;
  private static final int STOPPED = 5;

  private PaperStatus() {}

  static Standing of(AttributeGroup printer) {
    List<String> reasons =
        printer.getStrings(Types.printerStateReasons).stream()
            .filter(reason -> !reason.equals("none") && !reason.endsWith(REPORT))
            .toList();
    int state =
        Optional.ofNullable(printer.getValue(Types.printerState)).map(s -> s.getCode()).orElse(0);
    String detail = detail(printer, reasons);
    if (isAny(reasons, COVER_OPEN)) {
      return Standing.of(PrinterState.COVER_OPEN, detail);
    }
    if (isAny(reasons, PAPER_OUT)) {
      return Standing.of(PrinterState.PAPER_OUT, detail);
    }
    if (state == STOPPED || isAny(reasons, TROUBLE)) {
      return Standing.of(PrinterState.ERROR, "it is stopped: " + detail);
    }
    if (Objects.equals(printer.getValue(Types.printerIsAcceptingJobs), Boolean.FALSE)) {
      return Standing.of(PrinterState.BUSY, "it takes no jobs for the moment");
    }
    Optional<String> unusable = unusable(printer);
    if (unusable.isPresent()) {
      return Standing.of(PrinterState.ERROR, unusable.get());
    }
    if (isWithoutA4(printer)) {
      return Standing.of(
          PrinterState.PAPER_OUT,
          "no A4 is loaded, but " + IppLine.shortened(loaded(printer).toString()));
    }
    if (state == PROCESSING) {
      return Standing.of(PrinterState.BUSY, "it is printing");
    }
    boolean isLow =
        reasons.stream().anyMatch(r -> r.startsWith("media-low") || r.startsWith("media-empty"));
    return isLow
        ? Standing.of(PrinterState.PAPER_LOW, detail)
        : Standing.of(PrinterState.READY, detail);
  }

  /** A warning is of one tray among several, or of something that can wait. */
  private static boolean isAny(List<String> reasons, Set<String> known) {
    return reasons.stream()
        .filter(reason -> !reason.endsWith(WARNING))
        .map(reason ->
            reason.endsWith(ERROR) ? reason.substring(0, reason.length() - ERROR.length()) : reason)
        .anyMatch(known::contains);
  }

  private static Optional<String> unusable(AttributeGroup printer) {
    List<String> formats = printer.getStrings(Types.documentFormatSupported);
    if (!formats.isEmpty() && !formats.contains(PDF)) {
      return Optional.of(
          "it prints no PDF, but "
              + IppLine.shortened(formats.toString())
              + "; take one that does");
    }
    List<String> sizes = printer.getStrings(Types.mediaSupported);
    if (!sizes.isEmpty() && sizes.stream().noneMatch(size -> size.startsWith(A4_SIZE))) {
      return Optional.of("it has no A4, but " + IppLine.shortened(sizes.toString()));
    }
    return Optional.empty();
  }

  private static List<String> loaded(AttributeGroup printer) {
    return printer.getStrings(Types.mediaReady);
  }

  private static boolean isWithoutA4(AttributeGroup printer) {
    List<String> loaded = loaded(printer);
    return !loaded.isEmpty() && loaded.stream().noneMatch(size -> size.startsWith(A4_SIZE));
  }

  private static String detail(AttributeGroup printer, List<String> reasons) {
    String message =
        Optional.ofNullable(printer.getString(Types.printerStateMessage)).orElse("").strip();
    String all = String.join(", ", reasons);
    return IppLine.shortened(
        message.isEmpty() || all.isEmpty() ? all + message : all + " (" + message + ")");
  }
}
