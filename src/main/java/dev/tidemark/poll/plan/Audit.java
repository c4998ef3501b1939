package dev.tidemark.poll.plan;

import dev.tidemark.poll.state.Completeness;
import dev.tidemark.poll.state.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the source's count of a list is held against the rows known of it: after a whole round, up to three times while
 * they differ, since rows come and go between the two counts; the least difference counts. While a long list is learned
 * its count is asked for once, for people who want to know how long that takes.
 */
public final class Audit {
    static final Duration APART = Duration.ofSeconds(45);
    static final Duration BETWEEN = Duration.ofMinutes(30);
    /** What the source counts seems to be something else. */
    static final Duration NEVER_AGREED = Duration.ofHours(6);
    /** There is no count that could be read. */
    static final Duration NO_COUNT = Duration.ofDays(1);

    private static final int LOOKS = 3;
    /** So many pages and no end yet: the list is long. */
    private static final int LONG = 3;

    private static final int MOST_DOUBLINGS = 6;

    private Instant notBefore = Instant.EPOCH;
    private int looks;
    private int failures;
    private boolean foreseen;
    private @Nullable Completeness least;

    /** When it is to be asked for; empty while no round has begun and ended since the last time. */
    public Optional<Instant> from(StreamState state) {
        return state.isLearning() ? whileLearning(state) : afterRound(state);
    }

    private Optional<Instant> whileLearning(StreamState state) {
        boolean wanted = !foreseen
                && state.sweep().pages() >= LONG
                && state.completeness().counted() == 0;
        return state.sweep().beganAt().filter(_ -> wanted).map(this::orLater);
    }

    private Optional<Instant> afterRound(StreamState state) {
        Optional<Instant> last = state.completeness().at();
        return state.sweptAt()
                .filter(began -> last.isEmpty() || began.isAfter(last.get()))
                .map(_ -> last.map(at -> at.plus(wait(state.completeness()))).orElse(Instant.EPOCH))
                .map(this::orLater);
    }

    private Instant orLater(Instant due) {
        return due.isAfter(notBefore) ? due : notBefore;
    }

    /** How many rows there are to learn is known. */
    public void foreseen() {
        foreseen = true;
        failures = 0;
    }

    /** @return what is known with this; empty when it is asked for again first */
    public Optional<Completeness> counted(Completeness before, long counted, long known, Instant now) {
        Completeness look = before.compared(counted, known, now);
        if (least == null || Math.abs(look.difference()) < Math.abs(least.difference())) {
            least = look;
        }
        looks++;
        failures = 0;
        if (least.difference() != 0 && looks < LOOKS) {
            notBefore = now.plus(APART);
            return Optional.empty();
        }
        Completeness found = least;
        looks = 0;
        least = null;
        return Optional.of(found);
    }

    public void noCount(Instant now) {
        later(now.plus(NO_COUNT));
    }

    /** It could not be had this time; it is waited for longer with each. */
    public void failed(Instant now) {
        Duration wait = BETWEEN.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        later(now.plus(wait.compareTo(NO_COUNT) < 0 ? wait : NO_COUNT));
    }

    private void later(Instant then) {
        notBefore = then;
        looks = 0;
        least = null;
    }

    private static Duration wait(Completeness last) {
        return last.agreedOn().isPresent() ? BETWEEN : NEVER_AGREED;
    }
}
