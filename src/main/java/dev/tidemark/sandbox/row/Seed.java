package dev.tidemark.sandbox.row;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/**
 * Chance and identifiers. Behaviour depends on the number alone, identifiers on the start as well:
 * a later run with the same seed shows the same people doing the same things under ids never seen before.
 */
public record Seed(long number, Instant start) {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final int TOKEN_LETTERS = 12;

    public Random random(String kind, long n) {
        return new Random(mix(mix(number) ^ kind.hashCode(), n));
    }

    public String uuid(String kind, long n) {
        long own = mix(mix(number), start.toEpochMilli()) ^ kind.hashCode();
        long high = (mix(own, n) & ~0xf000L) | 0x4000L;
        long low = (mix(~own, n) >>> 2) | (1L << 63);
        return new UUID(high, low).toString();
    }

    /** Twelve letters, as in share links. */
    public String token(long n) {
        Random random = new Random(mix(mix(number, start.toEpochMilli()), n));
        StringBuilder token = new StringBuilder(TOKEN_LETTERS);
        for (int i = 0; i < TOKEN_LETTERS; i++) {
            int letter = random.nextInt(52);
            token.append((char) (letter < 26 ? 'A' + letter : 'a' + letter - 26));
        }
        return token.toString();
    }

    private static long mix(long state, long n) {
        return mix(state + mix(n + GOLDEN));
    }

    /** The finalizer of SplitMix64: one bit in flips half of the bits out. */
    private static long mix(long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
