package dev.tidemark.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many calls in any minute and any hour (mindstamp-api.md §2); refused calls do not count. Not thread-safe. */
final class RateLimit {
    private final Window minute = new Window(Duration.ofMinutes(1));
    private final Window hour = new Window(Duration.ofHours(1));
    private long answered;
    private long refused;

    RateLimit(int perMinute, int perHour) {
        change(perMinute, perHour);
    }

    /** What has passed already counts. */
    void change(int perMinute, int perHour) {
        minute.most = perMinute;
        hour.most = perHour;
    }

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

    /** When a call may pass again, if none comes between. */
    Instant freeAt(Instant now) {
        Instant inMinute = minute.freeAt(now);
        Instant inHour = hour.freeAt(now);
        return inMinute.isAfter(inHour) ? inMinute : inHour;
    }

    long answered() {
        return answered;
    }

    long refused() {
        return refused;
    }

    private static final class Window {
        private final Duration length;
        private final Deque<Instant> calls = new ArrayDeque<>();
        private int most;

        Window(Duration length) {
            this.length = length;
        }

        boolean full(Instant now) {
            Instant gone = now.minus(length);
            while (!calls.isEmpty() && !calls.getFirst().isAfter(gone)) {
                calls.removeFirst();
            }
            return calls.size() >= most;
        }

        /** After a limit was lowered, more than one call has to pass out of the window first. */
        Instant freeAt(Instant now) {
            return full(now)
                    ? calls.stream()
                            .skip(calls.size() - most)
                            .findFirst()
                            .orElse(now)
                            .plus(length)
                    : now;
        }

        void add(Instant now) {
            calls.addLast(now);
        }
    }
}
