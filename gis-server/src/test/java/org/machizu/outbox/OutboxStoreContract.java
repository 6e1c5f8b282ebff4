package org.machizu.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.Role;
import org.machizu.config.Secret;
import org.machizu.http.Json;
import org.machizu.outbox.Delivery.State;
import org.machizu.outbox.OutboxStore.Filter;
import org.machizu.outbox.OutboxStore.Latest;
import org.machizu.outbox.OutboxStore.Occasion;
import org.machizu.outbox.RecipientStore.Change;
import org.machizu.outbox.RecipientStore.Kept;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.Decision;
import org.machizu.sensors.notify.Earlier;
import org.machizu.sensors.notify.Earlier.Fate;
import org.machizu.sensors.notify.Language;
import org.machizu.sensors.notify.Message;
import org.machizu.sensors.notify.Outgoing;
import org.machizu.sensors.notify.Purpose;
import org.machizu.sensors.notify.Recipient;
import org.machizu.sensors.notify.Suppressed;

/** What every store keeps of messages and recipients. */
public abstract class OutboxStoreContract {
  private static final Instant NOW = Instant.parse("2026-09-01T05:20:00.123Z");
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Set<Channel.Type> ALL = EnumSet.allOf(Channel.Type.class);
  private static final String A = "server-a";
  private static final String B = "server-b";

  protected abstract Outbox.Stores stores();

  protected abstract void reopen();

  private OutboxStore store() {
    return stores().messages();
  }

  private static Channel mail(String name) {
    return new Channel(Channel.Type.MAIL, name + "@town.example");
  }

  private static Outgoing to(
      String name, Channel channel, Purpose purpose, Instant due, @Nullable Long follows) {
    return new Outgoing(
        name,
        channel,
        purpose,
        0,
        due,
        false,
        follows,
        Language.JA,
        new Message(purpose + " 件名", "本文\n"));
  }

  private static Outgoing raised(String name) {
    return to(name, mail(name), Purpose.RAISED, NOW, null);
  }

  private int write(long alert, long event, Outgoing... messages) {
    return store()
        .decide(
            new Occasion(alert, event, false, "{}"),
            past -> new Decision(List.of(messages), List.of(), List.of()),
            NOW);
  }

  private void callOff(long alert, long event, List<Long> numbers, Outgoing... corrections) {
    store()
        .decide(
            new Occasion(alert, event, false, "{}"),
            past -> new Decision(List.of(corrections), List.of(), numbers),
            NOW);
  }

  private Parcel claim(String server, Duration lease) {
    return store().claim(server, ALL, lease, NOW).orElseThrow();
  }

  private Optional<Parcel> claim() {
    return store().claim(A, ALL, LEASE, NOW);
  }

  private List<State> states() {
    return store().list(Filter.ALL, Long.MAX_VALUE, 100).reversed().stream()
        .map(Delivery::state)
        .toList();
  }

  @Test
  void whatIsDecidedStandsAfterARestart() {
    Outgoing message = to("duty", mail("duty"), Purpose.GRAVER, NOW.plusSeconds(30), null);
    int made =
        store()
            .decide(
                new Occasion(12, 99, true, "{\"id\":12}"),
                past ->
                    new Decision(
                        List.of(message),
                        List.of(
                            new Suppressed(
                                "chief",
                                mail("chief"),
                                Purpose.RAISED,
                                Suppressed.Reason.QUIET_HOURS)),
                        List.of()),
                NOW);
    reopen();

    assertThat(made).isEqualTo(1);
    List<Delivery> all = store().list(Filter.ofAlert(12), Long.MAX_VALUE, 10);
    assertThat(all).hasSize(2);
    assertThat(all.getFirst().state()).isEqualTo(State.SUPPRESSED);
    assertThat(all.getFirst().reason()).isEqualTo("quiet-hours");
    assertThat(all.getLast())
        .isEqualTo(
            new Delivery(
                1,
                12,
                99,
                "duty",
                mail("duty"),
                Purpose.GRAVER,
                0,
                State.WAITING,
                "",
                true,
                false,
                NOW,
                NOW.plusSeconds(30),
                null,
                false,
                null,
                0,
                null,
                "",
                Language.JA,
                message.message(),
                "{\"id\":12}"));
    assertThat(store().list(new Filter(null, "duty", null), Long.MAX_VALUE, 10)).hasSize(1);
    assertThat(store().list(new Filter(null, null, State.SENT), Long.MAX_VALUE, 10)).isEmpty();
    assertThat(store().list(Filter.ALL, 2, 10)).containsExactly(all.getLast());
  }

  @Test
  void aStepIsDecidedOnce() {
    assertThat(write(1, 7, raised("duty"))).isEqualTo(1);
    assertThat(write(1, 7, raised("duty"), raised("chief"))).isZero();
    assertThat(write(1, 8, raised("duty"))).isEqualTo(1);
    // What time decides has the key of the message alone.
    assertThat(write(1, 0, raised("duty"))).isEqualTo(1);
    assertThat(write(1, 0, raised("duty"), raised("chief"))).isEqualTo(1);
  }

  @Test
  void manyWhoDecideTheSameAtOnceMakeItOnce() throws Exception {
    OutboxStore unused = store(); // opened before
    List<Callable<Integer>> deciders = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      deciders.add(() -> write(1, 7, raised("duty"), raised("chief")));
    }
    int made = 0;
    try (ExecutorService servers = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> one : servers.invokeAll(deciders)) {
        made += one.get();
      }
    }
    assertThat(made).isEqualTo(2);
    assertThat(states()).hasSize(2);
  }

  @Test
  void mailsToOneAddressGoOutAsOneAndMessagesForProgramsOneByOne() {
    Channel hook = new Channel(Channel.Type.WEBHOOK, "https://hooks.example/a");
    write(1, 1, raised("duty"), to("duty", hook, Purpose.RAISED, NOW, null));
    write(2, 2, raised("duty"), to("duty", hook, Purpose.RAISED, NOW, null));
    write(3, 3, to("duty", mail("duty"), Purpose.RAISED, NOW.plusSeconds(1), null));

    List<Parcel> parcels = new ArrayList<>();
    claim().ifPresent(parcels::add);
    for (Optional<Parcel> next = claim(); next.isPresent(); next = claim()) {
      parcels.add(next.get());
    }
    assertThat(parcels)
        .extracting(p -> p.channel().type() + " " + p.deliveries().size())
        .containsExactlyInAnyOrder("MAIL 2", "WEBHOOK 1", "WEBHOOK 1");
    assertThat(new HashSet<>(parcels.stream().map(Parcel::batch).toList())).hasSize(3);
    assertThat(store().claim(A, ALL, LEASE, NOW.plusSeconds(1)))
        .hasValueSatisfying(p -> assertThat(p.deliveries()).hasSize(1));
  }

  @Test
  void theUrgentGoFirstAndOnlyByWaysThatThereAre() {
    write(1, 1, raised("duty"));
    Outgoing urgent =
        new Outgoing(
            "chief",
            mail("chief"),
            Purpose.CORRECTION,
            0,
            NOW,
            true,
            null,
            Language.JA,
            new Message("訂正", ""));
    write(2, 2, urgent);
    assertThat(store().claim(A, Set.of(Channel.Type.MQTT), LEASE, NOW)).isEmpty();
    assertThat(store().claim(A, Set.of(), LEASE, NOW)).isEmpty();
    assertThat(claim(A, LEASE).first().recipient()).isEqualTo("chief");
    assertThat(claim(A, LEASE).first().recipient()).isEqualTo("duty");
    assertThat(claim()).isEmpty();
  }

  @Test
  void whatADeadServerHeldIsSentByAnotherUnderTheSameNameAndIsInDoubt() {
    write(1, 1, raised("duty"));
    write(2, 2, raised("duty"));
    Parcel first = claim(A, Duration.ZERO);
    write(3, 3, raised("duty"));

    List<Parcel> later = List.of(claim(B, LEASE), claim(B, LEASE));
    Parcel again =
        later.stream().filter(p -> p.batch().equals(first.batch())).findFirst().orElseThrow();
    assertThat(again.deliveries())
        .extracting(Delivery::number)
        .isEqualTo(first.deliveries().stream().map(Delivery::number).toList());
    assertThat(again.attempts()).isEqualTo(2);
    assertThat(again.deliveries()).allMatch(Delivery::mayHaveArrived);
    assertThat(store().sent(A, first.batch(), NOW)).isFalse();
    assertThat(store().failed(A, first.batch(), "x", false, null)).isFalse();
    assertThat(store().sent(B, first.batch(), NOW)).isTrue();
    assertThat(states()).containsExactly(State.SENT, State.SENT, State.SENDING);
  }

  @Test
  void whatWasBeingSentWhenTheStoreWasClosedIsSentAgain() {
    write(1, 1, raised("duty"));
    Parcel first = claim(A, Duration.ofMillis(1));
    reopen();
    Optional<Parcel> again = Optional.empty();
    while (again.isEmpty()) { // until a lease of a millisecond is over
      again = store().claim(B, ALL, LEASE, NOW);
    }
    assertThat(again.get().batch()).isEqualTo(first.batch());
  }

  @Test
  void manyServersSendEachMessageOnce() throws Exception {
    int many = 40;
    for (int i = 0; i < many; i++) {
      write(i + 1, i + 1, raised("duty-" + i % 10), raised("chief-" + i));
    }
    List<Callable<List<Long>>> servers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String server = "server-" + i;
      servers.add(() -> {
        List<Long> sent = new ArrayList<>();
        int nothing = 0;
        while (nothing < 3) {
          Optional<Parcel> parcel = store().claim(server, ALL, LEASE, NOW);
          if (parcel.isEmpty()) {
            nothing++;
            continue;
          }
          nothing = 0;
          parcel.get().deliveries().forEach(d -> sent.add(d.number()));
          assertThat(store().sent(server, parcel.get().batch(), NOW)).isTrue();
        }
        return sent;
      });
    }
    List<Long> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
      for (Future<List<Long>> one : pool.invokeAll(servers)) {
        all.addAll(one.get());
      }
    }
    assertThat(all).hasSize(2 * many).doesNotHaveDuplicates();
    assertThat(states()).hasSize(2 * many).containsOnly(State.SENT);
  }

  @Test
  void whatFailedWaitsForItsNextTimeAndIsGivenUpWhenThereIsNone() {
    write(1, 1, raised("duty"));
    Parcel parcel = claim(A, LEASE);
    assertThat(store().failed(A, parcel.batch(), "451 später", false, NOW.plusSeconds(10)))
        .isTrue();
    assertThat(claim()).isEmpty();
    Parcel again = store().claim(A, ALL, LEASE, NOW.plusSeconds(10)).orElseThrow();
    assertThat(again.batch()).isEqualTo(parcel.batch());
    assertThat(again.first().error()).isEqualTo("451 später");
    assertThat(again.first().mayHaveArrived()).isFalse();
    store().failed(A, again.batch(), "550 no such user", false, null);
    assertThat(states()).containsExactly(State.GIVEN_UP);
    assertThat(store().past(1, NOW).ofAlert())
        .extracting(Earlier::fate)
        .containsExactly(Fate.NEVER_SENT);
  }

  @Test
  void theNextMessageGoesOutAfterTheOneItFollowsAndNotWithoutIt() {
    write(1, 1, raised("duty"), raised("chief"));
    write(
        1,
        2,
        to("duty", mail("duty"), Purpose.CLEARED, NOW, 1L),
        to("chief", mail("chief"), Purpose.CLEARED, NOW, 2L));
    Parcel first = claim(A, LEASE);
    Parcel second = claim(A, LEASE);
    assertThat(claim()).isEmpty();

    store().sent(A, first.batch(), NOW);
    store().failed(A, second.batch(), "550", false, null);
    assertThat(claim(A, LEASE).first().purpose()).isEqualTo(Purpose.CLEARED);
    assertThat(claim()).isEmpty();
    assertThat(states())
        .containsExactlyInAnyOrder(State.SENT, State.GIVEN_UP, State.SENDING, State.CALLED_OFF);
  }

  @Test
  void whatIsCalledOffNeverGoesOutAndItsCorrectionOnlyWhenItDid() {
    write(1, 1, raised("waits"), raised("arrives"), raised("fails"), raised("dies"));
    List<Parcel> held = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      held.add(claim(A, i == 3 ? Duration.ofMillis(1) : LEASE));
    }
    store().failed(A, held.getFirst().batch(), "", false, NOW.plusSeconds(1)); // waits
    List<Outgoing> corrections = new ArrayList<>();
    for (Parcel one : held.subList(1, 4)) {
      String name = one.first().recipient();
      corrections.add(to(name, mail(name), Purpose.CORRECTION, NOW, one.first().number()));
    }
    callOff(1, 2, List.of(1L, 2L, 3L, 4L), corrections.toArray(new Outgoing[0]));

    store().sent(A, held.get(1).batch(), NOW);
    store().failed(A, held.get(2).batch(), "550", false, NOW);
    Set<String> corrected = new HashSet<>();
    while (corrected.size() < 2) { // until a lease of a millisecond is over
      store()
          .claim(B, ALL, LEASE, NOW.plusSeconds(1))
          .ifPresent(p -> {
            assertThat(p.first().purpose()).isEqualTo(Purpose.CORRECTION);
            corrected.add(p.first().recipient());
            store().sent(B, p.batch(), NOW);
          });
    }
    assertThat(corrected)
        .containsExactlyInAnyOrder(
            held.get(1).first().recipient(), held.get(3).first().recipient());
    assertThat(store().claim(B, ALL, LEASE, NOW.plusSeconds(100))).isEmpty();
  }

  @Test
  void whoDecidesSeesWhatWasSentAndWhenTheAddressWasLastWrittenTo() {
    write(1, 1, raised("duty"));
    write(2, 2, raised("duty"));
    Parcel parcel = claim(A, LEASE);
    store().sent(A, parcel.batch(), NOW);
    assertThat(store().past(1, NOW).ofAlert())
        .singleElement()
        .satisfies(e -> {
          assertThat(e.fate()).isEqualTo(Fate.SENT);
          assertThat(e.sent()).isEqualTo(NOW);
          assertThat(e.message().subject()).isEqualTo("RAISED 件名");
        });
    // Two messages in one mail are one.
    assertThat(store().past(9, NOW).lately(mail("duty"))).containsExactly(NOW);
    assertThat(store().past(9, NOW).lately(mail("chief"))).isEmpty();
    assertThat(store().past(9, NOW.plusSeconds(3601)).lately(mail("duty"))).isEmpty();
  }

  @Test
  void oldMessagesAreForgottenAndThoseThatWaitAreNot() {
    write(1, 1, raised("duty"));
    store().sent(A, claim(A, LEASE).batch(), NOW);
    write(1, 2, raised("chief"));
    assertThat(store().forget(NOW)).isZero();
    assertThat(store().forget(NOW.plusSeconds(1))).isEqualTo(1);
    assertThat(states()).containsExactly(State.WAITING);
  }

  private static Recipient recipient(String id, String name) {
    return RecipientJson.read(
        id,
        Json.object(
            """
            {"name": "%s", "audience": "staff", "language": "en",
             "channels": [{"type": "mail", "address": "duty@town.example"},
                          {"type": "mqtt", "address": "town/alerts"}],
             "sections": ["上流"], "gauges": ["G01", "G02"], "lowest": "judgement",
             "kinds": ["level", "bad-data"],
             "duty": [{"days": ["monday", "sunday"], "from": "17:15", "to": "08:30"}],
             "quiet": {"from": "22:00", "to": "06:00"},
             "drills": true, "repeatMinutes": 5, "escalateMinutes": 15}
            """
                .formatted(name)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static AuditEntry by(String author, @Nullable String reason) {
    return AuditEntry.of(
            NOW, new Actor(author, Role.PLANNER), Action.RECIPIENT_CHANGED, "a recipient")
        .because(reason);
  }

  @Test
  void recipientsAreKeptAsTheyWereEntered() {
    RecipientStore recipients = stores().recipients();
    Secret secret = new Secret("0123456789abcdef");
    recipients.put(recipient("duty", "当番"), secret, null, by("duty", null));
    recipients.put(recipient("chief", "課長"), null, null, by("duty", null));
    assertThat(recipients.put(recipient("duty", "建設課 当番"), null, 1L, by("duty", null)))
        .contains(new Kept(recipient("duty", "建設課 当番"), 2, secret));
    assertThatThrownBy(() -> recipients.put(recipient("duty", "x"), null, 1L, by("duty", null)))
        .isInstanceOf(StaleRecipientException.class)
        .hasMessage("recipient duty is at version 2, not 1");
    reopen();
    assertThat(stores().recipients().all())
        .containsExactly(
            new Kept(recipient("chief", "課長"), 1, null),
            new Kept(recipient("duty", "建設課 当番"), 2, secret));
    assertThatThrownBy(() -> stores().recipients().remove("chief", 7L, by("duty", null)))
        .isInstanceOf(StaleRecipientException.class);
    assertThat(stores().recipients().remove("chief", 1L, by("duty", null))).isTrue();
    assertThat(stores().recipients().remove("chief", null, by("duty", null))).isFalse();
    assertThat(stores().recipients().find("chief")).isEmpty();
  }

  @Test
  void whatWasChangedOfARecipientStaysAfterTheyAreGone() {
    RecipientStore recipients = stores().recipients();
    Recipient first = recipient("duty", "当番");
    Recipient second = recipient("duty", "建設課 当番");
    recipients.put(first, new Secret("0123456789abcdef"), null, by("duty", null));
    recipients.put(second, null, null, by("planner", "名前の誤り"));
    assertThat(recipients.put(second, null, 2L, by("planner", "もう一度"))).isPresent();
    recipients.remove("duty", null, by("duty", null));
    // A tag of one who is gone fits nobody who comes later.
    assertThat(recipients.put(first, null, 0L, by("duty", null)))
        .contains(new Kept(first, 4, null));
    reopen();

    List<Change> changes = stores().recipients().changes("duty");

    assertThat(changes).extracting(Change::version).containsExactly(4L, 3L, 2L, 1L);
    assertThat(changes)
        .extracting(Change::author)
        .containsExactly("duty", "duty", "planner", "duty");
    assertThat(changes.get(1).recipient()).isNull();
    assertThat(changes.get(2))
        .isEqualTo(new Change(2, NOW, "planner", "名前の誤り", second, List.of("name")));
    assertThat(changes.getLast().recipient()).isEqualTo(first);
    assertThat(changes.getLast().changed()).contains("name", "channels", "secret");
    assertThat(stores().recipients().changes("chief")).isEmpty();
    assertThat(stores().recipients().forgetChanges(NOW)).isZero();
    assertThat(stores().recipients().forgetChanges(NOW.plusSeconds(1))).isEqualTo(4);
    assertThat(stores().recipients().find("duty")).isPresent();
  }

  @Test
  void theNewestMessageByEachWayTellsHowARecipientIsReached() {
    RecipientStore recipients = stores().recipients();
    recipients.put(recipient("duty", "当番"), null, null, by("duty", null));
    Channel topic = new Channel(Channel.Type.MQTT, "town/alerts");
    write(1, 1, raised("duty"), to("duty", topic, Purpose.RAISED, NOW, null), raised("nobody"));
    Parcel gone = claim(A, LEASE);
    assertThat(store().sent(A, gone.batch(), NOW.plusSeconds(1))).isTrue();
    write(1, 2, to("duty", mail("duty"), Purpose.CLEARED, NOW.plusSeconds(600), null));
    store()
        .decide(
            new Occasion(2, 3, false, "{}"),
            past ->
                new Decision(
                    List.of(),
                    List.of(
                        new Suppressed(
                            "duty", topic, Purpose.RAISED, Suppressed.Reason.QUIET_HOURS)),
                    List.of()),
            NOW);

    assertThat(store().latest())
        .extracting(Latest::recipient, Latest::channel, Latest::purpose, Latest::state)
        .containsExactly(
            tuple("duty", mail("duty"), Purpose.CLEARED, State.WAITING),
            tuple(
                "duty",
                topic,
                Purpose.RAISED,
                gone.channel().equals(topic) ? State.SENT : State.WAITING));
  }
}
