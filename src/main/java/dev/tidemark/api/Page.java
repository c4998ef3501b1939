package dev.tidemark.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what to send as {@code after} for the next page; null when this is the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** @param found what was found when asked for one more than the limit, which tells whether there is a next page */
    public static <S, T> Page<T> of(List<S> found, Limit limit, Function<S, T> item, Function<S, String> cursor) {
        List<S> shown = found.subList(0, Math.min(found.size(), limit.value()));
        boolean more = found.size() > shown.size();
        return new Page<>(shown.stream().map(item).toList(), more ? cursor.apply(shown.getLast()) : null);
    }
}
