package dev.tidemark.poll.meter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.poll.StubbedPolling;
import dev.tidemark.testing.MindstampStub;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MetersIT extends StubbedPolling {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void polling_shows_how_it_fares() {
        views.history(5, clock.instant().minus(Duration.ofDays(1)), 60);
        mindstamp.on("viewers", MindstampStub.json(404, "{}"));
        rounds(10);
        views.add("new", clock.instant(), 30);
        rounds(10);

        String account = "account=\"" + id + "\"";
        assertThat(value("tidemark_poll_calls_total", account, "stream=\"views\"", "class=\"head\"", "outcome=\"ok\""))
                .isPositive();
        assertThat(value("tidemark_poll_calls_total", account, "stream=\"viewers\"", "outcome=\"not_found\""))
                .isPositive();
        assertThat(value("tidemark_poll_events_total", "stream=\"views\"")).isGreaterThanOrEqualTo(2);
        assertThat(value("tidemark_poll_detection_delay_seconds_count")).isPositive();
        assertThat(value("tidemark_poll_rows", account, "stream=\"views\"", "state=\"known\""))
                .isEqualTo(6);
        assertThat(value("tidemark_poll_rows", account, "stream=\"views\"", "state=\"open\""))
                .isEqualTo(1);
        assertThat(value("tidemark_poll_poison", account, "stream=\"views\"")).isZero();
        double lag = value("tidemark_poll_lag_seconds", account);
        clock.advance(Duration.ofSeconds(30));
        assertThat(value("tidemark_poll_lag_seconds", account)).isEqualTo(lag + 30);

        given().post(path + "/pause");
        rounds(1);
        assertThat(lines("tidemark_poll_rows", account)).isEmpty();
    }

    @Test
    void the_order_of_a_list_is_the_one_that_is_shown() {
        views.history(5, clock.instant().minus(Duration.ofDays(1)), 60);
        mindstamp.on("viewers", MindstampStub.json(404, "{}"));
        learn();

        assertThat(value("tidemark_poll_order", account(), "stream=\"views\"", "order=\"newest\""))
                .isEqualTo(1);
        assertThat(lines("tidemark_poll_order", account(), "stream=\"views\"")).hasSize(1);
        assertThat(value("tidemark_poll_order", account(), "stream=\"viewers\"", "order=\"unknown\""))
                .isEqualTo(1);

        views.turnRound();
        rounds(2);
        assertThat(lines("tidemark_poll_order", account(), "stream=\"views\""))
                .singleElement()
                .asString()
                .contains("order=\"oldest\"");
        given().post(path + "/pause");
        rounds(1);
        assertThat(lines("tidemark_poll_order", account())).isEmpty();
    }

    @Test
    void what_nobody_looks_at_grows_old() {
        views.history(5, clock.instant().minus(Duration.ofDays(1)), 60);
        learn();
        views.add("watched", clock.instant(), 30);
        watch(Duration.ofMinutes(5));
        assertThat(age("head")).isLessThan(60);
        assertThat(age("sweep")).isBetween(60.0, 1200.0);
        // Seldom asked while it does not change; then nobody answers for an hour.
        assertThat(age("active")).isLessThan(60);
        double sweep = age("sweep");
        double head = age("head");

        clock.advance(Duration.ofHours(1));
        assertThat(age("head")).isEqualTo(head + 3600);
        assertThat(age("sweep")).isEqualTo(sweep + 3600);
        assertThat(age("active")).isBetween(1800.0, 3600.0);

        watch(Duration.ofMinutes(5));
        assertThat(age("head")).isLessThan(60);
        assertThat(age("active")).isLessThan(60);
        assertThat(lines("tidemark_poll_age_seconds", account(), "stream=\"videos\"", "of=\"active\""))
                .singleElement()
                .asString()
                .endsWith(" 0.0");
    }

    @Test
    void rows_that_are_counted_and_not_known_are_a_gap() {
        views.history(5, clock.instant().minus(Duration.ofDays(1)), 60);
        learn();
        rounds(3);
        assertThat(value("tidemark_poll_gap", account(), "stream=\"views\"")).isZero();
        assertThat(lines("tidemark_poll_gap", account())).hasSize(1);

        views.add("new", clock.instant(), 30);
        watch(Duration.ofHours(2), MINUTE);
        mindstamp.on("views/summary", MindstampStub.json(200, "{\"views\": 4}"));
        watch(Duration.ofHours(4), MINUTE);
        assertThat(value("tidemark_poll_gap", account(), "stream=\"views\"")).isEqualTo(-2);
    }

    private double age(String of) {
        return value("tidemark_poll_age_seconds", account(), "stream=\"views\"", "of=\"" + of + "\"");
    }

    private String account() {
        return "account=\"" + id + "\"";
    }

    /** The first one. */
    private static double value(String name, String... tags) {
        List<String> found = lines(name, tags);
        assertThat(found).as("%s %s", name, List.of(tags)).isNotEmpty();
        return Double.parseDouble(found.getFirst().substring(found.getFirst().lastIndexOf(' ') + 1));
    }

    private static List<String> lines(String name, String... tags) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> List.of(tags).stream().allMatch(line::contains))
                .toList();
    }
}
