package dev.tidemark.poll.meter;

import dev.tidemark.change.StreamName;
import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.EventType;
import dev.tidemark.mindstamp.MindstampFailure;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.budget.CallClass;
import dev.tidemark.platform.pulse.Pulse;
import dev.tidemark.platform.pulse.Series;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** What polling does: calls, events, and how late they come. */
@ApplicationScoped
public class PollMeters {
    /** These come later than the change that they tell of, by their nature, or have no time of the source's own. */
    private static final Set<EventType> NOT_AT_ONCE = Set.of(
            EventType.VIEW_ENDED,
            EventType.QUIZ_SCORED,
            EventType.VIEW_DELETED,
            EventType.INTERACTION_DELETED,
            EventType.VIEWER_DELETED,
            EventType.VIDEO_DELETED,
            EventType.GROUP_DELETED,
            EventType.SERIES_DELETED,
            EventType.ACCESS_LIST_DELETED);

    /** From the source's time of a change until its event is stored. */
    public static final Series KNOWN = new Series("poll.known", Duration.ofMinutes(1));

    private final MeterRegistry registry;
    private final Timer delay;
    private final Pulse pulse;

    PollMeters(MeterRegistry registry, Pulse pulse) {
        this.registry = registry;
        this.pulse = pulse;
        this.delay = Timer.builder("tidemark.poll.detection.delay")
                .description("from the source's time of a change until its event is stored; history does not count")
                .serviceLevelObjectives(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1))
                .register(registry);
    }

    /**
     * A call was asked for.
     *
     * @return whether it was made; the budget may have refused it
     */
    public boolean called(String account, StreamName stream, CallClass callClass, Reply<?> reply) {
        String outcome = outcome(reply);
        if (!outcome.isEmpty()) {
            registry.counter(
                            "tidemark.poll.calls",
                            "account",
                            account,
                            "stream",
                            stream.text(),
                            "class",
                            callClass.name().toLowerCase(Locale.ROOT),
                            "outcome",
                            outcome)
                    .increment();
        }
        return !outcome.isEmpty();
    }

    /** A list comes in another order than it did, so often; from 0 on, since a rate is not seen of what begins with 1. */
    public void orderChanges(String account, StreamName stream, int more) {
        registry.counter("tidemark.poll.order.changes", "account", account, "stream", stream.text())
                .increment(more);
    }

    public void told(StreamName stream, int events) {
        registry.counter("tidemark.poll.events", "stream", stream.text()).increment(events);
    }

    /** The event is new in the log. */
    public void stored(ChangeEvent event, Instant now) {
        boolean isNews = event.data() instanceof EventData.OfRow row
                && !row.facts().backfill()
                && !NOT_AT_ONCE.contains(event.type())
                && event.time().isBefore(now);
        if (isNews) {
            Duration late = Duration.between(event.time(), now);
            delay.record(late);
            pulse.took(KNOWN, "", late, 1);
        }
    }

    private static String outcome(Reply<?> reply) {
        return switch (reply) {
            case Reply.Ok<?> _ -> "ok";
            case Reply.Failed<?>(MindstampFailure failure) ->
                switch (failure) {
                    case MindstampFailure.OverBudget _ -> "";
                    case MindstampFailure.Unauthorized _ -> "unauthorized";
                    case MindstampFailure.NotFound _ -> "not_found";
                    case MindstampFailure.Refused _ -> "refused";
                    case MindstampFailure.Throttled _ -> "throttled";
                    case MindstampFailure.Unavailable _ -> "unavailable";
                    case MindstampFailure.TimedOut _ -> "timed_out";
                    case MindstampFailure.Unreadable _ -> "unreadable";
                    case MindstampFailure.TooLarge _ -> "too_large";
                    case MindstampFailure.Poisoned _ -> "poisoned";
                };
        };
    }
}
