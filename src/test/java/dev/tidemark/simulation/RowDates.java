package dev.tidemark.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/**
 * What a row's dates say of when things happened.
 *
 * @param skew of the source's clock
 * @param createdAhead how far created_at lies in the future of the source's clock
 * @param updatedAhead the same of updated_at, where the clock that wrote it was wrong
 * @param undated where the row stands in a list that is sorted by a date that it does not send
 */
record RowDates(
        Duration skew,
        Duration createdAhead,
        Duration updatedAhead,
        Form created,
        Form updated,
        Oddities.Place undated) {
    enum Form {
        SENT,
        NULL,
        MISSING
    }

    Instant created(Instant at) {
        return at.plus(skew).plus(createdAhead);
    }

    /** @param right this time the clock was right */
    Instant updated(Instant at, boolean right) {
        return right ? at.plus(skew) : at.plus(skew).plus(updatedAhead);
    }

    Instant createdPlace(Instant date) {
        return place(created, date);
    }

    Instant updatedPlace(Instant date) {
        return place(updated, date);
    }

    private Instant place(Form form, Instant date) {
        return switch (undated) {
            case OWN -> date;
            case NEWEST -> form == Form.SENT ? date : Instant.MAX;
            case OLDEST -> form == Form.SENT ? date : Instant.MIN;
        };
    }

    void write(ObjectNode row, Instant createdAt, Instant updatedAt) {
        write(row, "created_at", created, createdAt);
        write(row, "updated_at", updated, updatedAt);
    }

    private static void write(ObjectNode row, String name, Form form, Instant date) {
        switch (form) {
            case SENT -> row.put(name, date.toString());
            case NULL -> row.putNull(name);
            case MISSING -> {}
        }
    }
}
