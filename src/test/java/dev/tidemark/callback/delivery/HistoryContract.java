package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.credential.CredentialsDraft;
import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.format.Fields;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryAttempt;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore.Place;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft.Writing;
import dev.tidemark.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was sent and came back is kept, and found by everything it may be looked for by, on every database. */
abstract class HistoryContract extends DeliveryScene {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void an_attempt_shows_both_sides_headers_without_secrets() {
        server.on("/crm", OddServer.raw("HTTP/1.1 200 OK\r\nX-Trace: a\r\nX-Trace: b\r\ncontent-length: 0\r\n\r\n"));
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Writing(
                        "json",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("X-Tenant", "acme", "X-Api-Key", "topsecret"),
                        Optional.of(bearer("alsosecret")),
                        "v1",
                        Fields.ALL)));
        String event = append("a").getFirst().id();
        sendAll();

        DeliveryAttempt attempt = onlyAttempt();
        Map<String, String> got = server.received("/crm").getFirst().headers();
        assertThat(attempt.requestHeaders())
                .containsEntry("webhook-id", event)
                .containsEntry("webhook-signature", got.get("webhook-signature"))
                .containsEntry("webhook-timestamp", got.get("webhook-timestamp"))
                .containsEntry("content-type", "application/json")
                .containsEntry("user-agent", got.get("user-agent"))
                .containsEntry("X-Tenant", "acme")
                .containsEntry("X-Api-Key", "***")
                .containsEntry("authorization", "***");
        assertThat(attempt.responseHeaders()).isEqualTo(Map.of("X-Trace", "a, b", "content-length", "0"));
        assertThat(got).containsEntry("authorization", "Bearer alsosecret").containsEntry("x-api-key", "topsecret");
    }

    @Test
    void headers_that_no_database_takes_are_kept_without_harm() {
        server.on("/crm", OddServer.raw("HTTP/1.1 500 X\r\nX-Odd: a\u0085\u0090é\r\ncontent-length: 0\r\n\r\n"));
        subscriptions.create(draft("crm"));
        append("a");
        sendAll();
        assertThat(onlyAttempt().responseHeaders()).containsEntry("X-Odd", "a??é");
    }

    @Test
    void a_body_that_does_not_end_leaves_the_headers_that_came() {
        server.on("/crm", OddServer.drip());
        subscriptions.create(draft("crm"));
        append("a");
        sendAll();
        assertThat(onlyAttempt().error()).contains("timeout");
        assertThat(onlyAttempt().responseHeaders()).containsEntry("content-length", "1000");
    }

    @Test
    void what_failed_is_found_by_its_code_and_class_until_it_succeeds() {
        server.on("/crm", OddServer.status(503), OddServer.status(201));
        subscriptions.create(draft("crm"));
        append("a");
        sendAll();
        assertThat(found(filter(null, null, null, 503, ErrorClass.STATUS, null, null)))
                .hasSize(1);
        clock.advance(Duration.ofSeconds(7));
        sendAll();
        assertThat(found(filter(null, null, null, 503, null, null, null))).isEmpty();
        assertThat(found(filter(null, null, null, null, ErrorClass.STATUS, null, null)))
                .isEmpty();
        assertThat(found(filter("crm", DeliveryState.DELIVERED, EventType.VIEW_STARTED, 201, null, null, null)))
                .hasSize(1);
    }

    @Test
    void every_filter_finds_what_a_look_at_each_delivery_finds() {
        List<Row> rows = stored(200);
        int matches = 0;
        Random random = new Random(5);
        for (int i = 0; i < 400; i++) {
            DeliveryFilter filter = filter(
                    pick(random, "s0", "s1", "s2"),
                    pick(random, DeliveryState.values()),
                    pick(random, EventType.VIEW_STARTED, EventType.VIEW_ENDED, EventType.PLINK_CREATED),
                    pick(random, 200, 204, 410, 503),
                    pick(random, ErrorClass.STATUS, ErrorClass.TIMEOUT),
                    pick(random, START.minusSeconds(9), START.plusSeconds(50), START.plusMillis(100_500)),
                    pick(random, START.plusSeconds(150), START.plusMillis(160_001), START.plusSeconds(999)));
            List<Long> wanted = rows.stream()
                    .filter(row -> row.matches(filter))
                    .sorted(Comparator.comparing(Row::sequence)
                            .thenComparing(Row::id)
                            .reversed())
                    .map(Row::id)
                    .toList();
            assertThat(found(filter)).as(filter.toString()).isEqualTo(wanted);
            matches += wanted.isEmpty() ? 0 : 1;
        }
        assertThat(matches).isGreaterThan(100);
    }

    @Test
    void many_of_one_state_are_found_as_few_are() {
        List<Row> rows = stored(700);
        update(
                "update delivery set state = 'held', last_error = 'status', last_status = 503 where subscription_id = 's0'");
        List<Long> wanted = rows.stream()
                .filter(row -> row.subscription().equals("s0"))
                .map(Row::id)
                .sorted(Comparator.reverseOrder())
                .toList();
        assertThat(wanted).hasSizeGreaterThan(500);
        assertThat(found(filter("s0", DeliveryState.HELD, null, null, null, null, null)))
                .isEqualTo(wanted);
        assertThat(found(filter("s0", null, null, 503, null, null, null))).isEqualTo(wanted);
    }

    /** All pages. */
    private List<Long> found(DeliveryFilter filter) {
        List<Long> found = new ArrayList<>();
        Place place = Place.START;
        for (List<Delivery> page = deliveries.after(place, filter, 7);
                !page.isEmpty();
                page = deliveries.after(place, filter, 7)) {
            page.forEach(one -> found.add(one.id()));
            place = new Place(page.getLast().sequence(), page.getLast().id());
        }
        return found;
    }

    private DeliveryAttempt onlyAttempt() {
        return deliveries.attempts(all().getFirst().id()).getFirst();
    }

    private static CredentialsDraft bearer(String token) {
        return CredentialsDraft.of("bearer", null, null, token);
    }

    private static DeliveryFilter filter(
            @Nullable String subscription,
            @Nullable DeliveryState state,
            @Nullable EventType type,
            @Nullable Integer code,
            @Nullable ErrorClass error,
            @Nullable Instant from,
            @Nullable Instant to) {
        return new DeliveryFilter(
                Optional.ofNullable(subscription),
                Optional.ofNullable(state),
                Optional.ofNullable(type),
                Optional.ofNullable(code),
                Optional.ofNullable(error),
                Optional.empty(),
                Optional.ofNullable(from),
                Optional.ofNullable(to));
    }

    /** One of them, or mostly none. */
    @SafeVarargs
    private static <T> @Nullable T pick(Random random, T... from) {
        int index = random.nextInt(from.length * 4);
        return index < from.length ? from[index] : null;
    }

    private record Row(
            long id,
            long sequence,
            String subscription,
            DeliveryState state,
            EventType type,
            Optional<Integer> code,
            Optional<ErrorClass> error) {
        /** One event a second. */
        Instant logged() {
            return START.plusSeconds(sequence);
        }

        boolean matches(DeliveryFilter filter) {
            return Stream.of(
                            filter.subscription().map(subscription::equals),
                            filter.state().map(state::equals),
                            filter.type().map(type::equals),
                            filter.code().map(wanted -> code.equals(Optional.of(wanted))),
                            filter.error().map(wanted -> error.equals(Optional.of(wanted))),
                            filter.from().map(from -> !logged().isBefore(from)),
                            filter.to().map(to -> logged().isBefore(to)))
                    .flatMap(Optional::stream)
                    .allMatch(Boolean::booleanValue);
        }
    }

    /** Every seventh event is missing: it was purged. */
    private List<Row> stored(int events) {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(1);
        for (long sequence = 1; sequence <= events; sequence++) {
            if (sequence % 7 != 0) {
                EventType type = random.nextInt(5) == 0 ? EventType.VIEW_ENDED : EventType.VIEW_STARTED;
                update(
                        """
                        insert into event (sequence, id, account_id, type, family, subject, partition_key, occurred_at,
                                           logged_at, data_start, document)
                        values (?, ?, 'default', ?, 'views', 'views/x', 'x', ?, ?, 0, ?)""",
                        sequence,
                        "evt_" + sequence,
                        type.shortName(),
                        START,
                        START.plusSeconds(sequence),
                        new byte[] {'{', '}'});
                for (int s = 0; s < 2; s++) {
                    rows.add(stored(rows.size() + 1_000_000L, sequence, "s" + s, type, random));
                }
            }
        }
        return rows;
    }

    private Row stored(long id, long sequence, String subscription, EventType type, Random random) {
        DeliveryState state = DeliveryState.values()[random.nextInt(DeliveryState.values().length)];
        boolean failed = state == DeliveryState.RETRYING || state == DeliveryState.EXHAUSTED;
        Optional<ErrorClass> error = failed
                ? Optional.of(random.nextInt(3) == 0 ? ErrorClass.TIMEOUT : ErrorClass.STATUS)
                : Optional.empty();
        Optional<Integer> code = error.filter(ErrorClass.STATUS::equals)
                .map(_ -> random.nextInt(9) == 0 ? 410 : 503)
                .or(() -> state == DeliveryState.DELIVERED
                        ? Optional.of(random.nextInt(5) == 0 ? 204 : 200)
                        : Optional.empty());
        update(
                """
                insert into delivery (id, subscription_id, event_sequence, state, attempts, due_at, event_type,
                                      last_status, last_error)
                values (?, ?, ?, ?, 1, ?, ?, cast(? as integer), cast(? as varchar(40)))""",
                id,
                subscription,
                sequence,
                state.text(),
                START,
                type.shortName(),
                code.orElse(null),
                error.map(ErrorClass::text).orElse(null));
        return new Row(id, sequence, subscription, state, type, code, error);
    }
}
