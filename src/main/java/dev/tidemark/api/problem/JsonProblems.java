package dev.tidemark.api.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a JSON body, in words for the one who sent it: 400 with line and column when it is not JSON,
 * 422 with the field's path when it is JSON of another shape. Never names our classes.
 */
final class JsonProblems {
    /** How a path is written when the body itself is meant. */
    private static final String BODY = "body";

    private JsonProblems() {}

    static Problem of(JacksonException failure) {
        if (failure.getCause() instanceof JacksonException cause && !(failure instanceof MismatchedInputException)) {
            // The data binding wraps a syntax error it meets inside an object.
            return of(cause);
        }
        return failure instanceof JsonMappingException mapping ? mapping(mapping) : syntax(failure);
    }

    private static Problem syntax(JacksonException failure) {
        return Problem.badRequest(
                BODY, "not valid JSON" + place(failure) + ": " + withoutSource(failure.getOriginalMessage()));
    }

    private static String place(JacksonException failure) {
        JsonLocation place = failure.getLocation();
        return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static Problem mapping(JsonMappingException failure) {
        if (failure.getCause() instanceof ProblemException problem) {
            return problem.problem();
        }
        if (failure.getOriginalMessage().startsWith("Trailing token")) {
            return Problem.badRequest(BODY, "more follows after the JSON" + place(failure));
        }
        return Problem.invalid(List.of(new Problem.FieldError(path(failure), detail(failure))));
    }

    private static String detail(JsonMappingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> "unknown member; known are " + known(unknown);
            case InvalidFormatException format ->
                "'" + format.getValue() + "' is not " + expected(format.getTargetType());
            case MismatchedInputException mismatch -> "must be " + expected(mismatch.getTargetType());
            case ValueInstantiationException refused
            when refused.getCause() instanceof IllegalArgumentException e -> String.valueOf(e.getMessage());
            default -> "cannot be read";
        };
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<Object> names = unknown.getKnownPropertyIds();
        return names == null
                ? "none"
                : names.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    static String path(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? BODY : path.toString();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-01T05:15:24Z";
        }
        if (type == Duration.class) {
            return "a duration such as PT15S";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        return CharSequence.class.isAssignableFrom(type) ? "a string" : objectOr(type);
    }

    private static String objectOr(Class<?> type) {
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "of another type";
    }

    /** The parser's messages name the stream they read, which means nothing to the sender. */
    private static String withoutSource(String message) {
        return message.replaceAll("\\s*\\(?(start marker )?at \\[Source:[^\\]]*\\]\\)?", "")
                // What stands there may be a secret somebody forgot to quote.
                .replaceAll("Unrecognized token '[^']*'", "Unrecognized token");
    }
}
