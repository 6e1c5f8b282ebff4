package org.machizu.outbox;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.machizu.config.MailSettings;
import org.machizu.config.MailSettings.Security;
import org.machizu.config.Secret;
import org.machizu.sensors.notify.Message;

/**
 * Sends mail by the town's mail server, one mail to one address, so that a refused address keeps
 * nobody else from being told. Each has the Message-ID of its parcel, at every attempt the same:
 * mail servers and readers know by it that one came twice.
 */
final class MailSender implements Sender {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final int REFUSED_FOR_EVER = 500;

  private final MailSettings settings;
  private final Session session;

  MailSender(MailSettings settings) {
    this(settings, Optional.empty());
  }

  /**
   * @param trusted makes connections with TLS; empty: as the machine trusts
   */
  MailSender(MailSettings settings, Optional<SSLSocketFactory> trusted) {
    this.settings = settings;
    Properties properties = new Properties();
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.from", settings.from());
    properties.put("mail.smtp.localhost", domain());
    properties.put("mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
    properties.put("mail.smtp.connectiontimeout", Long.toString(CONNECT_WITHIN.toMillis()));
    properties.put("mail.smtp.timeout", Long.toString(ANSWER_WITHIN.toMillis()));
    properties.put("mail.smtp.writetimeout", Long.toString(ANSWER_WITHIN.toMillis()));
    boolean starts = settings.security() == Security.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(starts));
    properties.put("mail.smtp.starttls.required", Boolean.toString(starts));
    properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.security() == Security.TLS));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
    trusted.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    this.session = Session.getInstance(properties);
  }

  private String domain() {
    return settings.from().substring(settings.from().indexOf('@') + 1);
  }

  /**
   * Whether a mail can be sent there.
   *
   * @param address one address, without a name
   */
  static boolean isAddress(String address) {
    try {
      new InternetAddress(address, true).validate();
      return address.indexOf('@') > 0
          && address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '<' && c != '>');
    } catch (AddressException e) {
      return false;
    }
  }

  @Override
  public void send(Parcel parcel) throws NotSentException {
    MimeMessage mail;
    Address[] to;
    try {
      to = new Address[] {new InternetAddress(parcel.channel().address(), true)};
      mail = mail(parcel, to[0]);
    } catch (MessagingException e) {
      throw NotSentException.refused("the mail cannot be written: " + e.getMessage(), e);
    }
    try (Transport transport = session.getTransport("smtp")) {
      connect(transport);
      transmit(transport, mail, to);
    } catch (MessagingException e) {
      // Nothing but closing is left when it has been taken.
      throw NotSentException.later(where() + ": " + firstLine(e), e);
    }
  }

  private String where() {
    return "the mail server " + settings.host() + ":" + settings.port();
  }

  private void connect(Transport transport) throws NotSentException {
    try {
      transport.connect(
          settings.user().orElse(null), settings.password().map(Secret::reveal).orElse(null));
    } catch (MessagingException e) {
      throw NotSentException.later(where() + " is not to be used: " + firstLine(e), e);
    }
  }

  private void transmit(Transport transport, MimeMessage mail, Address[] to)
      throws NotSentException {
    try {
      transport.sendMessage(mail, to);
    } catch (MessagingException e) {
      OptionalInt code = answer(e);
      String message = where() + ": " + firstLine(e);
      if (code.isEmpty()) {
        throw NotSentException.inDoubt(message, e);
      }
      throw code.getAsInt() >= REFUSED_FOR_EVER
          ? NotSentException.refused(message, e)
          : NotSentException.later(message, e);
    }
  }

  /** What the server has answered; empty when it has not. */
  private static OptionalInt answer(MessagingException thrown) {
    int worst = -1;
    for (Exception e = thrown; e != null; e = next(e)) {
      int code =
          switch (e) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> -1;
          };
      worst = Math.max(worst, code);
    }
    return worst > 0 ? OptionalInt.of(worst) : OptionalInt.empty();
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException mail ? mail.getNextException() : null;
  }

  private static String firstLine(MessagingException e) {
    StringBuilder all = new StringBuilder();
    for (Exception part = e; part != null && all.length() < 300; part = next(part)) {
      String line = String.valueOf(part.getMessage()).strip().lines().findFirst().orElse("");
      if (!all.toString().contains(line)) {
        all.append(all.isEmpty() ? "" : "; ").append(line);
      }
    }
    return all.toString();
  }

  private MimeMessage mail(Parcel parcel, Address to) throws MessagingException {
    Message message = parcel.message();
    String id = "<" + parcel.batch() + "@" + domain() + ">";
    MimeMessage mail =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    mail.setFrom(new InternetAddress(settings.from(), true));
    mail.setRecipient(RecipientType.TO, to);
    mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
    mail.setText(message.text(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(parcel.first().made()));
    // No machine shall answer (RFC 3834).
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Auto-Response-Suppress", "All");
    return mail;
  }
}
