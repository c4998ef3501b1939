package dev.tidemark.sandbox.quirk;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * What chance has in store for one call, drawn before it is answered.
 *
 * @param error the status to answer with instead
 * @param stale how far behind the answering replica is
 * @param filled how much of a page comes, 0 to 1
 * @param shuffle tells one changing order from the next
 */
public record Luck(
        Optional<Integer> error,
        boolean timeout,
        boolean truncated,
        boolean slow,
        Optional<Duration> stale,
        Optional<Double> filled,
        long shuffle) {
    private static final int[] ERRORS = {500, 502, 503};

    /** The number of draws does not depend on the dials, so that turning one leaves the luck of the others alone. */
    public static Luck draw(Quirks quirks, Random random) {
        boolean error = random.nextDouble() < quirks.get(Faults.ERROR_SHARE);
        int status = ERRORS[random.nextInt(ERRORS.length)];
        boolean timeout = random.nextDouble() < quirks.get(Faults.TIMEOUT_SHARE);
        boolean truncated = random.nextDouble() < quirks.get(Faults.TRUNCATED_SHARE);
        boolean slow = random.nextDouble() < quirks.get(Faults.SLOW_SHARE);
        boolean stale = random.nextDouble() < quirks.get(Faults.STALE_SHARE);
        long lag = 1 + (long) (random.nextDouble() * 1_000 * quirks.get(Faults.STALE_SECONDS));
        boolean cut = random.nextDouble() < quirks.get(Faults.SHORT_PAGE_SHARE);
        double filled = random.nextDouble();
        return new Luck(
                error ? Optional.of(status) : Optional.empty(),
                timeout,
                truncated,
                slow,
                stale ? Optional.of(Duration.ofMillis(lag)) : Optional.empty(),
                cut ? Optional.of(filled) : Optional.empty(),
                random.nextLong());
    }
}
