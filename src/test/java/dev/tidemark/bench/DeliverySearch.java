package dev.tidemark.bench;

import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryFilter;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.history.DeliveryStore.Place;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * How long a page of deliveries takes among {@code -Dbench.deliveries} (1,000,000): of twenty subscriptions, 99 % of what
 * is delivered at the first try, five with 410 among the oldest.
 */
abstract class DeliverySearch {
    private static final long DELIVERIES = Long.getLong("bench.deliveries", 1_000_000);
    private static final int SUBSCRIPTIONS = 20;
    private static final long EVENTS = DELIVERIES / SUBSCRIPTIONS;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int TIMES = 5;

    @Inject
    DeliveryStore deliveries;

    @Inject
    Sql sql;

    /** A subselect of rows {@code n} from 1 to as many, as this database spells them. */
    abstract String numbers(long count);

    @Test
    void milliseconds_a_page() {
        fill();
        System.out.printf("%,d deliveries of %,d events%n", DELIVERIES, EVENTS);
        Place deep = new Place(EVENTS / 4, Long.MAX_VALUE);
        filters().forEach((name, filter) -> {
            List<Delivery> page = deliveries.after(Place.START, filter, 51);
            System.out.printf(
                    "%-34s %8.1f ms first page (%d rows) %8.1f ms deep page%n",
                    name, millis(Place.START, filter), page.size(), millis(deep, filter));
        });
    }

    /** The middle one of a few, each with another place: H2 remembers the answer to the same question. */
    private double millis(Place place, DeliveryFilter filter) {
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            deliveries.after(new Place(place.sequence() - i - 1, place.id()), filter, 51);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[TIMES / 2];
    }

    private void fill() {
        QuarkusTransaction.begin(QuarkusTransaction.beginOptions().timeout(3600));
        sql.update("""
                insert into event (sequence, id, account_id, type, family, subject, partition_key, occurred_at, logged_at,
                                   data_start, document)
                select n, 'evt_bench_' || n, 'default',
                       case when mod(n, 10000) = 7 then 'SeriesCompleted' when mod(n, 100) < 50 then 'ViewProgressed'
                            when mod(n, 100) < 70 then 'ViewStarted' when mod(n, 100) < 85 then 'ViewEnded'
                            else 'ViewCompleted' end,
                       'views', 'views/' || n, cast(n as varchar(20)), timestamp with time zone '2026-01-01 00:00:00+00',
                       timestamp with time zone '2026-01-01 00:00:00+00' + cast(n as integer) * interval '1' second, 0,
                       cast('{}' as bytea)
                from %s r""".formatted(numbers(EVENTS)));
        // Given up are one in 150; the newest hundred events are due, those at one subscription that is disabled held.
        sql.update("""
                insert into delivery (subscription_id, event_sequence, state, attempts, due_at, event_type, last_status,
                                      last_error)
                select 'sub-' || s.n, e.sequence,
                       case when mod(e.sequence * 31 + s.n * 7, 150) = 0 then 'exhausted'
                            when e.sequence > %1$d - 100 then 'pending'
                            when s.n = 5 and e.sequence > %1$d - 5000 then 'held' else 'delivered' end,
                       1, e.logged_at, e.type,
                       case when mod(e.sequence * 31 + s.n * 7, 150) = 0
                                 then (case when s.n = 3 and e.sequence < 800 then 410
                                            when mod(e.sequence, 5) > 0 then 503 end)
                            when e.sequence <= %1$d - 100 then 200 end,
                       case when mod(e.sequence * 31 + s.n * 7, 150) = 0
                                 then (case when mod(e.sequence, 5) > 0 or s.n = 3 and e.sequence < 800 then 'status'
                                            else 'timeout' end) end
                from event e cross join %2$s
                where s.n <> 19 or e.type <> 'ViewProgressed'
                order by e.sequence, s.n""".formatted(EVENTS, numbers(SUBSCRIPTIONS) + " s"));
        QuarkusTransaction.commit();
        QuarkusTransaction.requiringNew().run(() -> sql.update("analyze"));
    }

    private static Map<String, DeliveryFilter> filters() {
        Optional<String> sub = Optional.of("sub-7");
        Optional<Instant> from = Optional.of(START.plusSeconds(EVENTS / 3));
        Optional<Instant> to = Optional.of(START.plusSeconds(EVENTS / 3 + 3600));
        Map<String, DeliveryFilter> filters = new LinkedHashMap<>();
        filters.put("all", DeliveryFilter.ALL);
        filters.put("subscription", with(sub, none(), none(), none(), none(), none(), none()));
        for (DeliveryState state : DeliveryState.values()) {
            filters.put(state.text(), with(none(), Optional.of(state), none(), none(), none(), none(), none()));
            filters.put(
                    "subscription, " + state.text(),
                    with(sub, Optional.of(state), none(), none(), none(), none(), none()));
        }
        filters.put("common type", with(none(), none(), type(EventType.VIEW_ENDED), none(), none(), none(), none()));
        filters.put(
                "rare type", with(none(), none(), type(EventType.SERIES_COMPLETED), none(), none(), none(), none()));
        filters.put(
                "subscription, type", with(sub, none(), type(EventType.VIEW_ENDED), none(), none(), none(), none()));
        filters.put(
                "subscription, type it never got",
                with(Optional.of("sub-19"), none(), type(EventType.VIEW_PROGRESSED), none(), none(), none(), none()));
        for (int code : List.of(200, 202, 410, 503)) {
            filters.put("code " + code, with(none(), none(), none(), Optional.of(code), none(), none(), none()));
        }
        filters.put("subscription, code 410", with(sub, none(), none(), Optional.of(410), none(), none(), none()));
        for (ErrorClass error : List.of(ErrorClass.TIMEOUT, ErrorClass.TLS)) {
            filters.put(
                    "error " + error.text(), with(none(), none(), none(), none(), Optional.of(error), none(), none()));
        }
        filters.put("one hour", with(none(), none(), none(), none(), none(), from, to));
        filters.put("subscription, one hour", with(sub, none(), none(), none(), none(), from, to));
        filters.put(
                "exhausted, one hour",
                with(none(), Optional.of(DeliveryState.EXHAUSTED), none(), none(), none(), from, to));
        return filters;
    }

    private static Optional<EventType> type(EventType type) {
        return Optional.of(type);
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private static DeliveryFilter with(
            Optional<String> subscription,
            Optional<DeliveryState> state,
            Optional<EventType> type,
            Optional<Integer> code,
            Optional<ErrorClass> error,
            Optional<Instant> from,
            Optional<Instant> to) {
        return new DeliveryFilter(subscription, state, type, code, error, Optional.empty(), from, to);
    }
}
