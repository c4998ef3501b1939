package dev.tidemark.callback.format.template.qute;

import io.quarkus.qute.Results;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Of {@code {#if}}; its operands are told by their numbers, and evaluated when they are needed. */
sealed interface Condition {
    /** @param operands evaluates the operand of a number */
    boolean holds(IntFunction<@Nullable Object> operands);

    /** Of {@code {#else}}. */
    record Always() implements Condition {
        @Override
        public boolean holds(IntFunction<@Nullable Object> operands) {
            return true;
        }
    }

    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(IntFunction<@Nullable Object> operands) {
            return conditions.stream().allMatch(condition -> condition.holds(operands));
        }
    }

    record Any(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(IntFunction<@Nullable Object> operands) {
            return conditions.stream().anyMatch(condition -> condition.holds(operands));
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(IntFunction<@Nullable Object> operands) {
            return !condition.holds(operands);
        }
    }

    record Compared(int left, Comparison comparison, int right) implements Condition {
        @Override
        public boolean holds(IntFunction<@Nullable Object> operands) {
            return comparison.holds(plain(operands.apply(left)), plain(operands.apply(right)));
        }

        private static @Nullable Object plain(@Nullable Object value) {
            if (value instanceof JsonForm form) {
                return form.text();
            }
            return Results.isNotFound(value) ? null : value;
        }
    }

    /** Neither missing nor null, false, zero or empty. */
    record Truthy(int operand) implements Condition {
        @Override
        public boolean holds(IntFunction<@Nullable Object> operands) {
            Object value = operands.apply(operand);
            return switch (value) {
                case Boolean truth -> truth;
                case BigDecimal number -> number.signum() != 0;
                case Number number -> !number.toString().matches("-?0(\\.0)?");
                case CharSequence text -> !text.isEmpty();
                case Collection<?> collection -> !collection.isEmpty();
                case Map<?, ?> map -> !map.isEmpty();
                case null -> false;
                default -> !Results.isNotFound(value);
            };
        }
    }
}
