package dev.tidemark.simulation;

import dev.tidemark.poll.list.ListOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is wrong with the dates of a world, or with the order of its lists.
 *
 * @param skew how far the source's clock, and with it all dates of the source, is before ours
 * @param futureShare rows that are, or were at times, dated in the future of the source's own clock
 * @param future by so much at most
 * @param undatedShare rows without one of their dates, or both
 * @param undated where a row stands whose date the list is sorted by and is not there
 * @param switches other orders that the lists take while things happen
 */
record Oddities(
        Duration skew, double futureShare, Duration future, double undatedShare, Place undated, List<Switch> switches) {
    static final Oddities NONE = new Oddities(Duration.ZERO, 0, Duration.ZERO, 0, Place.OWN, List.of());
    /** A difference below this is none for the production code, which would take what happens within it for history. */
    private static final int LEAST_SKEW = 3;

    /** {@code OWN}: the source knows the date and does not send it. */
    enum Place {
        NEWEST,
        OLDEST,
        OWN
    }

    /** @param after so long since the start */
    record Switch(Duration after, ListOrder to) {}

    static Oddities random(WorldPlan plan, Random random) {
        boolean skewed = random.nextInt(3) == 0;
        boolean future = random.nextInt(4) == 0;
        boolean undated = random.nextInt(4) == 0;
        boolean switching = random.nextInt(3) == 0;
        return new Oddities(
                skewed ? skew(random) : Duration.ZERO,
                future ? random.nextDouble() * 0.3 : 0,
                Duration.ofSeconds(1 + random.nextInt(random.nextBoolean() ? 120 : 20_000)),
                undated ? random.nextDouble() * 0.3 : 0,
                Place.values()[random.nextInt(Place.values().length)],
                switching ? switches(plan, random) : List.of());
    }

    /** Seconds, minutes or hours to either side. */
    private static Duration skew(Random random) {
        int most = List.of(60, 3_600, 72_000).get(random.nextInt(3));
        Duration apart = Duration.ofSeconds(LEAST_SKEW + random.nextInt(most));
        return random.nextBoolean() ? apart : apart.negated();
    }

    /** To another order for good, or for a while and back. */
    private static List<Switch> switches(WorldPlan plan, Random random) {
        List<ListOrder> others = new ArrayList<>(List.of(ListOrder.values()));
        others.remove(plan.order());
        if (!plan.updatedAt() || !plan.updatedMoves()) {
            others.remove(ListOrder.UPDATED_DESC);
        }
        long time = plan.busy().toSeconds();
        Duration first = Duration.ofSeconds(random.nextLong(time));
        Duration second = first.plusSeconds(random.nextLong(time - first.toSeconds()));
        Switch there = new Switch(first, others.get(random.nextInt(others.size())));
        return random.nextBoolean() ? List.of(there) : List.of(there, new Switch(second, plan.order()));
    }

    /** A row's dates, by chance. */
    RowDates dates(boolean hasUpdatedAt, Random random) {
        boolean isFuture = chance(futureShare, random);
        int wrong = isFuture ? 1 + random.nextInt(3) : 0;
        Duration ahead = isFuture ? Duration.ofMillis(1 + random.nextLong(future.toMillis())) : Duration.ZERO;
        boolean isUndated = chance(undatedShare, random);
        int without = isUndated ? 1 + random.nextInt(3) : 0;
        RowDates.Form form = isUndated && random.nextBoolean() ? RowDates.Form.NULL : RowDates.Form.MISSING;
        return new RowDates(
                skew,
                (wrong & 1) == 0 ? Duration.ZERO : ahead,
                (wrong & 2) == 0 ? Duration.ZERO : ahead,
                (without & 1) == 0 ? RowDates.Form.SENT : form,
                !hasUpdatedAt ? RowDates.Form.MISSING : (without & 2) == 0 ? RowDates.Form.SENT : form,
                undated);
    }

    private static boolean chance(double share, Random random) {
        return share > 0 && random.nextDouble() < share;
    }
}
