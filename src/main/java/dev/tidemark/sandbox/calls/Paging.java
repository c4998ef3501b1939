package dev.tidemark.sandbox.calls;

import dev.tidemark.sandbox.quirk.Switches.OverLimit;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which rows to show. */
record Paging(int offset, int limit) {
    static final Paging ALL = new Paging(0, Integer.MAX_VALUE);

    private static final int MOST = 100;
    private static final Pattern WHOLE = Pattern.compile("[0-9]+");

    /** Empty when they cannot be used. */
    static Optional<Paging> parse(@Nullable String limit, @Nullable String offset, OverLimit overLimit) {
        OptionalInt most = number(limit, 25);
        OptionalInt skipped = number(offset, 0);
        if (most.isEmpty() || skipped.isEmpty()) {
            return Optional.empty();
        }
        Paging asked = new Paging(skipped.getAsInt(), most.getAsInt());
        return switch (overLimit) {
            case CAP -> Optional.of(new Paging(asked.offset, Math.min(asked.limit, MOST)));
            case REFUSE -> Optional.of(asked).filter(paging -> paging.limit <= MOST);
            case HONOUR -> Optional.of(asked);
        };
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
