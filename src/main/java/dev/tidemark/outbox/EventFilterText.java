package dev.tidemark.outbox;

import dev.tidemark.event.EventType;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which events are wanted as text, as an address has it; what cannot be used is refused by its name. */
public final class EventFilterText {
    private EventFilterText() {}

    /**
     * @param type short names; each text may hold several with commas between
     * @param parameters text by name: account, subject, from, to; empty text is as none
     * @throws ProblemException 400 naming the first that cannot be used
     */
    public static EventFilter read(Collection<String> type, Function<String, Optional<String>> parameters) {
        Function<String, Optional<String>> given =
                name -> parameters.apply(name).filter(text -> !text.isEmpty());
        return new EventFilter(
                types(type),
                given.apply("account"),
                given.apply("subject"),
                given.apply("from").map(text -> instant("from", text)),
                given.apply("to").map(text -> instant("to", text)));
    }

    private static Set<EventType> types(Collection<String> given) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        given.stream()
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

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                    Problem.badRequest(name, "must be a time such as 2026-01-01T05:15:24Z, not '" + text + "'"));
        }
    }
}
