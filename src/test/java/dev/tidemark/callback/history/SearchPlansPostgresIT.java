package dev.tidemark.callback.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.exchange.ErrorClass;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.KafkaResource;
import dev.tidemark.testing.PostgresProfile;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How PostgreSQL goes about each search: never through all deliveries, and rare failures by their own indexes. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@TestProfile(PostgresProfile.class)
class SearchPlansPostgresIT {
    private static final DeliveryStore.Place DEEP = new DeliveryStore.Place(6000, 30_000);

    @Inject
    Sql sql;

    @Inject
    SearchStore store;

    /** 12,000 events at five subscriptions; one in a hundred is given up, of which two with 410. */
    @BeforeEach
    void many() {
        empty();
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update("""
                    insert into event (sequence, id, account_id, type, family, subject, partition_key, occurred_at,
                                       logged_at, data_start, document)
                    select n, 'evt_' || n, 'a', case when n % 4000 = 0 then 'PlinkCreated' else 'ViewEnded' end, 'views',
                           'views/' || n, n::text, now(), now() + n * interval '1 s', 0, '{}'::bytea
                    from generate_series(1, 12000) n""");
            sql.update("""
                    insert into delivery (subscription_id, event_sequence, state, attempts, due_at, event_type,
                                          last_status, last_error)
                    select 's' || s, sequence, case when sequence % 100 = 0 then 'exhausted' else 'delivered' end, 1, now(),
                           type, case when sequence % 100 > 0 then 200 when sequence = 300 and s < 2 then 410 else 500 end,
                           case when sequence % 100 = 0 then 'status' end
                    from event cross join generate_series(0, 4) s order by sequence, s""");
            sql.update("analyze event");
            sql.update("analyze delivery");
        });
    }

    @AfterEach
    void empty() {
        QuarkusTransaction.requiringNew()
                .run(() -> List.of("delivery_attempt", "delivery", "event")
                        .forEach(table -> sql.update("delete from " + table)));
    }

    @Test
    void no_search_looks_through_all_deliveries() {
        for (DeliveryStore.Place place : List.of(DeliveryStore.Place.START, DEEP)) {
            assertThat(plan(place, filter(null, null, null, null, null))).contains("delivery_once");
            // By either index that has both, as the share of the subscription is.
            assertThat(plan(place, filter("s3", null, null, null, null)))
                    .containsPattern("Index Cond: [^\\n]*subscription_id");
            assertThat(plan(place, filter("s3", null, EventType.VIDEO_DELETED, null, null)))
                    .containsPattern("delivery_by_subscription[^>]*Index Cond: [^\\n]*event_type");
            assertThat(plan(place, filter(null, null, EventType.PLINK_CREATED, null, null)))
                    .contains("event_by_type", "delivery_once");
            assertThat(plan(place, filter(null, DeliveryState.EXHAUSTED, null, null, null)))
                    .contains("delivery_by_state");
            assertThat(plan(place, filter("s3", DeliveryState.HELD, null, null, null)))
                    .containsAnyOf("delivery_by_state", "delivery_held");
            assertThat(plan(place, filter(null, DeliveryState.PENDING, null, null, null)))
                    .contains("delivery_open");
            assertThat(plan(place, filter(null, null, null, 410, null))).contains("delivery_by_failure");
            assertThat(plan(place, filter("s3", null, null, 410, null))).contains("delivery_by_failure");
            assertThat(plan(place, filter(null, null, null, null, ErrorClass.TLS)))
                    .contains("delivery_by_failure");
            assertThat(plan(place, filter(null, null, null, 202, null))).contains("delivery_by_answer");
        }
    }

    /** Kept until statistics are gathered, which takes a minute: a plan for all numbers, made for an empty table. */
    @Test
    void a_plan_that_was_made_while_the_tables_were_empty_goes_along_an_index_later() {
        QuarkusTransaction.begin();
        try {
            sql.update("create table young_event (like event including all)");
            sql.update("create table young_delivery (like delivery including all)");
            sql.update("set local plan_cache_mode = force_generic_plan");
            assertThat(lasting("varchar[]", "select id from young_event where id = any($1)", "'{evt_1}'"))
                    .contains("Index")
                    .doesNotContain("Seq Scan");
            assertThat(lasting("bigint[]", "select document from young_event where sequence = any($1)", "'{1}'"))
                    .contains("Index")
                    .doesNotContain("Seq Scan");
            assertThat(lasting("bigint[]", "update young_delivery set attempts = 1 where id = any($1)", "'{1}'"))
                    .contains("Index")
                    .doesNotContain("Seq Scan");
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    private String lasting(String type, String statement, String parameter) {
        sql.update("prepare lasting(" + type + ") as " + statement);
        String plan =
                String.join("\n", sql.query("explain execute lasting(" + parameter + ")", row -> row.getString(1)));
        sql.update("deallocate lasting");
        return plan;
    }

    private String plan(DeliveryStore.Place place, DeliveryFilter filter) {
        SearchStore.Search search = store.search(place, filter, Optional.empty(), 51);
        String plan = QuarkusTransaction.requiringNew()
                .call(() -> String.join(
                        "\n",
                        sql.query(
                                "explain " + search.text(),
                                row -> row.getString(1),
                                search.parameters().toArray())));
        assertThat(plan).doesNotContain("Seq Scan on delivery");
        return plan;
    }

    private static DeliveryFilter filter(
            @Nullable String subscription,
            @Nullable DeliveryState state,
            @Nullable EventType type,
            @Nullable Integer code,
            @Nullable ErrorClass error) {
        return new DeliveryFilter(
                Optional.ofNullable(subscription),
                Optional.ofNullable(state),
                Optional.ofNullable(type),
                Optional.ofNullable(code),
                Optional.ofNullable(error),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
