package dev.tidemark.callback.subscriber;

import dev.tidemark.callback.filter.Filter;
import jakarta.enterprise.context.ApplicationScoped;

/** The filters of subscriptions, each compiled once. */
@ApplicationScoped
class Filters {
    private final Kept<Filter> compiled = new Kept<>(Filter::compile);

    /** @throws IllegalArgumentException when it is none; one that was checked when it was saved is one */
    Filter of(String source) {
        return compiled.of(source);
    }
}
