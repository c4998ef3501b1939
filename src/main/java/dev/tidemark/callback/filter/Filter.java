package dev.tidemark.callback.filter;

import dev.cel.runtime.CelEvaluationException;
import java.util.Optional;

/**
 * A condition on events in CEL (contract §5), over the variables {@code id}, {@code source}, {@code type},
 * {@code subject}, {@code dataschema}, {@code partitionkey}, {@code sequence}, {@code specversion},
 * {@code datacontenttype} and {@code account} (strings), {@code time} (a timestamp) and {@code data}. {@code type} is the
 * short name alone, {@code ViewCompleted}; {@code account} is what follows {@code mindstamp/} in the source.
 *
 * <p>What cannot be decided does not match: a field that is not there, a value of another type, a division by zero, and
 * more work than one filter may ask for. Immutable and safe for many threads.
 */
public final class Filter {
    private final Language.Understood understood;

    private Filter(Language.Understood understood) {
        this.understood = understood;
    }

    /** The first mistake in the text of a filter, if there is one. */
    public static Optional<FilterMistake> check(String source) {
        return switch (Language.read(source)) {
            case Language.Mistaken mistaken -> Optional.of(mistaken.mistake());
            case Language.Understood understood -> Optional.empty();
        };
    }

    /** @throws IllegalArgumentException when {@link #check} finds a mistake; its message is the mistake's text */
    public static Filter compile(String source) {
        return switch (Language.read(source)) {
            case Language.Mistaken mistaken ->
                throw new IllegalArgumentException(mistaken.mistake().text());
            case Language.Understood understood -> new Filter(understood);
        };
    }

    public boolean matches(FilterInput input) {
        return matches(input, new Budget(understood.charges()));
    }

    /** Why the event matches or not; takes longer than {@link #matches}. */
    public Verdict explain(FilterInput input) {
        return new Verdict(matches(input), Explanation.steps(understood, input));
    }

    private boolean matches(FilterInput input, Budget budget) {
        try {
            Object result = understood
                    .program()
                    .trace(name -> Optional.ofNullable(input.variables().get(name)), budget);
            return Boolean.TRUE.equals(result);
        } catch (CelEvaluationException | RuntimeException | Budget.Spent | StackOverflowError e) {
            return false;
        }
    }
}
