package dev.tidemark.outbox.retention;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Stops the start before a wrong figure purges what should have stayed; names the key and what to write. */
@ApplicationScoped
class RetentionConfigCheck {
    private static final Duration SHORTEST = Duration.ofHours(1);

    void onStart(@Observes @Priority(50) StartupEvent started, RetentionConfig config) {
        List<String> mistakes = mistakes(config);
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException("Tidemark does not start:\n- " + String.join("\n- ", mistakes));
        }
    }

    static List<String> mistakes(RetentionConfig config) {
        List<String> mistakes = new ArrayList<>();
        check(mistakes, "tidemark.retention.events", config.events());
        check(mistakes, "tidemark.retention.attempts", config.attempts());
        return mistakes;
    }

    private static void check(List<String> mistakes, String key, Duration kept) {
        if (kept.compareTo(SHORTEST) < 0) {
            mistakes.add(key + ": must be an hour or longer, such as 90d, not " + kept);
        }
    }
}
