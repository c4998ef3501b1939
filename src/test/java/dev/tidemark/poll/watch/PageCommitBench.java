package dev.tidemark.poll.watch;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.account.AccountStore;
import dev.tidemark.bench.Listed;
import dev.tidemark.bench.PostgresOnDisk;
import dev.tidemark.bench.Timed;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.RowParser;
import dev.tidemark.mindstamp.row.View;
import dev.tidemark.platform.Sql;
import dev.tidemark.platform.lease.Lease;
import dev.tidemark.poll.lease.PollRight;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.list.Placed;
import dev.tidemark.poll.list.Span;
import dev.tidemark.poll.source.StreamKind;
import dev.tidemark.poll.state.StreamState;
import dev.tidemark.poll.state.Telling;
import dev.tidemark.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongToIntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * From the bytes of a page of 100 views to the end of its one transaction on PostgreSQL: row states, mark, events, and
 * what Kafka and one subscription are to get of them. 100,000 views are known.
 */
@QuarkusTest
@TestProfile(PostgresOnDisk.class)
class PageCommitBench {
    private static final int ROWS = 100;
    private static final int KNOWN = 100_000;
    /** The first of the views that begin after the account was first looked at. */
    private static final long NEW = 240_000;
    /** One row in so many is another than before. */
    private static final int CHANGED = 33;
    /** The percentages that rows which all change come to, one after the other: each passes a milestone or the end. */
    private static final List<Integer> STEPS = List.of(30, 55, 80, 95);

    private static final int WARM_UP = 200;
    private static final int MEASURED = 400;

    @Inject
    PageCommit commits;

    @Inject
    Observations observations;

    @Inject
    AccountStore accounts;

    @Inject
    PollRight right;

    @Inject
    TestClock clock;

    @Inject
    Sql sql;

    private final RowParser<View> parser = new RowParser<>(View::new);
    private final Timed unchanged = new Timed("mostly unchanged", WARM_UP);
    private final Timed created = new Timed("all rows new", WARM_UP);
    private final Timed changed = new Timed("all rows changed", WARM_UP);
    private Lease lease;
    private StreamState state;

    @Test
    void milliseconds_a_page() {
        subscribe();
        begin();
        List<Long> pages = learn();
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            long first = NEW + (long) i * ROWS;
            long changing = NEW + (long) (i / STEPS.size()) * ROWS;
            int reached = STEPS.get(i % STEPS.size());
            clock.set(Listed.createdAt(first + ROWS).plus(Duration.ofMinutes(10)));
            time(unchanged, page(pages.get(i), ROWS, number -> number % CHANGED == 1 ? 60 : 40));
            time(created, page(first, ROWS, _ -> 0));
            time(changed, page(changing, ROWS, _ -> reached));
        }
        System.out.println(counted());
        List.of(unchanged, created, changed).forEach(System.out::println);
    }

    private static void subscribe() {
        given().contentType(ContentType.JSON)
                .body(Map.of("url", "http://127.0.0.1:9/"))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(201);
    }

    private void begin() {
        lease = right.take(accounts.put("bench", "bench", "http://127.0.0.1:9", "token"))
                .orElseThrow();
        state = commits.open(lease, "bench", List.of(StreamKind.VIEWS), clock.instant())
                .getFirst()
                .sweptWhole(clock.instant());
    }

    /** @return where the pages of what is known now begin, in no order */
    private List<Long> learn() {
        for (long first = 0; first < KNOWN; first += PageCommit.AT_ONCE) {
            store(page(first, PageCommit.AT_ONCE, _ -> 40));
        }
        QuarkusTransaction.requiringNew().run(() -> sql.update("analyze"));
        List<Long> pages = new ArrayList<>();
        for (long first = 0; first < KNOWN; first += ROWS) {
            pages.add(first);
        }
        Collections.shuffle(pages, new Random(7));
        return pages;
    }

    private void time(Timed timed, byte[] body) {
        timed.run(() -> store(body));
    }

    /**
     * What {@link ListReader} does once an answer is there.
     *
     * @return how many events it gave
     */
    private int store(byte[] body) {
        Instant now = clock.instant();
        Page<View> page = parser.page(body, Optional.of(now));
        Optional<Span> span = Span.of(ListOrder.CREATED_DESC, Placed.of(page.rows()), false, false);
        Findings<View> findings = new Findings<>(
                page, span, Optional.empty(), Telling.NEWS, observations.of(state, now, now, page.servedAt()), state);
        int events = commits.page(lease, StreamKind.VIEWS.detector(), findings).events();
        state = state.gave(events, now);
        return events;
    }

    private static byte[] page(long first, int rows, LongToIntFunction percentage) {
        List<ObjectNode> views = LongStream.range(first, first + rows)
                .mapToObj(number -> Listed.view(number, percentage.applyAsInt(number)))
                .toList();
        return Listed.page(views);
    }

    /** What the figures stand for. */
    private String counted() {
        return QuarkusTransaction.requiringNew()
                .call(() -> sql.first("""
                                select (select count(*) from row_state) || ' rows known, '
                                    || (select count(*) from event) || ' events, '
                                    || (select count(*) from delivery) || ' deliveries; synchronous_commit '
                                    || current_setting('synchronous_commit') || ', fsync ' || current_setting('fsync')""", row -> row.getString(1)).orElseThrow());
    }
}
