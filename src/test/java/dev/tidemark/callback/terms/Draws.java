package dev.tidemark.callback.terms;

import java.util.random.RandomGenerator;

/** Chance that is none. */
public final class Draws {
    private Draws() {}

    /** @param value 0 up to, but not, 1 */
    public static RandomGenerator always(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
