package dev.tidemark.callback;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Stops the start when a duration makes no sense, and names its key. */
@ApplicationScoped
class CallbackConfigCheck {
    private static final Duration LONGEST_DELAY = Duration.ofDays(30);

    void onStart(@Observes @Priority(50) StartupEvent started, CallbackConfig config) {
        check(config);
    }

    static void check(CallbackConfig config) {
        within("timeout", config.timeout(), Duration.ofSeconds(1), Duration.ofSeconds(30));
        within("connect-timeout", config.connectTimeout(), Duration.ofMillis(100), Duration.ofSeconds(30));
        config.schedule().forEach(delay -> within("schedule", delay, Duration.ZERO, LONGEST_DELAY));
    }

    private static void within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalStateException(
                    "tidemark.callbacks." + key + ": " + value + " is not between " + least + " and " + most);
        }
    }
}
