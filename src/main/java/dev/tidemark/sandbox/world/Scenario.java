package dev.tidemark.sandbox.world;

import java.time.Duration;
import java.util.Locale;

/** What a world is like to watch; at speed 1. */
public enum Scenario {
    /** One viewer every ten seconds on average, day and night. */
    STEADY(Duration.ofSeconds(10)),
    /** Two groups of invited learners work through a series of five lessons; somebody every ten seconds. */
    COURSE(Duration.ofSeconds(10));

    private final Duration spacing;

    Scenario(Duration spacing) {
        this.spacing = spacing;
    }

    /** Mean time between two arrivals. */
    Duration spacing() {
        return spacing;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
