package dev.tidemark.callback.format.template.qute;

import io.quarkus.qute.TemplateException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** What stands behind the exceptions that Qute wraps. */
final class Failures {
    private Failures() {}

    static Optional<Exceeded> exceeded(CompletionException failure) {
        return causes(failure)
                .filter(Exceeded.class::isInstance)
                .map(Exceeded.class::cast)
                .findFirst();
    }

    /** For the subscription's owner. */
    static String why(CompletionException failure) {
        return "The template cannot write this event: "
                + causes(failure)
                        .filter(TemplateException.class::isInstance)
                        .map(Failures::message)
                        .findFirst()
                        .orElseGet(() -> String.valueOf(failure.getMessage()));
    }

    /** Without the words that Qute puts before. */
    static String message(Throwable exception) {
        return Objects.requireNonNullElse(exception.getMessage(), exception.toString())
                .replaceFirst("^(Parser|Rendering) error: ", "");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
