package dev.tidemark.sandbox.calls;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which rows to show; more than 100 at a time are not to be had. */
record Paging(int offset, int limit) {
    static final Paging ALL = new Paging(0, Integer.MAX_VALUE);

    private static final Pattern WHOLE = Pattern.compile("[0-9]+");

    static Optional<Paging> parse(@Nullable String limit, @Nullable String offset) {
        OptionalInt most = number(limit, 25);
        OptionalInt skipped = number(offset, 0);
        return most.isPresent() && skipped.isPresent()
                ? Optional.of(new Paging(skipped.getAsInt(), Math.min(most.getAsInt(), 100)))
                : Optional.empty();
    }

    private static OptionalInt number(@Nullable String text, int unset) {
        if (text == null) {
            return OptionalInt.of(unset);
        }
        if (!WHOLE.matcher(text).matches()) {
            return OptionalInt.empty();
        }
        // Digits beyond an int are past the end of any list, not a mistake.
        return OptionalInt.of(
                new BigInteger(text).min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue());
    }
}
