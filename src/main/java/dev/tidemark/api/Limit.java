package dev.tidemark.api;

import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How many items a list answers at most: 1–200, 50 when nothing is said. */
public record Limit(int value) {
    private static final int DEFAULT = 50;
    private static final int MOST = 200;

    public static Limit of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new Limit(DEFAULT);
        }
        int value = number(text).orElse(0);
        if (value < 1 || value > MOST) {
            throw new ProblemException(
                    Problem.badRequest("limit", "must be a whole number from 1 to " + MOST + ", not '" + text + "'"));
        }
        return new Limit(value);
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
