package dev.tidemark.api;

import dev.tidemark.event.EventType;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which events are asked for. */
record EventQuery(
        @Parameter(description = "short name such as ViewCompleted; repeated or separated by commas")
        @QueryParam("type")
        List<String> type,

        @Parameter(description = "id of the account it was seen in") @QueryParam("account") @Nullable
        String account,

        @Parameter(description = "stream, slash, row id, such as views/9bce33d1-…") @QueryParam("subject") @Nullable
        String subject,

        @Parameter(description = "earliest time of the change, ISO 8601") @QueryParam("from") @Nullable
        String from,

        @Parameter(description = "time of the change before which it lies, ISO 8601") @QueryParam("to") @Nullable
        String to) {

    EventFilter filter() {
        return new EventFilter(types(), text(account), text(subject), instant("from", from), instant("to", to));
    }

    private Set<EventType> types() {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        type.stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .forEach(name -> types.add(known(name)));
        return types;
    }

    private static EventType known(String name) {
        return EventType.byShortName(name).orElseThrow(() -> {
            String known =
                    Arrays.stream(EventType.values()).map(EventType::shortName).collect(Collectors.joining(", "));
            return new ProblemException(
                    Problem.badRequest("type", "there is no event type '" + name + "'; known are " + known));
        });
    }

    private static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).filter(given -> !given.isEmpty());
    }

    private static Optional<Instant> instant(String name, @Nullable String text) {
        return text(text).map(given -> {
            try {
                return Instant.parse(given);
            } catch (DateTimeParseException e) {
                throw new ProblemException(
                        Problem.badRequest(name, "must be a time such as 2026-01-01T05:15:24Z, not '" + given + "'"));
            }
        });
    }
}
