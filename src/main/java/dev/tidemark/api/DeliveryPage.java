package dev.tidemark.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of a list, and where it goes on.
 *
 * @param next to be sent as {@code after} for the next page; null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record DeliveryPage<T>(List<T> items, @Nullable String next) {
    private static final int DEFAULT = 50;
    private static final int MOST = 200;

    /** @param found up to one more than {@code limit}: the one more tells that there is a next page */
    static <T> DeliveryPage<T> of(List<T> found, int limit, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return new DeliveryPage<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new DeliveryPage<>(items, cursor.apply(items.getLast()));
    }

    static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static ProblemException refused(String text) {
        return new ProblemException(Problem.badRequest("limit", "'" + text + "' is not a number from 1 to " + MOST));
    }
}
