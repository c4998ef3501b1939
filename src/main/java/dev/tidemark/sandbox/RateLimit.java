package dev.tidemark.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** 100 calls in any minute, 1,000 in any hour (mindstamp-api.md §2); refused calls do not count. Not thread-safe. */
final class RateLimit {
    private final Window minute = new Window(Duration.ofMinutes(1), 100);
    private final Window hour = new Window(Duration.ofHours(1), 1_000);
    private long answered;
    private long refused;

    /** Whether a call may pass now; one that may is counted. */
    boolean admit(Instant now) {
        if (minute.full(now) || hour.full(now)) {
            refused++;
            return false;
        }
        minute.add(now);
        hour.add(now);
        answered++;
        return true;
    }

    long answered() {
        return answered;
    }

    long refused() {
        return refused;
    }

    private static final class Window {
        private final Duration length;
        private final int most;
        private final Deque<Instant> calls = new ArrayDeque<>();

        Window(Duration length, int most) {
            this.length = length;
            this.most = most;
        }

        boolean full(Instant now) {
            Instant gone = now.minus(length);
            while (!calls.isEmpty() && !calls.getFirst().isAfter(gone)) {
                calls.removeFirst();
            }
            return calls.size() >= most;
        }

        void add(Instant now) {
            calls.addLast(now);
        }
    }
}
