package dev.tidemark.callback.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.attempt.Attempts;
import dev.tidemark.callback.exchange.AttemptResult;
import dev.tidemark.callback.exchange.CapturedBody;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.format.FormatName;
import dev.tidemark.callback.health.Health;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryAttempt;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft;
import dev.tidemark.callback.subscription.Subscriptions;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventId;
import dev.tidemark.event.EventType;
import dev.tidemark.event.RowFacts;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What delivering means, on every database: real events, a real receiver, a clock turned by hand. */
abstract class CallbackDeliveryContract extends DeliveryScene {
    @Inject
    Paces paces;

    @Inject
    Turns turns;

    @Inject
    Sender sender;

    @Inject
    CallbackConfig config;

    @Test
    void an_event_arrives_signed_byte_for_byte_as_it_is_stored() throws Exception {
        Subscriptions.Created crm = subscribe("/crm");
        StoredEvent event = append(1).getFirst();

        assertThat(dispatcher.runOnce()).isEqualTo(1);

        OddServer.Received request = server.received("/crm").getFirst();
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        assertThat(request.body()).isEqualTo(event.document());
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("webhook-id", event.id())
                .containsEntry("webhook-timestamp", timestamp)
                .containsEntry("webhook-signature", reference(crm, event, clock.instant()))
                .containsEntry("host", server.url("").substring("http://".length()))
                .doesNotContainKey("accept-encoding");
        assertThat(request.headers().get("user-agent")).startsWith("Tidemark/");
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(only().settledAt()).contains(clock.instant());
        DeliveryAttempt attempt = attempts().getFirst();
        assertThat(attempt.status()).contains(200);
        assertThat(attempt.error()).isEmpty();
        assertThat(new String(attempt.body(), UTF_8)).isEqualTo("ok");
        assertThat(dispatcher.runOnce()).isZero();
    }

    @Test
    void a_retry_keeps_the_id_and_has_a_timestamp_and_a_signature_of_its_own() throws Exception {
        server.on("/crm", OddServer.status(500), OddServer.status(503), OddServer.status(200));
        Subscriptions.Created crm = subscribe("/crm");
        StoredEvent event = append(1).getFirst();
        List<Instant> sentAt = new ArrayList<>();
        for (Duration wait : List.of(Duration.ZERO, Duration.ofSeconds(6), Duration.ofMinutes(6))) {
            clock.advance(wait);
            sentAt.add(clock.instant());
            assertThat(dispatcher.runOnce()).isEqualTo(1);
        }
        List<OddServer.Received> requests = server.received("/crm");
        for (int i = 0; i < 3; i++) {
            assertThat(requests.get(i).headers())
                    .containsEntry("webhook-id", event.id())
                    .containsEntry(
                            "webhook-timestamp", Long.toString(sentAt.get(i).getEpochSecond()))
                    .containsEntry("webhook-signature", reference(crm, event, sentAt.get(i)));
            assertThat(requests.get(i).body()).isEqualTo(event.document());
        }
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(attempts()).extracting(DeliveryAttempt::number).containsExactly(1, 2, 3);
        assertThat(attempts()).extracting(DeliveryAttempt::startedAt).isEqualTo(sentAt);
    }

    @Test
    void a_retry_is_never_early_and_the_last_failure_exhausts() {
        server.on("/crm", OddServer.status(500));
        subscribe("/crm");
        append(1);
        List<Duration> waits = new ArrayList<>();
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        while (only().state() == DeliveryState.RETRYING) {
            waits.add(Duration.between(clock.instant(), only().dueAt()));
            clock.set(only().dueAt().minusMillis(1));
            assertThat(dispatcher.runOnce()).isZero();
            clock.set(only().dueAt());
            assertThat(dispatcher.runOnce()).isEqualTo(1);
        }
        List<Duration> schedule = List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(14),
                Duration.ofHours(20),
                Duration.ofHours(24));
        assertThat(waits).hasSameSizeAs(schedule);
        for (int i = 0; i < waits.size(); i++) {
            assertThat(waits.get(i))
                    .isBetween(schedule.get(i), schedule.get(i).multipliedBy(6).dividedBy(5));
        }
        assertThat(only().state()).isEqualTo(DeliveryState.EXHAUSTED);
        assertThat(attempts()).hasSize(10);
    }

    @Test
    void a_redirect_is_a_failure_and_nobody_follows_it() {
        server.on("/crm", OddServer.status(302, "location: " + server.url("/elsewhere")));
        failsOnceWith("status", 302);
        assertThat(server.received("/elsewhere")).isEmpty();
        assertThat(attempts().getFirst().detail())
                .hasValueSatisfying(text -> assertThat(text).contains("redirect"));
    }

    @Test
    void a_reset_connection_is_a_failure() {
        server.on("/crm", OddServer.reset());
        failsOnceWith("reset", null);
    }

    @Test
    void an_answer_that_is_not_http_is_a_failure() {
        server.on("/crm", OddServer.raw("nonsense\r\n\r\n"));
        failsOnceWith("protocol", null);
    }

    @Test
    void a_receiver_whose_words_no_database_takes_holds_up_nobody() {
        server.on("/crm", OddServer.raw("HTTP/1.1 2\u000000 OK\r\n\r\n"));
        failsOnceWith("protocol", null);
    }

    @Test
    void a_secret_that_does_not_open_holds_up_nobody_and_is_shown() {
        Subscriptions.Created broken = subscribe("/broken");
        Subscriptions.Created crm = subscribe("/crm");
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update signing_secret set sealed = (select s.sealed from signing_secret s where s.subscription_id = ?) where subscription_id = ?",
                        crm.subscription().id(),
                        broken.subscription().id()));
        subscribers.changed();
        append(1);

        assertThat(dispatcher.runOnce()).isEqualTo(1);

        assertThat(server.received("/crm")).hasSize(1);
        assertThat(server.received("/broken")).isEmpty();
        assertThat(subscriptions.find(broken.subscription().id()).orElseThrow().problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("tidemark.secrets.key"));
        assertThat(subscriptions.delete(broken.subscription().id())).isTrue();
    }

    @Test
    void a_result_that_cannot_be_stored_holds_up_nobody() {
        Subscriptions.Created crm = subscribe("/crm");
        append(3);
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("""
                        insert into delivery_attempt (delivery_id, number, started_at, duration_ms, body_cut)
                        select min(id), 1, ?, 0, false from delivery where subscription_id = ?""", clock.instant(), crm.subscription().id()));

        assertThat(dispatcher.runOnce()).isEqualTo(3);

        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> sql.query(
                                "select state from delivery where subscription_id = ? order by id",
                                row -> row.getString(1),
                                crm.subscription().id())))
                .containsExactly("delivering", "delivered", "delivered");
    }

    @Test
    void a_body_that_ends_too_early_is_a_failure() {
        server.on("/crm", (socket, out) -> {
            OddServer.raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort").answer(socket, out);
            socket.close();
        });
        failsOnceWith("reset", 200);
    }

    @Test
    void a_refused_connection_is_a_failure() throws Exception {
        // Bound and not listening: the port is nobody else's, and nobody takes a connection there.
        try (Socket closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            subscriptions.create(SubscriptionDraft.plain(
                    Optional.of("crm"),
                    Optional.empty(),
                    Optional.of("http://127.0.0.1:" + closed.getLocalPort() + "/crm"),
                    List.of()));
            append(1);
            assertThat(dispatcher.runOnce()).isEqualTo(1);
        }
        assertThat(attempts().getFirst().error()).contains("connect");
    }

    @Test
    void a_dripping_body_ends_at_the_timeout() {
        server.on("/crm", OddServer.drip());
        long start = System.nanoTime();
        failsOnceWith("timeout", 200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(new String(attempts().getFirst().body(), UTF_8)).startsWith("xx");
    }

    @Test
    void a_receiver_that_says_nothing_ends_at_the_timeout() {
        server.on("/crm", OddServer.silence());
        failsOnceWith("timeout", null);
    }

    @Test
    void an_endless_body_costs_16_kib_and_is_still_a_success() {
        server.on("/crm", OddServer.endless());
        subscribe("/crm");
        append(1);
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(attempts().getFirst().body()).hasSize(16 * 1024);
        assertThat(attempts().getFirst().bodyCut()).isTrue();
    }

    @Test
    void a_body_of_exactly_16_kib_is_kept_whole() {
        server.on("/crm", OddServer.body(16 * 1024), OddServer.body(16 * 1024 + 1));
        subscribe("/crm");
        append(2);
        while (dispatcher.runOnce() > 0) {}
        assertThat(all())
                .flatExtracting(one -> deliveries.attempts(one.id()))
                .allSatisfy(one -> assertThat(one.body()).hasSize(16 * 1024))
                .extracting(DeliveryAttempt::bodyCut)
                .containsExactlyInAnyOrder(false, true);
    }

    @Test
    void a_receiver_that_is_gone_disables_its_subscription_and_its_work_is_held() {
        server.on("/crm", OddServer.status(410));
        Subscriptions.Created crm = subscribe("/crm");
        append(15);
        while (dispatcher.runOnce() > 0) {}
        assertThat(all()).hasSize(15).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.HELD));
        assertThat(server.received("/crm")).hasSize(10);
        assertThat(subscriptions.find(crm.subscription().id())).hasValueSatisfying(found -> {
            assertThat(found.enabled()).isFalse();
            assertThat(found.problem())
                    .hasValueSatisfying(text -> assertThat(text).contains("410"));
        });
        append(1);
        assertThat(all()).hasSize(16).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.HELD));
        clock.advance(Duration.ofDays(2));
        assertThat(dispatcher.runOnce()).isZero();
    }

    @Test
    void a_failing_receiver_gets_one_delivery_a_step_and_its_queue_once_one_is_taken() {
        AtomicBoolean well = new AtomicBoolean();
        server.on(
                "/crm",
                (socket, out) -> OddServer.status(well.get() ? 200 : 500).answer(socket, out));
        Subscriptions.Created crm = subscribe("/crm");
        append(30);
        assertThat(dispatcher.runOnce())
                .as("its window, before anything is known")
                .isEqualTo(10);
        assertThat(health(crm).isFailing()).isTrue();
        assertThat(dispatcher.runOnce()).isZero();

        List<Duration> waits = new ArrayList<>();
        for (int probe = 0; probe < 6; probe++) {
            waits.add(Duration.between(clock.instant(), health(crm).probeAt()));
            clock.set(health(crm).probeAt().minusMillis(1));
            assertThat(dispatcher.runOnce()).isZero();
            clock.set(health(crm).probeAt());
            assertThat(dispatcher.runOnce()).as("probe %d", probe).isEqualTo(1);
        }
        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertThat(waits.get(1)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        assertThat(waits.get(5)).isBetween(Duration.ofHours(1), Duration.ofMinutes(72));
        assertThat(all())
                .as("who waits is charged nothing")
                .filteredOn(one -> one.attempts() == 0)
                .hasSizeGreaterThan(13);

        well.set(true);
        clock.set(health(crm).probeAt());
        for (int made = dispatcher.runOnce(); made > 0; made = dispatcher.runOnce()) {}
        clock.advance(Duration.ofDays(1));
        for (int made = dispatcher.runOnce(); made > 0; made = dispatcher.runOnce()) {}
        assertThat(all()).hasSize(30).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.DELIVERED));
        assertThat(health(crm)).isEqualTo(Health.WELL);
    }

    @Test
    void a_success_between_failures_keeps_it_well() {
        Subscriptions.Created crm = subscribe("/crm");
        for (int i = 0; i < 12; i++) {
            server.on("/crm", OddServer.status(i % 2 == 0 ? 500 : 200));
            append(1);
            assertThat(dispatcher.runOnce()).isEqualTo(1);
        }
        assertThat(health(crm).isFailing()).isFalse();
    }

    /** All of them were sent while it was well. */
    @Test
    void successes_of_a_window_end_a_row_of_failures() {
        Subscriptions.Created crm = subscribe("/crm");
        append(12);
        List<ClaimStore.Claimed> claimed = claim(crm, 12);
        for (int i = 0; i < claimed.size(); i++) {
            AttemptResult result = i % 2 == 0
                    ? AttemptResult.failed(ErrorClass.RESET, "reset")
                    : new AttemptResult.Answered(200, Optional.empty(), CapturedBody.EMPTY);
            Attempts.Report report = Attempts.Report.of(1, clock.instant(), clock.instant(), result, FormatName.JSON);
            Set<String> unwell =
                    health(crm).isWell() ? Set.of() : Set.of(crm.subscription().id());
            turns.settleAndClaim(
                    List.of(new Settlement.Finished(
                            claimed.get(i), subscriber(claimed.get(i).subscription()), report)),
                    List.of(),
                    unwell);
            assertThat(health(crm).failures()).isEqualTo(i % 2 == 0 ? 1 : 0);
        }
    }

    @Test
    void a_claim_takes_first_tries_and_later_ones_by_when_they_are_due() {
        server.on("/crm", OddServer.status(500));
        Subscriptions.Created crm = subscribe("/crm");
        append(1);
        dispatcher.runOnce();
        long first = only().id();
        append(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(claim(crm, 1))
                .singleElement()
                .satisfies(
                        one -> assertThat(one.id()).as("due before the retry").isGreaterThan(first));
        assertThat(claim(crm, 1))
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(first));
    }

    @Test
    void two_processes_try_a_failing_receiver_once_a_step() {
        server.on("/crm", OddServer.status(500));
        Subscriptions.Created crm = subscribe("/crm");
        append(20);
        dispatcher.runOnce();
        clock.set(health(crm).probeAt());
        List<ClaimStore.Room> room =
                List.of(new ClaimStore.Room(subscriber(crm.subscription().id()), 1, true));
        assertThat(turns.settleAndClaim(List.of(), room, Set.of()).claimed()).hasSize(1);
        assertThat(turns.settleAndClaim(List.of(), room, Set.of()).claimed()).isEmpty();
    }

    @Test
    void after_five_days_without_a_success_it_is_disabled_and_gets_what_was_held_once_it_is_enabled() {
        server.on("/crm", OddServer.status(500));
        Subscriptions.Created crm = subscribe("/crm");
        Instant begin = clock.instant();
        append(200);
        while (subscriptions.find(crm.subscription().id()).orElseThrow().enabled()) {
            assertThat(clock.instant()).isBefore(begin.plus(Duration.ofDays(6)));
            dispatcher.runOnce();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(clock.instant()).isAfter(begin.plus(Duration.ofDays(5)));
        assertThat(subscriptions.find(crm.subscription().id()).orElseThrow().problem())
                .hasValueSatisfying(text -> assertThat(text).contains("five days", "500"));
        append(1);
        assertThat(dispatcher.runOnce()).isZero();
        long before = count("scrm", DeliveryState.HELD);
        assertThat(before).isGreaterThan(50);

        server.on("/crm", OddServer.status(200));
        assertThat(subscriptions.enable(crm.subscription().id())).hasValueSatisfying(found -> {
            assertThat(found.enabled()).isTrue();
            assertThat(found.problem()).isEmpty();
            assertThat(found.health()).isEqualTo(Health.WELL);
        });
        clock.advance(Duration.ofSeconds(2));
        for (int made = dispatcher.runOnce(); made > 0; made = dispatcher.runOnce()) {}
        assertThat(count("scrm", DeliveryState.HELD)).isZero();
        assertThat(count("scrm", DeliveryState.DELIVERED)).isEqualTo(before);
    }

    @Test
    void what_is_disabled_by_hand_is_held_until_it_is_enabled() {
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        Subscriptions.Created crm = subscribe("/crm");
        append(1);
        dispatcher.runOnce();
        append(1);
        assertThat(subscriptions.disable(crm.subscription().id()))
                .hasValueSatisfying(found -> assertThat(found.problem())
                        .hasValueSatisfying(text -> assertThat(text).contains("by hand")));
        append(1);
        clock.advance(Duration.ofHours(1));
        assertThat(dispatcher.runOnce()).isZero();
        assertThat(all()).hasSize(3).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.HELD));

        subscriptions.enable(crm.subscription().id());
        clock.advance(Duration.ofSeconds(2));
        for (int made = dispatcher.runOnce(); made > 0; made = dispatcher.runOnce()) {}

        assertThat(all()).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.DELIVERED));
        assertThat(all().getLast().attempts()).as("the tries it had count").isEqualTo(2);
        assertThat(subscriptions.enable("nobody")).isEmpty();
        assertThat(subscriptions.disable("nobody")).isEmpty();
    }

    private Subscriber subscriber(String id) {
        subscribers.changed();
        return subscribers.enabled().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Health health(Subscriptions.Created subscription) {
        return subscriptions
                .find(subscription.subscription().id())
                .orElseThrow()
                .health();
    }

    @Test
    void a_receiver_that_asks_for_quiet_gets_it_for_the_whole_subscription() {
        server.on("/crm", OddServer.status(429, "retry-after: 600"), OddServer.status(200));
        subscribe("/crm");
        append(1);
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        append(1);
        clock.advance(Duration.ofSeconds(599));
        assertThat(dispatcher.runOnce()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(dispatcher.runOnce()).isEqualTo(2);
        assertThat(all()).allSatisfy(one -> assertThat(one.state()).isEqualTo(DeliveryState.DELIVERED));
    }

    @Test
    void no_more_requests_than_the_window_are_under_way_and_a_backlog_drains() {
        server.on("/crm", OddServer.slow(20));
        subscribe("/crm");
        append(45);
        int attempts = 0;
        for (int made = dispatcher.runOnce(); made > 0; made = dispatcher.runOnce()) {
            attempts += made;
        }
        assertThat(attempts).isEqualTo(45);
        assertThat(server.mostAtOnce("/crm")).isBetween(2, 10);
        assertThat(server.received("/crm"))
                .extracting(one -> one.headers().get("webhook-id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void only_wanted_types_and_accounts_are_delivered_and_a_disabled_subscription_holds() {
        subscriptions.create(draft("all", "/all", List.of(), List.of(), true));
        subscriptions.create(draft("views", "/views", List.of("ViewStarted", "ViewEnded"), List.of(), true));
        subscriptions.create(draft("answers", "/answers", List.of("ResponseSubmitted"), List.of(), true));
        subscriptions.create(draft("other", "/other", List.of(), List.of("elsewhere"), true));
        subscriptions.create(draft("off", "/off", List.of(), List.of(), false));
        append(1);
        while (dispatcher.runOnce() > 0) {}
        assertThat(all())
                .extracting(one -> one.subscription() + " " + one.state().text())
                .containsExactlyInAnyOrder("all delivered", "views delivered", "off held");
    }

    @Test
    void an_event_for_operators_goes_only_to_who_names_it() {
        subscriptions.create(draft("all", "/all", List.of(), List.of(), true));
        subscriptions.create(draft("pager", "/pager", List.of("SourceUnauthorized"), List.of(), true));
        ChangeEvent event = new EventCatalogue("https://t").exampleEvent(EventType.SOURCE_UNAUTHORIZED);
        QuarkusTransaction.requiringNew().run(() -> log.append(List.of(event)));
        assertThat(all()).extracting(Delivery::subscription).containsExactly("pager");
    }

    @Test
    void an_event_appended_again_is_not_delivered_again() {
        subscribe("/crm");
        ChangeEvent event = event(UUID.randomUUID().toString());
        QuarkusTransaction.requiringNew().run(() -> log.append(List.of(event)));
        QuarkusTransaction.requiringNew().run(() -> log.append(List.of(event)));
        assertThat(all()).hasSize(1);
    }

    @Test
    void deleting_a_subscription_cancels_what_is_open_and_keeps_what_was() {
        server.on("/crm", OddServer.status(200), OddServer.status(500));
        Subscriptions.Created crm = subscribe("/crm");
        append(1);
        dispatcher.runOnce();
        append(1);
        dispatcher.runOnce();
        append(1);
        assertThat(subscriptions.delete(crm.subscription().id())).isTrue();
        assertThat(subscriptions.delete(crm.subscription().id())).isFalse();
        clock.advance(Duration.ofDays(1));
        assertThat(dispatcher.runOnce()).isZero();
        assertThat(all())
                .extracting(Delivery::state)
                .containsExactly(DeliveryState.CANCELLED, DeliveryState.CANCELLED, DeliveryState.DELIVERED);
        assertThat(deliveries.attempts(all().get(1).id())).hasSize(1);
    }

    @Test
    void work_whose_process_died_goes_on_with_the_same_attempt_when_the_claim_ends() {
        Subscriptions.Created crm = subscribe("/crm");
        append(1);
        assertThat(claim(crm, 10)).hasSize(1);
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERING);
        assertThat(dispatcher.runOnce()).isZero();
        clock.advance(Duration.ofSeconds(2 + 45 + 1));
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(attempts()).extracting(DeliveryAttempt::number).containsExactly(1);
    }

    @Test
    void a_lost_claim_writes_nothing() {
        server.on("/crm", (socket, out) -> {
            QuarkusTransaction.requiringNew().run(() -> sql.update("update delivery set claim = 'another'"));
            OddServer.status(200).answer(socket, out);
        });
        subscribe("/crm");
        append(1);
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(only().state()).isEqualTo(DeliveryState.DELIVERING);
        assertThat(attempts()).isEmpty();
    }

    @Test
    void a_claim_takes_only_what_there_is_room_for_those_due_longest_first() {
        Subscriptions.Created crm = subscribe("/crm");
        List<StoredEvent> appended = append(5);
        assertThat(claim(crm, 2))
                .extracting(ClaimStore.Claimed::sequence)
                .containsExactlyInAnyOrder(
                        appended.get(0).sequence(), appended.get(1).sequence());
        assertThat(claim(crm, 10)).hasSize(3);
        assertThat(claim(crm, 10)).isEmpty();
    }

    @Test
    void the_loop_does_not_wait_for_a_slow_receiver_and_stops_without_losing_a_result() throws Exception {
        server.on("/slow", OddServer.slow(1000));
        subscribe("/slow");
        subscribe("/fast");
        append(60);
        Dispatcher loop = new Dispatcher(subscribers, turns, sender, paces, config, clock);
        loop.onStart(new StartupEvent(), () -> true);
        await().atMost(Duration.ofSeconds(20)).until(() -> count("sfast", DeliveryState.DELIVERED) == 60);
        int slowWhenFastWasDone = server.received("/slow").size();
        loop.onStop(new ShutdownEvent());

        assertThat(slowWhenFastWasDone).isLessThan(60);
        assertThat(server.mostAtOnce("/slow")).isEqualTo(10);
        assertThat(count("sslow", DeliveryState.DELIVERING)).isZero();
        assertThat(count("sslow", DeliveryState.DELIVERED))
                .isEqualTo(server.received("/slow").size());
        assertThat(server.received("/fast")).hasSize(60);
    }

    @Test
    void the_list_pages_newest_first_and_narrows() {
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        subscribe("/crm");
        List<StoredEvent> appended = append(1);
        dispatcher.runOnce();
        clock.advance(Duration.ofSeconds(1));
        append(4);
        while (dispatcher.runOnce() > 0) {}
        List<Delivery> paged = new ArrayList<>();
        DeliveryStore.Place place = DeliveryStore.Place.START;
        for (List<Delivery> page = deliveries.after(place, DeliveryFilter.ALL, 2);
                !page.isEmpty();
                page = deliveries.after(place, DeliveryFilter.ALL, 2)) {
            paged.addAll(page);
            place = new DeliveryStore.Place(
                    page.getLast().sequence(), page.getLast().id());
        }
        assertThat(paged).hasSize(5).isEqualTo(all());
        assertThat(paged).extracting(Delivery::sequence).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        Optional<String> any = Optional.empty();
        assertThat(deliveries.after(
                        DeliveryStore.Place.START,
                        new DeliveryFilter(
                                any,
                                Optional.of(DeliveryState.RETRYING),
                                Optional.of(EventType.VIEW_STARTED),
                                Optional.of(500),
                                Optional.of(ErrorClass.STATUS),
                                Optional.of(appended.getFirst().id()),
                                Optional.of(clock.instant().minusSeconds(2)),
                                Optional.of(clock.instant())),
                        10))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.event()).isEqualTo(appended.getFirst().id()));
        assertThat(deliveries.after(
                        DeliveryStore.Place.START,
                        new DeliveryFilter(
                                Optional.of("nobody"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                any,
                                Optional.empty(),
                                Optional.empty()),
                        10))
                .isEmpty();
    }

    private void failsOnceWith(String error, Integer status) {
        subscribe("/crm");
        append(1);
        assertThat(dispatcher.runOnce()).isEqualTo(1);
        assertThat(only().state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(only().attempts()).isEqualTo(1);
        DeliveryAttempt attempt = attempts().getFirst();
        assertThat(attempt.error()).as(attempt.toString()).contains(error);
        assertThat(attempt.status()).isEqualTo(Optional.ofNullable(status));
        assertThat(attempt.detail()).isPresent();
    }

    private List<ClaimStore.Claimed> claim(Subscriptions.Created subscription, int places) {
        return turns.settleAndClaim(
                        List.of(),
                        List.of(new ClaimStore.Room(
                                subscriber(subscription.subscription().id()), places, false)),
                        Set.of())
                .claimed();
    }

    private Subscriptions.Created subscribe(String path) {
        return subscriptions.create(draft("s" + path.substring(1), path, List.of(), List.of(), true));
    }

    private SubscriptionDraft draft(
            String id, String path, List<String> types, List<String> accounts, boolean enabled) {
        return Drafts.draft(Optional.of(id), Optional.empty(), Optional.of(server.url(path)), types, accounts, enabled);
    }

    private List<StoredEvent> append(int count) {
        List<ChangeEvent> changes = IntStream.range(0, count)
                .mapToObj(_ -> event(UUID.randomUUID().toString()))
                .toList();
        return QuarkusTransaction.requiringNew().call(() -> log.append(changes));
    }

    private ChangeEvent event(String row) {
        RowFacts facts = new RowFacts(
                "view",
                Json.object().put("id", row).put("name", "Zoë 🚀"),
                new RowFacts.Viewer(null, null, null, null, null),
                new RowFacts.Video(null, null, null),
                Map.of(),
                null,
                clock.instant(),
                false);
        EventId id = EventId.of("default", "views", row, EventType.VIEW_STARTED, "");
        return new ChangeEvent(
                id,
                "default",
                "views/" + row,
                row,
                clock.instant(),
                new EventData.Plain(EventType.VIEW_STARTED, facts));
    }

    private Delivery only() {
        return all().getFirst();
    }

    private List<DeliveryAttempt> attempts() {
        return deliveries.attempts(only().id());
    }

    private long count(String subscription, DeliveryState state) {
        return deliveries.after(DeliveryStore.Place.START, DeliveryFilter.ALL, 1000).stream()
                .filter(one -> one.subscription().equals(subscription) && one.state() == state)
                .count();
    }

    /** What the official library makes of the same id, time and body. */
    private static String reference(Subscriptions.Created subscription, StoredEvent event, Instant time)
            throws Exception {
        return new Webhook(subscription.secret().text())
                .sign(event.id(), time.getEpochSecond(), new String(event.document(), UTF_8));
    }
}
