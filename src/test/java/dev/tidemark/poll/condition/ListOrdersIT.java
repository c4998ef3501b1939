package dev.tidemark.poll.condition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.poll.StubbedPolling;
import dev.tidemark.poll.lease.PollRight;
import dev.tidemark.testing.CapturedLog;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListOrdersIT extends StubbedPolling {
    @Inject
    PollRight right;

    /** The first page agrees with more orders than the second one. */
    @BeforeEach
    void views_are_there() {
        views.history(150, clock.instant().minus(Duration.ofDays(1)), 60);
        for (int i = 11; i <= 150; i++) {
            ObjectNode row = views.row("v" + i);
            row.put("updated_at", row.path("created_at").asText());
        }
    }

    @Test
    void the_order_that_is_found_first_is_no_change() {
        try (CapturedLog log = CapturedLog.start()) {
            learn();
            watch(Duration.ofMinutes(15));
            assertThat(log.text()).contains("poll.learned account=" + id + " stream=views order=newest:");
            assertThat(told(log)).isEmpty();
        }
        assertThat(changes()).isZero();
    }

    @Test
    void a_list_that_loses_its_order_is_told_once_and_so_is_that_it_is_back() {
        learn();
        try (CapturedLog log = CapturedLog.start()) {
            views.turnRound();
            watch(Duration.ofMinutes(30));
            assertThat(told(log)).hasSize(2);
            assertThat(told(log).getFirst())
                    .startsWith("WARN poll.order_lost account=" + id + " stream=views from=newest to=arbitrary:")
                    .contains("news are found by rounds only", "/api/v1/accounts/" + id + "/streams");
            assertThat(told(log).getLast())
                    .startsWith("INFO poll.order_found account=" + id + " stream=views from=arbitrary to=oldest:")
                    .contains("new rows are found at the end of the list");
        }
        assertThat(changes()).isEqualTo(2);
    }

    @Test
    void who_goes_on_tells_what_is_another_order_than_is_stored() {
        learn();
        try (CapturedLog log = CapturedLog.start()) {
            right.revoke(id);
            rounds(3);
            assertThat(told(log)).isEmpty();

            given().post(path + "/pause");
            rounds(1);
            views.turnRound();
            given().post(path + "/resume");
            rounds(3);
            assertThat(told(log)).hasSize(2).first().asString().contains("from=newest to=arbitrary");
        }
    }

    @Test
    void the_order_of_a_list_that_comes_whole_matters_to_nobody() {
        views.comeWhole();
        learn();
        try (CapturedLog log = CapturedLog.start()) {
            views.turnRound();
            watch(Duration.ofMinutes(5));
            assertThat(told(log))
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("INFO poll.order_changed account=" + id + " stream=views"));
        }
    }

    private List<String> told(CapturedLog log) {
        return log.text()
                .lines()
                .filter(line -> line.contains("poll.order") && line.contains(id))
                .toList();
    }

    private double changes() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("tidemark_poll_order_changes_total{"))
                .filter(line -> line.contains(id) && line.contains("stream=\"views\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }
}
