package dev.tidemark.simulation;

import dev.tidemark.poll.list.ListOrder;
import java.time.Duration;
import java.util.Random;

/**
 * What a world is like.
 *
 * @param history views before the account is watched
 * @param viewsPerHour new views while things happen
 * @param steps of one sitting, at most
 * @param deletesPerHour of any view or interaction
 * @param masses half of a list is deleted at once now and then
 * @param resumeShare of the views that end, so many go on later
 * @param oldResumesPerHour views of any age that go on
 * @param lateShare rows that become visible up to {@code late} later
 * @param pageCap more rows are not sent in a page
 * @param ties created_at in whole seconds, and bursts
 * @param updatedAt rows carry updated_at
 * @param updatedMoves updated_at moves when a view goes on
 * @param brokenShare rows that break every answer that holds them
 * @param oddities of dates and of the order
 */
record WorldPlan(
        ListOrder order,
        int history,
        double viewsPerHour,
        int steps,
        double deletesPerHour,
        boolean masses,
        double resumeShare,
        double oldResumesPerHour,
        double lateShare,
        Duration late,
        int pageCap,
        boolean ties,
        boolean updatedAt,
        boolean updatedMoves,
        boolean interactions,
        Faults faults,
        double brokenShare,
        Duration busy,
        Oddities oddities) {

    /** Shares of calls that go wrong; {@code crash} and {@code leaseLoss} of the steps. */
    record Faults(
            double error,
            double timeout,
            double throttled,
            double unreadable,
            double shortPage,
            double stale,
            double nulls,
            double crash,
            double leaseLoss) {
        static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** A small world with everything that can go wrong, some of it. */
    static WorldPlan random(ListOrder order, Random random) {
        boolean rough = random.nextBoolean();
        boolean byUpdate = order == ListOrder.UPDATED_DESC;
        WorldPlan even = new WorldPlan(
                order,
                random.nextInt(60),
                random.nextDouble() * 250,
                40,
                random.nextDouble() * 200,
                true,
                random.nextDouble() * 0.5,
                0,
                random.nextDouble() * 0.3,
                Duration.ofSeconds(random.nextInt(90)),
                10 + random.nextInt(16),
                random.nextInt(4) == 0,
                byUpdate || random.nextInt(5) > 0,
                byUpdate || random.nextInt(5) > 0,
                random.nextBoolean(),
                rough
                        ? new Faults(
                                random.nextDouble() * 0.1,
                                random.nextDouble() * 0.03,
                                random.nextDouble() * 0.03,
                                random.nextDouble() * 0.03,
                                random.nextDouble() * 0.05,
                                random.nextDouble() * 0.05,
                                random.nextInt(3) == 0 ? 0.05 : 0,
                                random.nextDouble() * 0.1,
                                random.nextDouble() * 0.02)
                        : Faults.NONE,
                random.nextInt(4) == 0 && order != ListOrder.UNORDERED ? random.nextDouble() * 0.01 : 0,
                Duration.ofMinutes(10 + random.nextInt(15)),
                Oddities.NONE);
        return even.with(order, Oddities.random(even, random));
    }

    /** The same in another order, with what is odd about it. */
    WorldPlan with(ListOrder other, Oddities odd) {
        return new WorldPlan(
                other,
                history,
                viewsPerHour,
                steps,
                deletesPerHour,
                masses,
                resumeShare,
                oldResumesPerHour,
                lateShare,
                late,
                pageCap,
                ties,
                updatedAt,
                updatedMoves,
                interactions,
                faults,
                brokenShare,
                busy,
                odd);
    }

    /** A list in which nothing happens, newest first. */
    static WorldPlan still(int history) {
        return new WorldPlan(
                ListOrder.CREATED_DESC,
                history,
                0,
                0,
                0,
                false,
                0,
                0,
                0,
                Duration.ZERO,
                100,
                false,
                true,
                true,
                false,
                Faults.NONE,
                0,
                Duration.ZERO,
                Oddities.NONE);
    }

    /**
     * The load that the goals are set for (detection.md B6): 300 views an hour of 31 steps, newest first, one list.
     *
     * @param history views before
     */
    static WorldPlan documented(int history, Duration busy) {
        return new WorldPlan(
                ListOrder.CREATED_DESC,
                history,
                300,
                61,
                30,
                false,
                0.02,
                4,
                0.02,
                Duration.ofSeconds(90),
                100,
                false,
                true,
                true,
                false,
                new Faults(0.006, 0.003, 0.003, 0.003, 0, 0, 0, 0, 0),
                0,
                busy,
                Oddities.NONE);
    }
}
