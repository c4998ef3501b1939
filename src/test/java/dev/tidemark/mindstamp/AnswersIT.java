package dev.tidemark.mindstamp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.mindstamp.RawServer.Behaviour;
import dev.tidemark.mindstamp.budget.Budgets;
import dev.tidemark.mindstamp.budget.CallLimits;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.mindstamp.row.Viewer;
import dev.tidemark.platform.Sql;
import dev.tidemark.testing.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are large, dated or hold rows that cannot be processed, as they come over the wire. */
@QuarkusTest
class AnswersIT {
    private static final int VIEWERS = 80_000;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    private final String token = "token-" + UUID.randomUUID();
    private MindstampClients clients;
    private RawServer server;

    @BeforeEach
    void open() {
        clients = new MindstampClients(Budgets.fresh(sql, clock), new PatientCalls(), clock);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            Date: Sat, 01 Jan 2022 05:12:32 GMT  | 2022-01-01T05:12:32Z
            Date: Sat, 1 Jan 2022 05:12:32 GMT   | 2022-01-01T05:12:32Z
            date: Sat, 01 Jan 2022 07:12:32 +0200 | 2022-01-01T05:12:32Z
            Date: Sun, 01 Jan 2022 05:12:32 GMT  | none
            Date: Sat, 41 Jan 2022 05:12:32 GMT  | none
            Date: soon                           | none
            Date:                                | none
            Server: x                            | none
            """)
    void a_page_says_when_it_was_served(String header, Instant servedAt) {
        Page<View> page = ok(serve(RawServer.whole("200 OK", header + "\r\n", "[{\"id\":\"a\"}]"))
                .views(100, 0));

        assertThat(page.servedAt()).isEqualTo(Optional.ofNullable(servedAt));
    }

    @Test
    void a_row_of_five_megabytes_does_not_spoil_its_page() {
        String large = "{\"id\":\"x-1\",\"tag1\":\"" + "n".repeat(5_000_000) + token + "\"}";

        Page<View> page = ok(serve(RawServer.ok("[{\"id\":\"a\"}," + large + ",{\"id\":\"b\"}]"))
                .views(100, 0));

        assertThat(page.rows()).extracting(View::id).containsExactly("a", "b");
        assertThat(page.poison()).singleElement().satisfies(poison -> {
            assertThat(poison.rowId()).contains("x-1");
            assertThat(poison.reason()).contains("tag1");
            assertThat(poison.cut()).isTrue();
        });
    }

    @Test
    void poison_does_not_repeat_the_token() {
        Page<View> page = ok(serve(RawServer.ok("[\"" + token + "\",{\"id\":\"a\",\"elapsed\":\"" + token
                        + "\"},{\"id\":\"b\",\"city\":\"" + token + "\"}]"))
                .views(100, 0));

        assertThat(page.poison()).hasSize(2).allSatisfy(poison -> {
            assertThat(poison.reason()).contains("\"***\"");
            assertThat(poison.raw()).asString(UTF_8).contains("***").doesNotContain(token);
        });
        assertThat(page.rows().getFirst().city()).contains("***");
    }

    @Test
    void a_single_poison_row_is_a_failure_for_which_nobody_waits() {
        MindstampClient client = serve(RawServer.ok("{\"id\":\"x-1\",\"percentage\":[5]}"));

        assertThat(client.view("x-1"))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.failure())
                                .isInstanceOfSatisfying(MindstampFailure.Poisoned.class, poisoned -> {
                                    assertThat(poisoned.poison().rowId()).contains("x-1");
                                    assertThat(poisoned.reason())
                                            .isEqualTo("Mindstamp's row cannot be processed: percentage is a list, not"
                                                    + " a number");
                                }));
        assertThat(client.view("x-1").toString()).doesNotContain("OverBudget");
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 Internal Server Error", "200 OK"})
    void a_summary_that_cannot_be_had_holds_nobody_up(String status) {
        MindstampClient client = serve(RawServer.whole(status, "", "<html>"));

        for (int i = 0; i < 3; i++) {
            assertThat(client.summary())
                    .isInstanceOfSatisfying(
                            Reply.Failed.class,
                            failed -> assertThat(failed.failure()).isNotInstanceOf(MindstampFailure.OverBudget.class));
        }
        assertThat(server.requests()).hasSize(3);
        assertThat(client.views(100, 0)).isInstanceOf(Reply.Failed.class);
        assertThat(client.views(100, 0).toString()).as("rows do").contains("OverBudget");
    }

    @Test
    void a_summary_that_is_to_be_waited_for_holds_all_up() {
        MindstampClient client = serve(RawServer.whole("503 Service Unavailable", "Retry-After: 60\r\n", ""));

        assertThat(client.summary().toString()).contains("Throttled");
        assertThat(client.views(100, 0).toString()).contains("OverBudget");
    }

    @Test
    void all_viewers_come_at_once() {
        String viewers = viewers();
        assertThat(viewers.length()).isGreaterThan(2 * PatientCalls.LARGEST);

        Page<Viewer> whole = ok(serve(RawServer.ok(viewers)).viewers(100, 0));

        assertThat(whole.received()).isEqualTo(VIEWERS);
        assertThat(whole.poison()).isEmpty();
        assertThat(whole.rows()).hasSize(VIEWERS);
        assertThat(whole.rows().stream().map(Viewer::id).distinct().count()).isEqualTo(VIEWERS);
        assertThat(whole.rows().getLast().email()).contains("viewer79999@example.com");
    }

    @Test
    void all_viewers_come_without_their_length_too() {
        String viewers = viewers();

        Page<Viewer> whole = ok(serve(unmeasured(viewers)).viewers(100, 0));

        assertThat(whole.rows()).hasSize(VIEWERS);
    }

    @Test
    void other_answers_of_that_size_are_given_up_and_say_what_to_do() {
        String body = "[" + " ".repeat(PatientCalls.LARGEST) + "]";

        assertThat(reason(serve(RawServer.ok(body)).views(100, 0)))
                .contains("larger than 10 MiB", "tidemark.mindstamp.call.largest-answer");
        server.close();
        assertThat(reason(serve(unmeasured(body)).interactionsOfVideo("v", 100, 0)))
                .contains("larger than 10 MiB");
        server.close();
        assertThat(ok(serve(RawServer.ok(body)).videos(100, 0)).rows()).isEmpty();
    }

    @Test
    void a_whole_list_has_an_end_too() {
        assertThat(reason(serve(out -> out.write(("HTTP/1.1 200 OK\r\nContent-Length: "
                                        + (PatientCalls.LARGEST_WHOLE_LIST + 1) + "\r\n\r\n[")
                                .getBytes(UTF_8)))
                        .viewers(100, 0)))
                .contains("larger than 64 MiB", "tidemark.mindstamp.call.largest-whole-list");
        server.close();
        assertThat(reason(serve(out -> {
                            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
                            byte[] much = new byte[65_536];
                            while (true) {
                                out.write(much);
                            }
                        })
                        .videos(100, 0)))
                .contains("larger than 64 MiB");
    }

    /** Ends with the connection. */
    private static Behaviour unmeasured(String body) {
        return out -> {
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            out.write(body.getBytes(UTF_8));
        };
    }

    private static String viewers() {
        return IntStream.range(0, VIEWERS)
                .mapToObj(i -> "{\"id\":\"" + new UUID(7, i) + "\",\"name\":\"Viewer Number " + i
                        + "\",\"email\":\"viewer" + i + "@example.com\",\"phone\":null,\"owner_id\":\"" + new UUID(7, 7)
                        + "\",\"user_id\":null,\"custom_id\":\"c-" + i
                        + "\",\"created_at\":\"2022-01-01T05:12:33.120Z\",\"updated_at\":\"2022-01-01T05:15:24.480Z\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private MindstampClient serve(Behaviour behaviour) {
        server = new RawServer(behaviour);
        // One token a server: each has a budget of its own.
        return clients.of("answers", server.url(), token, new CallLimits(100, 1000));
    }

    private static String reason(Reply<?> reply) {
        return ((Reply.Failed<?>) reply).failure().reason();
    }

    private static <T> T ok(Reply<T> reply) {
        return switch (reply) {
            case Reply.Ok<T>(T value) -> value;
            case Reply.Failed<T>(MindstampFailure failure) -> throw new AssertionError(failure.reason());
        };
    }
}
