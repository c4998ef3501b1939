package dev.tidemark.mindstamp.pass;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A call that Mindstamp documents.
 *
 * @param method upper case
 * @param path template below the API's base, such as {@code views/:id/interactions}
 */
public record DocumentedCall(String method, String path) {
    private static final String ID = ":id";

    /** Whether it changes something at Mindstamp. */
    public boolean isWrite() {
        return !method.equals("GET");
    }

    boolean matches(List<String> segments) {
        List<String> template = segments();
        return template.size() == segments.size()
                && IntStream.range(0, template.size())
                        .allMatch(i ->
                                template.get(i).equals(ID) || template.get(i).equals(segments.get(i)));
    }

    /** How many segments are words of the path: the more, the closer a match. */
    int words() {
        return (int) segments().stream().filter(segment -> !segment.equals(ID)).count();
    }

    private List<String> segments() {
        return List.of(path.split("/"));
    }
}
