package dev.tidemark.mainjob;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.account.AccountStore;
import dev.tidemark.mainjob.truth.Ledger;
import dev.tidemark.mainjob.truth.Truth;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.PollTick;
import dev.tidemark.testing.TestClock;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Detection against everything that can go wrong at once: rows that come late, vanish, go on after their end or tell
 * later whose they are, behind errors, timeouts, broken answers, refusals, stale replicas and short pages. The event
 * log must hold what the ledger says and nothing else; the subclasses say on which database.
 */
abstract class MessyContract {
    private static final Duration QUIET = Duration.ofMinutes(15);
    /** Refusals and failures make polling wait, and whole rounds of the list take their time. */
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(15);

    /** The sandbox's viewers come back 5 to 65 minutes after they left, if they do. */
    private static final Duration LAST_RETURN = Duration.ofMinutes(66);
    /** Deletions are made sure of by whole rounds, and these are slow where nothing happens. */
    private static final Duration AT_LAST = Duration.ofHours(6);

    private static final Duration AFTERWARDS = Duration.ofHours(1);
    private static final List<String> OF_OPERATORS = List.of("SourceThrottled", "SourceLagging", "SourceRecovered");

    private static final int MOST_SHOWN = 40;
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w+");

    @Inject
    TestClock clock;

    @Inject
    AccountStore accounts;

    @Inject
    PollTick poll;

    private final Deque<Told> told = new ArrayDeque<>();
    private String account;

    @AfterEach
    void leave_a_plain_sandbox() {
        accounts.put(account, account, "http://127.0.0.1:9/nowhere", "none");
        accounts.unauthorized(account, "the test is over");
        control("POST", "/sandbox/control/reset", Map.of("seed", 1));
    }

    @Test
    void nothing_is_missed_and_nothing_invented() {
        assertToldAsItWas("updated-first", Duration.ofMinutes(60));
    }

    /**
     * @param order of the sandbox's lists
     * @param busy how long viewers come
     */
    void assertToldAsItWas(String order, Duration busy) {
        // Given an account that is watched while everything goes wrong now and then
        begin(order);
        rounds(busy, Duration.ofSeconds(4));

        // When nobody comes any more, those who wanted to come back have done so, and nothing is deleted any more
        control("PUT", "/sandbox/control", Map.of("arrivals", false, "resume_share", 0));
        rounds(LAST_RETURN, Duration.ofSeconds(30));
        while (state().getInt("watching") > 0) {
            rounds(Duration.ofMinutes(1), Duration.ofSeconds(30));
        }
        control("PUT", "/sandbox/control", Map.of("deletions_per_hour", 0));

        // Then all that happened is told at last
        Ledger ledger = Ledger.read(sandbox());
        Truth truth = ledger.truth(QUIET, SEEN_WITHIN);
        for (Duration waited = Duration.ZERO; waited.compareTo(AT_LAST) < 0; waited = waited.plus(QUIET)) {
            rounds(QUIET, Duration.ofMinutes(1));
            if (problems(truth).isEmpty()) {
                break;
            }
        }
        assertWasMessy(ledger);
        assertTold(truth);

        // And nothing more, however long it goes on
        rounds(AFTERWARDS, Duration.ofMinutes(1));
        assertTold(truth);
    }

    private void begin(String order) {
        account = "messy-" + order;
        // Worlds of one seed differ by when they begin.
        clock.advance(Duration.ofHours(3));
        control(
                "POST",
                "/sandbox/control/reset",
                Map.ofEntries(
                        Map.entry("seed", 17),
                        Map.entry("scenario", "messy"),
                        Map.entry("order", order),
                        // Less than is paced for, so that calls are refused.
                        Map.entry("calls_per_minute", 15),
                        Map.entry("calls_per_hour", 800),
                        Map.entry("timeout_share", 0.02),
                        Map.entry("resume_share", 0.2),
                        // These wait in real time.
                        Map.entry("timeout_seconds", 0),
                        Map.entry("slow_ms", 10)));
        accounts.put(account, account, sandbox() + "/sandbox/api/v1", "sandbox-token");
        poll.runOnce();
    }

    private void assertTold(Truth truth) {
        List<String> problems = problems(truth);
        Map<String, Long> kinds = problems.stream()
                .collect(Collectors.groupingBy(MessyContract::kind, TreeMap::new, Collectors.counting()));
        assertThat(problems.stream().limit(MOST_SHOWN))
                .as("%s of %s told", kinds, told.size())
                .isEmpty();
        assertThat(told).extracting(Told::id).doesNotHaveDuplicates();
        assertThat(told)
                .extracting(Told::line)
                .filteredOn(line -> line.startsWith("accounts/"))
                .allMatch(line -> OF_OPERATORS.contains(line.substring(line.indexOf(' ') + 1)));
    }

    /** Such as {@code missing ViewDeleted}. */
    private static String kind(String problem) {
        Matcher type = TYPE.matcher(problem);
        return problem.substring(0, problem.indexOf(':')) + (type.find() ? " " + type.group() : "");
    }

    /** Otherwise this test would prove nothing. */
    private void assertWasMessy(Ledger ledger) {
        assertThat(List.of("view-deleted", "interaction-deleted", "view-resumed", "viewer-identified"))
                .allSatisfy(fact -> assertThat(ledger.count(fact)).as(fact).isGreaterThan(10));
        assertThat(state().getInt("refused")).isPositive();
        assertThat(state().getMap("dealt", String.class, Integer.class))
                .allSatisfy((fault, times) -> assertThat(times).as(fault).isPositive());
    }

    private List<String> problems(Truth truth) {
        readLog();
        return truth.problems(told.stream().map(Told::line).toList());
    }

    /** What is new in the event log, to the end of what is known. */
    private void readLog() {
        long known = told.isEmpty() ? -1 : told.getLast().sequence();
        Deque<Told> news = new ArrayDeque<>();
        String after = "";
        while (after != null) {
            ObjectNode page = Json.readObject(given().queryParam("account", account)
                    .queryParam("limit", 200)
                    .queryParam("after", after)
                    .get("/api/v1/events")
                    .asByteArray());
            after = page.path("next").textValue();
            for (JsonNode item : page.path("items")) {
                Told event = Told.of((ObjectNode) item);
                if (event.sequence() <= known) {
                    after = null;
                    break;
                }
                news.addFirst(event);
            }
        }
        told.addAll(news);
    }

    private void rounds(Duration time, Duration step) {
        for (Duration waited = Duration.ZERO; waited.compareTo(time) < 0; waited = waited.plus(step)) {
            clock.advance(step);
            poll.runOnce();
        }
    }

    private static JsonPath state() {
        return given().get("/sandbox/control").jsonPath();
    }

    private static void control(String method, String path, Map<String, Object> body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .request(method, path)
                .then()
                .statusCode(200);
    }

    private static String sandbox() {
        return "http://localhost:" + RestAssured.port;
    }
}
