package dev.tidemark.poll;

import dev.tidemark.account.MindstampConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Stops the start when a value of polling makes no sense, and names its key and what to write. */
@ApplicationScoped
class PollConfigCheck {
    void onStart(
            @Observes @Priority(50) StartupEvent started,
            PollConfig poll,
            ViewsConfig views,
            MindstampConfig mindstamp) {
        List<String> mistakes = new ArrayList<>();
        mistakes.addAll(mistakes(poll));
        mistakes.addAll(mistakes(views));
        mistakes.addAll(mistakes(mindstamp));
        if (!mistakes.isEmpty()) {
            // Of this exception Quarkus prints the message alone and ends with exit code 1.
            throw new ConfigurationException("Tidemark does not start:\n- " + String.join("\n- ", mistakes));
        }
    }

    static List<String> mistakes(PollConfig config) {
        List<String> mistakes = new ArrayList<>();
        positive(mistakes, "tidemark.poll.tick", config.tick());
        positive(mistakes, "tidemark.poll.head-interval", config.headInterval());
        positive(mistakes, "tidemark.poll.token-check", config.tokenCheck());
        return mistakes;
    }

    static List<String> mistakes(ViewsConfig config) {
        List<String> mistakes = new ArrayList<>();
        int completedAt = config.completedAt();
        boolean isPercentage = isPercentage(completedAt);
        if (!isPercentage) {
            mistakes.add("tidemark.views.completed-at: must be a percentage of 1–100, not " + completedAt);
        }
        for (int milestone : config.milestones()) {
            if (!isPercentage(milestone)) {
                mistakes.add("tidemark.views.milestones: must be percentages of 1–100, not " + milestone);
            } else if (isPercentage && milestone > completedAt) {
                mistakes.add("tidemark.views.milestones: " + milestone + " is above tidemark.views.completed-at ("
                        + completedAt + "), where a view is completed already; leave it out");
            }
        }
        positive(mistakes, "tidemark.views.quiet-after", config.quietAfter());
        return mistakes;
    }

    static List<String> mistakes(MindstampConfig config) {
        List<String> mistakes = new ArrayList<>();
        atLeastOne(mistakes, "tidemark.mindstamp.calls-per-minute", config.callsPerMinute());
        atLeastOne(mistakes, "tidemark.mindstamp.calls-per-hour", config.callsPerHour());
        return mistakes;
    }

    private static void atLeastOne(List<String> mistakes, String key, int calls) {
        if (calls < 1) {
            mistakes.add(key + ": must be at least 1, not " + calls);
        }
    }

    private static void positive(List<String> mistakes, String key, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            mistakes.add(key + ": must be longer than nothing, such as 1s, not " + duration);
        }
    }

    private static boolean isPercentage(int number) {
        return number >= 1 && number <= 100;
    }
}
