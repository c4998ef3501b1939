package dev.tidemark.callback.delivery;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.tidemark.account.AccountStore;
import dev.tidemark.callback.history.DeliveryAttempt;
import dev.tidemark.callback.history.DeliveryState;
import dev.tidemark.callback.replay.Retries;
import dev.tidemark.callback.subscription.Drafts;
import dev.tidemark.callback.subscription.SubscriptionDraft.Pacing;
import dev.tidemark.kafka.KafkaRelay;
import dev.tidemark.outbox.EventStore;
import dev.tidemark.outbox.StoredEvent;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.testing.CapturedLog;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stored of one row is handed out, and goes, on every database. */
abstract class ExpungeContract extends DeliveryScene {
    private static final String RECORD = "/api/v1/accounts/default/records/views/";

    @Inject
    AccountStore accounts;

    @Inject
    EventStore events;

    @Inject
    Retries retries;

    @Inject
    KafkaRelay relay;

    @BeforeEach
    void an_account() {
        update("delete from publication");
        update("delete from row_state");
        update("delete from poison_row");
        if (accounts.find("default").isEmpty()) {
            accounts.put("default", "default", "https://api.example.com/api/v1", "token");
        }
    }

    @Test
    void all_that_is_stored_of_a_row_is_handed_out_page_by_page() {
        server.on("/crm", OddServer.status(200, "x-answer: yes"));
        subscriptions.create(draft("crm"));
        row("a", "OPEN");
        append("a", "b", "a");
        sendAll();

        given().queryParam("limit", 1)
                .get(RECORD + "a")
                .then()
                .statusCode(200)
                .body("row.phase", equalTo("open"))
                .body("row.fields.secret", equalTo("of a"))
                .body("items", hasSize(1))
                .body("items[0].event.subject", equalTo("views/a"))
                .body("items[0].deliveries[0].state", equalTo("delivered"))
                .body("items[0].deliveries[0].attempt_log[0].body", equalTo("ok"));
        String next = given().queryParam("limit", 1).get(RECORD + "a").path("next");
        given().queryParam("after", next)
                .get(RECORD + "a")
                .then()
                .body("items", hasSize(1))
                .body("next", nullValue());
    }

    @Test
    void no_delivery_of_an_event_is_left_out_however_many_there_are() {
        StoredEvent event = append("a").getFirst();
        for (int i = 0; i < 2_001; i++) {
            update(
                    "insert into delivery (subscription_id, event_sequence, state, attempts, due_at, event_type)"
                            + " values (?, ?, 'delivered', 1, ?, 'ViewStarted')",
                    "crm" + i,
                    event.sequence(),
                    clock.instant());
        }
        given().get(RECORD + "a").then().statusCode(200).body("items[0].deliveries", hasSize(2_001));
    }

    @Test
    void the_payload_goes_everywhere_and_that_it_happened_stays() {
        subscriptions.create(draft("crm"));
        row("a", "GONE");
        StoredEvent before = append("a").getFirst();
        StoredEvent other = append("b").getFirst();
        sendAll();
        relay.runOnce();

        try (CapturedLog log = CapturedLog.start()) {
            expunge("a").body("events", equalTo(1)).body("row", equalTo("expunged"));
            assertThat(log.text()).contains("record.expunged account=default record=views/a key=anyone events=1");
        }

        StoredEvent after = events.byId(before.id()).orElseThrow();
        assertThat(new String(after.document(), UTF_8))
                .isEqualTo(new String(before.document(), 0, before.dataStart(), UTF_8) + "{\"expunged_at\":\""
                        + clock.instant() + "\"}}");
        assertThat(new String(after.data(), UTF_8)).isEqualTo("{\"expunged_at\":\"" + clock.instant() + "\"}");
        assertThat(Json.read(after.document()).path("sequence").asText()).endsWith(Long.toString(before.sequence()));
        DeliveryAttempt attempt = deliveries
                .attempts(deliveries
                        .after(
                                dev.tidemark.callback.history.DeliveryStore.Place.START,
                                dev.tidemark.callback.history.DeliveryFilter.ofEvent(before.id()),
                                1)
                        .getFirst()
                        .id())
                .getFirst();
        assertThat(attempt.body()).isEmpty();
        assertThat(attempt.requestHeaders()).isEmpty();
        assertThat(attempt.responseHeaders()).isEmpty();
        assertThat(attempt.status()).contains(200);
        assertThat(given().get(RECORD + "a").asString()).doesNotContain("Zoë", "of a");
        assertThat(events.byId(other.id()).orElseThrow().document()).isEqualTo(other.document());

        expunge("a").body("events", equalTo(0)).body("events_before", equalTo(1));
    }

    @Test
    void what_is_still_due_is_sent_nowhere_any_more() {
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Pacing(
                        Optional.empty(), Optional.empty(), Optional.of("key"), Optional.empty(), Optional.empty())));
        subscriptions.create(draft("off"));
        subscriptions.disable("off");
        append("a");
        sendAll();
        assertThat(count(DeliveryState.RETRYING)).isEqualTo(1);
        assertThat(count(DeliveryState.HELD)).isEqualTo(1);

        expunge("a");

        assertThat(count(DeliveryState.CANCELLED)).isEqualTo(2);
        clock.advance(java.time.Duration.ofHours(1));
        assertThat(sendAll()).isZero();
        subscriptions.enable("off");
        assertThat(sendAll()).isZero();
        assertThat(relay.runOnce()).isZero();
        assertThat(rows("publication where state = 'expunged'")).isEqualTo(1);
    }

    @Test
    void the_next_of_the_same_key_goes_on() {
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        subscriptions.create(Drafts.with(
                draft("crm"),
                new Pacing(
                        Optional.empty(), Optional.empty(), Optional.of("key"), Optional.empty(), Optional.empty())));
        append("a");
        sendAll();
        // Another row's event of the same key: it waits for the one that failed.
        StoredEvent next = append("a").getFirst();
        update("update event set subject = 'views/z' where sequence = ?", next.sequence());
        assertThat(sendAll()).isZero();

        expunge("a");
        sendAll();

        assertThat(received("/crm")).hasSize(2).last().isEqualTo(next.id());
    }

    @Test
    void nothing_of_it_is_sent_again() {
        subscriptions.create(draft("crm"));
        append("a");
        sendAll();
        expunge("a");

        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> retries.retry(all().getFirst().id()));
        assertThat(refused.problem().detail()).contains("expunged");
        given().contentType(ContentType.JSON)
                .body(Map.of("status", "all", "dryRun", true))
                .post("/api/v1/subscriptions/crm/replay")
                .then()
                .statusCode(200)
                .body("count", equalTo(0));
    }

    @Test
    void as_long_as_mindstamp_has_the_row_its_last_form_is_kept_to_see_what_changes() {
        row("a", "SETTLED");
        append("a");

        expunge("a").body("row", equalTo("kept")).body("note", containsString("Delete it there"));

        given().get(RECORD + "a").then().body("row.fields.secret", equalTo("of a"));
    }

    @Test
    void what_could_not_be_read_of_it_goes_too() {
        append("a");
        update("""
                insert into poison_row (account_id, stream, fingerprint, row_id, reason, raw, raw_cut, times, first_at, last_at)
                values ('default', 'views', 'f', 'a', 'odd', ?, false, 1, ?, ?)""", "{}".getBytes(UTF_8), clock.instant(), clock.instant());
        expunge("a");
        assertThat(rows("poison_row")).isZero();
    }

    @Test
    void what_was_never_read_is_forgotten_and_said_to_be() {
        update("""
                insert into poison_row (account_id, stream, fingerprint, row_id, reason, raw, raw_cut, times, first_at, last_at)
                values ('default', 'views', 'f', 'odd', 'odd', ?, false, 1, ?, ?)""", "{}".getBytes(UTF_8), clock.instant(), clock.instant());
        expunge("odd").body("events", equalTo(0));
        assertThat(rows("poison_row")).isZero();
        given().delete(RECORD + "odd").then().statusCode(404);
    }

    @Test
    void by_what_a_viewer_was_known_goes_with_her_even_if_her_row_was_never_seen() {
        update("delete from known_fact");
        update(
                "insert into known_fact (account_id, kind, subject, detail) values ('default', 'IDENTIFIED', 'p1', 'email:ada@acme.com')");
        append("a");
        update("update event set subject = 'viewers/p1'");
        given().delete("/api/v1/accounts/default/records/viewers/p1").then().statusCode(200);
        assertThat(rows("known_fact")).isZero();
    }

    @Test
    void what_nobody_knows_is_not_found() {
        given().get(RECORD + "nobody").then().statusCode(404).body("detail", containsString("views/nobody"));
        given().delete(RECORD + "nobody").then().statusCode(404);
        given().get("/api/v1/accounts/default/records/cats/a").then().statusCode(404);
        given().get("/api/v1/accounts/none/records/views/a").then().statusCode(404);
        given().queryParam("after", "x").get(RECORD + "nobody").then().statusCode(400);
    }

    private static ValidatableResponse expunge(String row) {
        return given().delete(RECORD + row).then().statusCode(200);
    }

    private void row(String id, String phase) {
        update(
                """
                insert into row_state (owner, created_key, updated_key, phase, revision, hash, reached, fields, changed_at,
                                       seen_at, account_id, stream, row_id)
                values ('', '', '', ?, 1, 'h', 0, ?, ?, ?, 'default', 'views', ?)""",
                phase,
                ("{\"id\":\"" + id + "\",\"secret\":\"of " + id + "\"}").getBytes(UTF_8),
                clock.instant(),
                clock.instant(),
                id);
    }

    private long rows(String table) {
        return sql.first("select count(*) from " + table, row -> row.getLong(1)).orElseThrow();
    }
}
