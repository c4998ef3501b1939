package dev.tidemark.callback.delivery;

import dev.tidemark.callback.delivery.ClaimStore.Claimed;
import dev.tidemark.callback.delivery.Settlement.Finished;
import dev.tidemark.callback.subscriber.Subscriber;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.outbox.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The requests of one subscription: as many under way as its window is wide, and, where its receiver is quick, some
 * claimed ahead, so that the next can leave at once and need not wait for a transaction. After a failure nothing more
 * leaves until the loop has looked at what follows from it.
 */
final class Lane {
    /** What is claimed ahead is worth so much of the receiver's time. */
    private static final double AHEAD_MILLIS = 100;
    /** What waited longer goes back: its claim is to outlive its exchange by far. */
    private static final Duration STALE = Duration.ofSeconds(10);

    private static final double WEIGHT = 0.2;

    /** A claimed delivery and its event; none if that was purged. */
    record Job(Claimed claimed, Optional<StoredEvent> event, Instant claimedAt, boolean probe) {}

    private final Deque<Job> waiting = new ArrayDeque<>();
    private Subscriber subscriber;
    private int running;
    /** Whose results are not stored yet. */
    private int failures;

    private boolean waitedTooLong;
    /** Unless a claim found less than there was room for, and nothing was heard of since. */
    private boolean mayHaveDue = true;
    /** Of one exchange; infinite until one succeeded. */
    private double typicalMillis = Double.POSITIVE_INFINITY;

    Lane(Subscriber subscriber) {
        this.subscriber = subscriber;
    }

    /** How many more may be claimed. */
    synchronized int places(int mostAhead) {
        return window() + ahead(mostAhead) - running - waiting.size();
    }

    private int window() {
        return subscriber.health().isFailing() ? 1 : subscriber.terms().concurrency();
    }

    private int ahead(int most) {
        boolean isHeldBack =
                subscriber.health().isFailing() || !subscriber.paces().isEmpty();
        return isHeldBack ? 0 : (int) Math.min(most, window() * AHEAD_MILLIS / Math.max(1, typicalMillis));
    }

    /** Whether the database may have something due for it. */
    synchronized boolean mayHaveDue() {
        return mayHaveDue;
    }

    synchronized void mayHaveDue(boolean may) {
        mayHaveDue = may;
    }

    synchronized void add(Job job) {
        waiting.add(job);
    }

    /** What to send next; whoever gets it tells when it is {@link #done}. */
    synchronized Optional<Job> start(Instant now) {
        Job next = waiting.peek();
        if (next == null || isStopped() || running >= window()) {
            return Optional.empty();
        }
        if (isStale(next, now)) {
            waitedTooLong = true;
            return Optional.empty();
        }
        running++;
        return Optional.of(waiting.remove());
    }

    synchronized Subscriber subscriber() {
        return subscriber;
    }

    synchronized boolean isOrdered() {
        return subscriber.terms().ordering() == Ordering.KEY;
    }

    synchronized void done(Finished finished) {
        running--;
        if (finished.failed()) {
            failures++;
        } else {
            double millis = finished.report().millis();
            typicalMillis = Double.isInfinite(typicalMillis) ? millis : (1 - WEIGHT) * typicalMillis + WEIGHT * millis;
        }
    }

    /** The result is stored, and what follows from it known. */
    synchronized void settled(Finished finished) {
        if (finished.failed()) {
            failures = Math.max(0, failures - 1);
        }
    }

    private boolean isStopped() {
        return failures > 0 || waitedTooLong;
    }

    synchronized boolean isEmpty() {
        return running == 0 && waiting.isEmpty();
    }

    /**
     * Goes on with the subscription as it is known now.
     *
     * @return what is not sent after all, because it must rest or waited too long
     */
    synchronized List<Claimed> goOn(Subscriber known, Instant now) {
        subscriber = known;
        Job next = waiting.peek();
        boolean isLeftOver = next != null && known.health().isFailing() && !next.probe();
        boolean rests = known.waitsUntil().isAfter(now) || isLeftOver;
        if (next != null && (rests || isStale(next, now))) {
            return end();
        }
        return List.of();
    }

    /** @return what is not sent after all */
    synchronized List<Claimed> end() {
        List<Claimed> unsent = new ArrayList<>();
        waiting.forEach(job -> unsent.add(job.claimed()));
        waiting.clear();
        waitedTooLong = false;
        return unsent;
    }

    private static boolean isStale(Job job, Instant now) {
        return now.isAfter(job.claimedAt().plus(STALE));
    }
}
