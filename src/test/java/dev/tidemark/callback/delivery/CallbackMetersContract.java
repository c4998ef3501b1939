package dev.tidemark.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.meter.Standings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What metrics say of callbacks. */
abstract class CallbackMetersContract extends NoticeScene {
    @Inject
    Standings standings;

    @Test
    void callbacks_in_trouble_are_shown_as_metrics() {
        server.on("/crm", OddServer.status(500));
        subscribe("crm", List.of(), List.of());
        subscribe("well", List.of(), List.of());
        subscribe("off", List.of(), List.of());
        append("default", 7);
        subscriptions.disable("off");
        dispatcher.runOnce();
        clock.advance(Duration.ofSeconds(90));
        standings.look();
        assertThat(gauge("tidemark.callback.failing", "subscription", "crm")).isEqualTo(90);
        assertThat(gauge("tidemark.callback.disabled", "subscription", "off")).isEqualTo(1);
        assertThat(gauge("tidemark.callback.held", "subscription", "off")).isEqualTo(7);
        assertThat(gauge("tidemark.callback.backlog", "subscription", "crm")).isEqualTo(7);
        assertThat(gauge("tidemark.callback.oldest.due", "subscription", "crm"))
                .as("since the next try after the first failures")
                .isBetween(80.0, 90.0);
        assertThat(registry.find("tidemark.callback.backlog").gauges()).hasSize(1);
        for (String state : List.of("well", "failing", "disabled")) {
            assertThat(gauge("tidemark.callback.subscriptions", "state", state)).isEqualTo(1);
        }
        assertThat(registry.find("tidemark.callback.failing").gauges()).hasSize(1);
        assertThat(registry.find("tidemark.callback.held").gauges()).hasSize(1);
        subscriptions.enable("off");
        dispatcher.runOnce();
        standings.look();
        assertThat(registry.find("tidemark.callback.held").gauges()).isEmpty();
    }

    @Test
    void attempts_are_counted_and_timed_by_what_came_of_them() {
        server.on("/crm", OddServer.status(500), OddServer.status(200));
        subscribe("crm", List.of(), List.of());
        append("default", 1);
        long failed = attempts("status");
        long ok = attempts("ok");
        dispatcher.runOnce();
        clock.advance(Duration.ofSeconds(6));
        dispatcher.runOnce();
        assertThat(attempts("status")).isEqualTo(failed + 1);
        assertThat(attempts("ok")).isEqualTo(ok + 1);
    }

    private long attempts(String outcome) {
        return Optional.ofNullable(registry.find("tidemark.callback.attempt")
                        .tag("outcome", outcome)
                        .timer())
                .map(timer -> timer.count())
                .orElse(0L);
    }

    private double gauge(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }
}
