package dev.tidemark.callback.format.template.qute;

import io.quarkus.qute.ResolutionContext;

/**
 * What one rendering may spend. Qute builds the whole result in memory before it writes any of it, so loops pay for
 * their bodies before they run. Of one thread.
 */
final class Budget {
    static final String ATTRIBUTE = "tidemark.budget";
    static final int MOST_ITERATIONS = 50_000;
    /** Nodes and parts of expressions in loops. */
    static final int MOST_STEPS = 1_000_000;

    static final int MOST_JSON = 1 << 20;

    private long iterations;
    private long steps;
    private long json;

    static Budget of(ResolutionContext context) {
        return (Budget) context.getAttribute(ATTRIBUTE);
    }

    /** @param weight of the loop's body */
    void loop(long times, int weight) {
        iterations += times;
        if (iterations > MOST_ITERATIONS) {
            throw new Exceeded("The template's loops run more than " + MOST_ITERATIONS
                    + " times together for this event; loop over less.");
        }
        steps += times * weight;
        if (steps > MOST_STEPS) {
            throw new Exceeded("The template's loops do more than " + MOST_STEPS
                    + " steps together for this event; put less into them.");
        }
    }

    void json(int length) {
        json += length;
        if (json > MOST_JSON) {
            throw new Exceeded("The template asks for more than " + MOST_JSON
                    + " characters of .json for this event; ask for smaller values.");
        }
    }
}
