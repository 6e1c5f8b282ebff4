package org.machizu.printing;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.DelimiterTag;
import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.Types;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.machizu.outbound.Outbound;
import org.machizu.outbound.OutboundException;

/** Asks one printer by IPP (RFC 8010 over HTTP). */
final class IppLine {
  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/ipp", "Accept", "application/ipp");
  private static final int HIGHEST_SUCCESS = 0xff; // RFC 8011, appendix B

  private final IppAddress address;
  private final Outbound outbound;

  IppLine(IppAddress address, Outbound outbound) {
    this.address = address;
    this.outbound = outbound;
  }

  IppAddress address() {
    return address;
  }

  /**
   * An answer.
   *
   * @param status 0x0000 to 0x00ff: done
   * @param why what the printer says of it, in its words
   */
  record Answer(IppPacket packet, int status, String why) {
    boolean isSuccess() {
      return status <= HIGHEST_SUCCESS;
    }

    Optional<AttributeGroup> find(DelimiterTag group) {
      return Optional.ofNullable(packet.get(group));
    }
  }

  /**
   * Asks.
   *
   * @param document goes behind the question; empty for none
   * @throws IppException when there is no answer, or none in IPP
   */
  Answer ask(IppPacket.Builder question, byte[] document, Duration within) throws IppException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(document.length + 512);
    try (IppOutputStream out = new IppOutputStream(bytes)) {
      out.write(question.build());
      out.write(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no such errors
    }
    Outbound.Reply reply = sent(bytes.toByteArray(), within);
    if (reply.status() != 200) {
      throw IppException.refused(address.name() + " answers " + httpStatus(reply.status()));
    }
    return parsed(reply.body());
  }

  private Outbound.Reply sent(byte[] bytes, Duration within) throws IppException {
    try {
      return outbound.send(address.web(), HEADERS, bytes, within);
    } catch (OutboundException e) {
      throw IppException.of(e);
    }
  }

  private Answer parsed(byte[] body) throws IppException {
    try (IppInputStream in = new IppInputStream(new ByteArrayInputStream(body))) {
      IppPacket packet = in.readPacket();
      Optional<String> message =
          Optional.ofNullable(packet.getString(Tag.operationAttributes, Types.statusMessage));
      String why =
          packet.getStatus() + message.map(text -> " (" + shortened(text) + ")").orElse("");
      return new Answer(packet, packet.getCode(), why);
    } catch (IOException
        | RuntimeException e) { // the library throws both for bytes that are no IPP
      throw IppException.unreadable(address.name() + " answers what is no IPP: " + e.getMessage());
    }
  }

  static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private static String httpStatus(int status) {
    return switch (status) {
      case 401, 403 -> status + ": it wants a password; allow this server to print without";
      case 404 -> "404: its path is another; many have /ipp/print";
      case 426 -> "426: it speaks by TLS alone; write ipps and its fingerprint";
      default -> "HTTP status " + status;
    };
  }
}
