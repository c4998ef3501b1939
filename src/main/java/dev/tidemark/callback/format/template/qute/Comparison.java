package dev.tidemark.callback.format.template.qute;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How two values are compared; what has no order, such as a text and a missing value, is in none. */
enum Comparison {
    EQUAL,
    DIFFERENT,
    GREATER,
    AT_LEAST,
    LESS,
    AT_MOST;

    /** A text beside a number is read as a number, but reading a long one would be work. */
    private static final int LONGEST_NUMBER = 100;

    static Optional<Comparison> named(String name) {
        return switch (name) {
            case "==", "eq", "is" -> Optional.of(EQUAL);
            case "!=", "ne" -> Optional.of(DIFFERENT);
            case ">", "gt" -> Optional.of(GREATER);
            case ">=", "ge" -> Optional.of(AT_LEAST);
            case "<", "lt" -> Optional.of(LESS);
            case "<=", "le" -> Optional.of(AT_MOST);
            default -> Optional.empty();
        };
    }

    boolean holds(@Nullable Object left, @Nullable Object right) {
        Optional<Integer> order = order(left, right);
        return switch (this) {
            case EQUAL -> equal(order, left, right);
            case DIFFERENT -> !equal(order, left, right);
            case GREATER -> order.filter(sign -> sign > 0).isPresent();
            case AT_LEAST -> order.filter(sign -> sign >= 0).isPresent();
            case LESS -> order.filter(sign -> sign < 0).isPresent();
            case AT_MOST -> order.filter(sign -> sign <= 0).isPresent();
        };
    }

    private static boolean equal(Optional<Integer> order, @Nullable Object left, @Nullable Object right) {
        return order.map(sign -> sign == 0).orElseGet(() -> Objects.equals(left, right));
    }

    private static Optional<Integer> order(@Nullable Object left, @Nullable Object right) {
        if (left instanceof String one && right instanceof String other) {
            return Optional.of(one.compareTo(other));
        }
        if (left instanceof Number || right instanceof Number) {
            return number(left).flatMap(one -> number(right).map(one::compareTo));
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        boolean readable = value instanceof Number || (value instanceof String text && text.length() <= LONGEST_NUMBER);
        try {
            return readable ? Optional.of(new BigDecimal(String.valueOf(value).strip())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
