package dev.tidemark.sandbox.world;

import dev.tidemark.sandbox.quirk.Faults;
import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.Switches;
import java.time.Duration;
import java.util.Locale;

/** What a world is like to watch; at speed 1. */
public enum Scenario {
    /** One viewer every ten seconds on average, day and night. */
    STEADY(Duration.ofSeconds(10)),

    /** Two groups of invited learners work through a series of five lessons; somebody every ten seconds. */
    COURSE(Duration.ofSeconds(10)),

    /** Hardly anybody; then, two minutes into each day, twenty at once, a peak of minutes and an hour of decay. */
    LAUNCH_DAY(Duration.ofMinutes(2)) {
        @Override
        long next(long now, double chance) {
            long launch = now - Math.floorMod(now - LAUNCH, DAY) + DAY;
            return Math.min(launch, super.next(now, chance));
        }

        @Override
        double spacing(long now) {
            double after = (now % DAY) - LAUNCH;
            double quiet = super.spacing(now);
            if (after < 0) {
                return quiet;
            }
            if (after < CROWD) {
                return (double) CROWD / 20;
            }
            return after < PEAK ? 2_000 : Math.min(quiet, 2_000 + quiet * (after - PEAK) / DECAY);
        }
    },

    /** One viewer every ten minutes. */
    QUIET(Duration.ofMinutes(10)),

    /** As steady, but everything that can go wrong does so now and then; the seams between pages move. */
    MESSY(Duration.ofSeconds(10)) {
        @Override
        public Quirks quirks() {
            return Quirks.NONE
                    .with(Switches.NULL_ROWS, 0.02)
                    .with(Switches.ORDER, Switches.Order.UPDATED_FIRST)
                    .with(Switches.THROTTLING, Switches.Throttling.SECONDS_503)
                    .with(Switches.RESUME, Switches.Resume.REOPENED)
                    .with(Switches.RESUME_SHARE, 0.1)
                    .with(Switches.DELETIONS_PER_HOUR, 20)
                    .with(Faults.ERROR_SHARE, 0.02)
                    .with(Faults.TIMEOUT_SHARE, 0.005)
                    .with(Faults.TRUNCATED_SHARE, 0.01)
                    .with(Faults.SLOW_SHARE, 0.02)
                    .with(Faults.STALE_SHARE, 0.02)
                    .with(Faults.SHORT_PAGE_SHARE, 0.02)
                    .with(Faults.LATE_SHARE, 0.05)
                    .with(Faults.DATE_SKEW_SECONDS, 2);
        }
    };

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long LAUNCH = Duration.ofMinutes(2).toMillis();
    private static final long CROWD = Duration.ofSeconds(4).toMillis();
    private static final long PEAK = Duration.ofMinutes(5).toMillis();
    private static final long DECAY = Duration.ofHours(1).toMillis();

    private final Duration spacing;

    Scenario(Duration spacing) {
        this.spacing = spacing;
    }

    /** The dials that belong to it; what is configured rules over them. */
    public Quirks quirks() {
        return Quirks.NONE;
    }

    /**
     * When the next viewer comes; all in milliseconds of simulated time since the start. Exponential, so that now and
     * then several come at once; StrictMath gives the same on every machine.
     *
     * @param chance from 0 to 1
     */
    long next(long now, double chance) {
        return now + 1 + (long) (-StrictMath.log(1 - chance) * spacing(now));
    }

    /** Mean time between two arrivals. */
    double spacing(long now) {
        return spacing.toMillis();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
