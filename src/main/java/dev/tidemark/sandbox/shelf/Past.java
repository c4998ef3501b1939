package dev.tidemark.sandbox.shelf;

import dev.tidemark.sandbox.row.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How rows of a table looked before each change of the last minute, and the moment that answers show. Only what
 * changed is kept, and only while somebody may ask.
 */
final class Past {
    static final Duration REACH = Duration.ofMinutes(1);

    /** @param look what was to be seen until then; empty when nothing was */
    record Former(Instant until, Row owner, Optional<Look> look) {}

    private final Deque<Former> formers = new ArrayDeque<>();
    private Map<String, Former> seen = Map.of();
    private boolean kept;

    void keep(boolean wanted) {
        kept = wanted;
        if (!wanted) {
            formers.clear();
        }
    }

    void changes(Instant at, Row owner, Optional<Look> before) {
        if (kept) {
            formers.addLast(new Former(at, owner, before.map(Look::frozen)));
            Instant forgotten = at.minus(REACH);
            while (formers.getFirst().until().isBefore(forgotten)) {
                formers.removeFirst();
            }
        }
    }

    /** From now on everything is seen as it was then, as far as that is known. */
    void lookBackTo(Instant then) {
        seen = new LinkedHashMap<>();
        formers.descendingIterator().forEachRemaining(former -> {
            if (former.until().isAfter(then)) {
                seen.put(former.owner().id(), former);
            }
        });
    }

    void lookAtNow() {
        seen = Map.of();
    }

    /** What has changed since the moment that is shown, by id. */
    Map<String, Former> seen() {
        return seen;
    }
}
