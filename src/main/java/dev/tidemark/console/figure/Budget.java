package dev.tidemark.console.figure;

import dev.tidemark.mindstamp.budget.CallClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an account's token spent of its hour, as parts of one bar. */
public record Budget(String account, int spent, int perHour, int lastMinute, int perMinute, List<Part> parts) {
    private static final int WIDTH = 1_000;

    /** @param x where it begins on the bar of 1,000, and how wide it is */
    public record Part(String name, String meaning, int calls, int x, int width, int colour) {}

    static Budget of(
            String account, Map<CallClass, Integer> hour, int perHour, Map<CallClass, Integer> minute, int perMinute) {
        List<Part> parts = new ArrayList<>();
        int x = 0;
        int colour = 1;
        for (CallClass callClass : CallClass.values()) {
            int calls = hour.getOrDefault(callClass, 0);
            int width = Math.min(WIDTH - x, Math.round((float) calls * WIDTH / perHour));
            parts.add(new Part(name(callClass), meaning(callClass), calls, x, width, colour));
            x += width;
            colour++;
        }
        return new Budget(account, sum(hour), perHour, sum(minute), perMinute, parts);
    }

    /** The parts that have any. */
    public List<Part> used() {
        return parts.stream().filter(part -> part.calls() > 0).toList();
    }

    public int leftOfHour() {
        return Math.max(0, perHour - spent);
    }

    public int leftOfMinute() {
        return Math.max(0, perMinute - lastMinute);
    }

    static String name(CallClass callClass) {
        return callClass.name().toLowerCase(Locale.ROOT);
    }

    /** What calls of the class are made for. */
    static String meaning(CallClass callClass) {
        return switch (callClass) {
            case HEAD -> "news at the head of a list";
            case ACTIVE -> "rows under way";
            case CONFIRM -> "checks of rows and tokens";
            case SWEEP -> "walks round whole lists";
            case BACKFILL -> "the first walk of a list";
            case CALLERS -> "other programs";
        };
    }

    private static int sum(Map<CallClass, Integer> calls) {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }
}
