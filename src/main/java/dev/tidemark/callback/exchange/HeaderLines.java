package dev.tidemark.callback.exchange;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Headers as they are recorded with an attempt: a line {@code name: value} each, so many and so long as are kept. */
public final class HeaderLines {
    /** Characters that are kept of an answer's headers. */
    static final int RECEIVED = 4 * 1024;

    /** Characters that are kept of a request's headers; what the column holds. */
    private static final int SENT = 8000;

    private static final int MOST = 50;
    private static final String HIDDEN = "***";

    private HeaderLines() {}

    /** @param hidden whose values are not to be seen */
    public static String sent(Iterable<Map.Entry<String, String>> headers, Predicate<String> hidden) {
        return write(headers, hidden, SENT);
    }

    static String received(Iterable<Map.Entry<String, String>> headers) {
        return write(headers, _ -> false, RECEIVED);
    }

    private static String write(Iterable<Map.Entry<String, String>> headers, Predicate<String> hidden, int room) {
        StringBuilder lines = new StringBuilder(400);
        int count = 0;
        for (Map.Entry<String, String> header : headers) {
            if (count++ == MOST || lines.length() >= room) {
                break;
            }
            if (!lines.isEmpty()) {
                lines.append('\n');
            }
            append(lines, header.getKey(), room);
            append(lines, ": ", room);
            append(lines, hidden.test(header.getKey()) ? HIDDEN : header.getValue(), room);
        }
        return lines.toString();
    }

    /** A hostile receiver chooses some of these words: no line of its own making, nothing that no database stores. */
    private static void append(StringBuilder lines, String text, int room) {
        int end = Math.min(text.length(), room - lines.length());
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            lines.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
    }

    /** By name, whose case does not count; what came several times is joined as in HTTP. */
    public static SortedMap<String, String> read(String lines) {
        SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.lines().forEach(line -> {
            int end = line.indexOf(": ");
            if (end > 0) {
                headers.merge(line.substring(0, end), line.substring(end + 2), (one, more) -> one + ", " + more);
            }
        });
        return headers;
    }
}
