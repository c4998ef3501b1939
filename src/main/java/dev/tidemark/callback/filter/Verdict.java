package dev.tidemark.callback.filter;

import java.util.List;

/** Whether a filter matches an event, and why: its conditions one by one, also those that evaluation would skip. */
public record Verdict(boolean matches, List<Step> steps) {
    public Verdict {
        steps = List.copyOf(steps);
    }

    /**
     * One condition.
     *
     * @param expression as CEL writes it: {@code data.view.percentage >= 95}
     * @param outcome {@code true}, {@code false}, or {@code no} for what cannot be decided, and then the fields it read:
     *     {@code false: data.view.percentage is 60}
     */
    public record Step(String expression, String outcome) {}
}
