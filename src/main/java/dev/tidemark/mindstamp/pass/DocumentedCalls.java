package dev.tidemark.mindstamp.pass;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The 42 calls that Mindstamp documents (mindstamp-api.md §2). */
public final class DocumentedCalls {
    /** Of RFC 3986 §3.3; what would end the path or break its encoding is not in it. */
    private static final Pattern SEGMENT = Pattern.compile("(?:[A-Za-z0-9\\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+");

    private static final List<DocumentedCall> ALL = Stream.of(
                    "GET views",
                    "GET views/summary",
                    "GET views/summary/month",
                    "GET views/summary/week",
                    "GET views/:id",
                    "GET views/:id/interactions",
                    "GET interactions",
                    "GET interactions/:id",
                    "GET interactions/:id/responses",
                    "GET videos",
                    "GET videos/:id",
                    "GET videos/:id/views",
                    "GET videos/:id/interactions",
                    "GET viewers",
                    "GET viewers/:id",
                    "GET viewers/:id/views",
                    "GET viewers/:id/interactions",
                    "GET user/me",
                    "GET groups",
                    "GET groups/:id",
                    "GET groups/:id/videos",
                    "GET groups/:id/views",
                    "GET groups/:id/interactions",
                    "POST groups/create",
                    "POST groups/:id/addVideo",
                    "GET series",
                    "GET series/:id",
                    "GET series/:id/videos",
                    "POST series/create",
                    "POST series/:id/addVideo",
                    "POST series/:id/invite",
                    "GET series/:id/views",
                    "GET series/:id/interactions",
                    "GET plink",
                    "GET plink/:id",
                    "PATCH plink/:id",
                    "POST plink",
                    "GET accessLists",
                    "GET accessLists/:id",
                    "POST accessLists/create",
                    "POST accessLists/:id/add",
                    "DELETE accessLists/:id/delete")
            .map(line -> line.split(" "))
            .map(words -> new DocumentedCall(words[0], words[1]))
            .toList();

    private DocumentedCalls() {}

    public static List<DocumentedCall> all() {
        return ALL;
    }

    /** Those that change something at Mindstamp. */
    public static List<DocumentedCall> writes() {
        return ALL.stream().filter(DocumentedCall::isWrite).toList();
    }

    /**
     * The documented call that a request is.
     *
     * @param path below the API's base, without a slash at its start, percent-encoded; one slash at its end is ignored
     * @return empty for everything else, also for segments that are empty, {@code ..}, or hide a slash
     */
    public static Optional<DocumentedCall> find(String method, String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<String> segments = List.of(trimmed.split("/", -1));
        if (!segments.stream().allMatch(DocumentedCalls::isPlain)) {
            return Optional.empty();
        }
        return ALL.stream()
                .filter(call -> call.method().equals(method) && call.matches(segments))
                .max(Comparator.comparingInt(DocumentedCall::words));
    }

    private static boolean isPlain(String segment) {
        if (!SEGMENT.matcher(segment).matches()) {
            return false;
        }
        String decoded = URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
        return !decoded.equals(".")
                && !decoded.equals("..")
                && decoded.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }
}
