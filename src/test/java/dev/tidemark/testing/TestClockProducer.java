package dev.tidemark.testing;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Replaces the system clock in every test that starts the application. */
@Singleton
class TestClockProducer {
    @Produces
    @Singleton
    TestClock clock() {
        return new TestClock(Instant.parse("2026-01-01T05:00:00Z"));
    }
}
