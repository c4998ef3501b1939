package dev.tidemark.poll.progress;

import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.list.Walk;
import dev.tidemark.poll.progress.RoundProgress.About;
import dev.tidemark.poll.progress.RoundProgress.Basis;
import dev.tidemark.poll.progress.RoundProgress.Left;
import dev.tidemark.poll.progress.RoundProgress.Unknown;
import dev.tidemark.poll.progress.RoundProgress.Why;
import dev.tidemark.poll.state.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the round of a list has come and how long it still takes. Pure.
 *
 * @param known rows of the list
 * @param calls that its rounds made in the last hour
 * @param perHour calls of the budget
 * @param stands the account is not asked now
 */
record Estimate(long known, int calls, int perHour, boolean stands) {
    /** Before so much of a round its pace says nothing. */
    private static final int SOME_PAGES = 2;

    private static final Duration SOME_TIME = Duration.ofSeconds(10);
    private static final Duration HOUR = Duration.ofHours(1);

    /** @return empty between two rounds */
    Optional<RoundProgress> of(StreamState state, Instant now) {
        return state.sweep().beganAt().map(began -> {
            int pages = state.sweep().pages();
            long stride = stride(state);
            Optional<Long> total = total(state);
            long rows = Math.min(total.orElse(known), pages == 0 ? 0 : pages * stride + Walk.OVERLAP);
            long ahead =
                    total.map(all -> (all - rows + stride - 1) / stride + 1).orElse(0L);
            Left left = left(state, total.isPresent(), ahead, now);
            return new RoundProgress(state.isLearning(), began, pages, rows, total, left);
        });
    }

    /** Rows that a page brings; it holds some of the page before. */
    private static long stride(StreamState state) {
        int full = state.certificate().capacity();
        return Math.max(1, (full == 0 ? Walk.PAGE : full) - Walk.OVERLAP);
    }

    private Optional<Long> total(StreamState state) {
        if (!state.isLearning()) {
            return Optional.of(known);
        }
        // What the source counts is a guess, and one that is proven wrong by more rows is none.
        return Optional.of(state.completeness().counted()).filter(counted -> counted > 0 && counted >= known);
    }

    private Left left(StreamState state, boolean isTotalKnown, long ahead, Instant now) {
        if (stands || state.dueAt().isAfter(now)) {
            return new Unknown(Why.STANDS);
        }
        if (state.isLearning() && state.certificate().order() == ListOrder.UNORDERED) {
            return new Unknown(Why.NO_ORDER);
        }
        if (!isTotalKnown) {
            return new Unknown(Why.NO_TOTAL);
        }
        return pagesPerHour(state, now).map(pace -> about(ahead, pace)).orElseGet(() -> new Unknown(Why.NO_PACE));
    }

    private Optional<Double> pagesPerHour(StreamState state, Instant now) {
        Duration elapsed = Duration.between(state.sweep().beganAt().orElse(now), now);
        if (elapsed.compareTo(HOUR) >= 0) {
            return Optional.of((double) calls).filter(pace -> pace > 0);
        }
        int pages = state.sweep().pages();
        return pages < SOME_PAGES || elapsed.compareTo(SOME_TIME) < 0
                ? Optional.empty()
                : Optional.of(pages * (double) HOUR.toMillis() / elapsed.toMillis());
    }

    /** A round that began with calls to spare does not go on as fast as it began. */
    private Left about(long ahead, double pace) {
        double byPace = ahead / pace;
        double byBudget = ahead / (double) perHour;
        Duration time = Duration.ofMillis((long) (Math.max(byPace, byBudget) * HOUR.toMillis()));
        return new About(time, ahead, byBudget > byPace ? Basis.BUDGET : Basis.PACE);
    }
}
