package dev.tidemark.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An error as RFC 9457 problem details: {@code detail} says what is wrong and what to do,
 * {@code errors} names each offending field.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {
    /** Media type of RFC 9457. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** One offending field ({@code types[0]}, {@code url}, a query parameter) and what to do about it. */
    public record FieldError(String field, String detail) {}

    public static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of());
    }

    /** 400: the request itself is wrong; names the field. */
    public static Problem badRequest(String field, String detail) {
        return new Problem(
                "about:blank", "Bad Request", 400, field + ": " + detail, List.of(new FieldError(field, detail)));
    }

    /** 422: well-formed, but a field's value cannot be used. */
    public static Problem invalid(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        return new Problem(
                "about:blank",
                "Unprocessable Content",
                422,
                first.field() + ": " + first.detail(),
                List.copyOf(errors));
    }

    public static Problem notFound(String what, String id) {
        return of(404, "Not Found", "There is no " + what + " with id '" + id + "'.");
    }
}
