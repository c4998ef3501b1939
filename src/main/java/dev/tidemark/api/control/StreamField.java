package dev.tidemark.api.control;

import dev.tidemark.platform.ProblemException;
import dev.tidemark.poll.source.StreamKind;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The member {@code stream} of a request. */
final class StreamField {
    private StreamField() {}

    /** @throws ProblemException 422 when there is no such stream; it lists those there are */
    static StreamKind<?> parse(@Nullable String text) {
        return StreamKind.LISTED.stream()
                .filter(kind -> kind.stream().text().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "stream",
                        (text == null ? "is missing" : "'" + text + "' is no stream") + "; use one of "
                                + StreamKind.LISTED.stream()
                                        .map(kind -> kind.stream().text())
                                        .collect(Collectors.joining(", "))));
    }
}
