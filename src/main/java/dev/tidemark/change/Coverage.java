package dev.tidemark.change;

import java.time.Instant;
import java.util.Optional;

/**
 * Since when a row that was not known cannot have been there.
 *
 * @param walkedAt when the last walk of the newest rows began
 * @param walkedFrom the key from which on that walk saw everything
 * @param sweptAt when the last whole round began, which saw everything
 */
public record Coverage(Optional<Instant> walkedAt, String walkedFrom, Optional<Instant> sweptAt) {
    public static final Coverage NONE = new Coverage(Optional.empty(), "", Optional.empty());

    /** Without the walks in which something may have been hidden until then: those that did not begin later. */
    public Coverage hiddenUntil(Optional<Instant> then) {
        return then.map(at -> new Coverage(walkedAt.filter(at::isBefore), walkedFrom, sweptAt.filter(at::isBefore)))
                .orElse(this);
    }

    /** The later of the two that saw its place without it; empty when neither did. */
    public Optional<Instant> unseenAt(RowKeys keys) {
        // In a list by last change as well: what was created since was changed since.
        String key = keys.created();
        boolean isCovered = !key.isEmpty() && !walkedFrom.isEmpty() && key.compareTo(walkedFrom) >= 0;
        Optional<Instant> walked = isCovered ? walkedAt : Optional.empty();
        return walked.isPresent() && sweptAt.isPresent() && sweptAt.get().isAfter(walked.get())
                ? sweptAt
                : walked.or(() -> sweptAt);
    }
}
