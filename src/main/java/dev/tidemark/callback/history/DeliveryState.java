package dev.tidemark.callback.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a delivery stands (contract §6). */
public enum DeliveryState {
    /** Not tried yet. */
    PENDING,
    /** Claimed: a process sends it now. */
    DELIVERING,
    /** Failed, and due again. */
    RETRYING,
    DELIVERED,
    /** Gave up after the last try. */
    EXHAUSTED,
    /** Kept for a disabled subscription. */
    HELD,
    /** Its subscription was deleted first. */
    CANCELLED;

    /** As stored, shown and asked for. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is neither delivered nor on its first way there. */
    boolean isTrouble() {
        return switch (this) {
            case RETRYING, EXHAUSTED, HELD, CANCELLED -> true;
            case PENDING, DELIVERING, DELIVERED -> false;
        };
    }

    public static Optional<DeliveryState> byText(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text().equals(text))
                .findFirst();
    }
}
