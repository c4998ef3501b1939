package dev.tidemark.callback.terms;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers that a subscriber has sent with each request; those that carry our own meaning are refused. */
public final class CustomHeaders {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e\\t]*[\\x21-\\x7e])?");
    private static final int LONGEST = 1000;
    private static final int MOST = 30;
    /** Of the connection, of the body, or of the signature; and those a request has once only. */
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "date",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "via");

    private static final List<String> RESERVED_PREFIXES = List.of("webhook-", "ce-", "proxy-", "sec-", "x-forwarded-");
    private static final Pattern SECRET =
            Pattern.compile(".*(auth|key|token|secret|passw|signature|session).*", Pattern.CASE_INSENSITIVE);

    private CustomHeaders() {}

    /** What is wrong with so many headers; the first thing. */
    public static Optional<String> fault(Map<String, String> headers) {
        if (headers.size() > MOST) {
            return Optional.of("has " + headers.size() + " headers; use at most " + MOST);
        }
        long different =
                headers.keySet().stream().map(CustomHeaders::lower).distinct().count();
        return different < headers.size()
                ? Optional.of("names a header twice; upper and lower case are the same here")
                : Optional.empty();
    }

    /** What is wrong with one of them. */
    public static Optional<String> fault(String name, String value) {
        String lower = lower(name);
        if (!NAME.matcher(name).matches()) {
            return Optional.of("is no header name; use letters, digits and -, at most 100");
        }
        if (lower.equals("authorization")) {
            return Optional.of("is set by authentication; put the user or token there");
        }
        if (RESERVED.contains(lower) || RESERVED_PREFIXES.stream().anyMatch(lower::startsWith)) {
            return Optional.of("is reserved; choose another name, such as X-Tenant");
        }
        if (value.length() > LONGEST) {
            return Optional.of("has a value of " + value.length() + " characters; use at most " + LONGEST);
        }
        return VALUE.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("has a value that cannot be sent; use visible ASCII and spaces within");
    }

    /** Whether its value is not to be shown: by its name it is a secret. */
    public static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
