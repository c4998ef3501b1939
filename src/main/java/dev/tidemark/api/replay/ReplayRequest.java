package dev.tidemark.api.replay;

import dev.tidemark.callback.replay.Replay.Range;
import dev.tidemark.callback.replay.Replay.Status;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.Problem.FieldError;
import dev.tidemark.platform.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /subscriptions/{id}/replay}. */
record ReplayRequest(
        @Schema(description = "earliest time of the change, ISO 8601; as far back as the log goes when left out")
        @Nullable
        String from,

        @Schema(description = "time of the change before which it lies, ISO 8601; until now when left out") @Nullable
        String to,

        @Schema(description = "short names; all that the subscription wants when left out") @Nullable
        List<@Nullable String> types,

        @Schema(
                description =
                        "all: whatever the subscription wants now, delivered before or not; failed: what was given"
                                + " up; missing: what it wants now and never had",
                examples = {"all", "failed", "missing"})
        @Nullable
        String status,

        @Schema(description = "true: only count") @Nullable Boolean dryRun) {

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** @throws ProblemException 422 naming every member that cannot be used */
    Range range() {
        List<FieldError> errors = new ArrayList<>();
        Optional<Instant> first = time("from", from, errors);
        Optional<Instant> end = time("to", to, errors);
        if (first.isPresent() && end.isPresent() && !first.get().isBefore(end.get())) {
            errors.add(new FieldError("to", "must be later than from"));
        }
        Set<EventType> wanted = types(errors);
        Optional<Status> which = Optional.ofNullable(status).flatMap(Status::byText);
        if (which.isEmpty()) {
            errors.add(new FieldError("status", "must be one of all, failed, missing"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        return new Range(first, end, wanted, which.orElseThrow());
    }

    private Set<EventType> types(List<FieldError> errors) {
        Set<EventType> wanted = EnumSet.noneOf(EventType.class);
        List<@Nullable String> names = Objects.requireNonNullElse(types, List.of());
        for (int i = 0; i < names.size(); i++) {
            String name = Objects.requireNonNullElse(names.get(i), "");
            String field = "types[" + i + "]";
            EventType.byShortName(name)
                    .ifPresentOrElse(
                            wanted::add,
                            () -> errors.add(new FieldError(
                                    field, "unknown event type '" + name + "'; GET /api/v1/event-types lists them")));
        }
        return wanted;
    }

    private static Optional<Instant> time(String name, @Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            errors.add(new FieldError(name, "must be a time such as 2026-01-01T05:00:00Z, not '" + text + "'"));
            return Optional.empty();
        }
    }
}
