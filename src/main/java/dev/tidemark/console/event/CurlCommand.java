package dev.tidemark.console.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;

/**
 * A request as a command for a POSIX shell. The body comes through a pipe, so that it stays as it is, however long and
 * whatever it begins or ends with: a here-document would add a line's end, and the signature would not fit.
 */
final class CurlCommand {
    private CurlCommand() {}

    static String write(String url, Iterable<Map.Entry<String, String>> headers, byte[] body) {
        StringBuilder command =
                new StringBuilder(body(body)).append(" |\n  curl -i ").append(quoted(url));
        headers.forEach(
                header -> command.append(" \\\n    -H ").append(quoted(header.getKey() + ": " + header.getValue())));
        return command.append(" \\\n    --data-binary @-").toString();
    }

    /** What a page or a terminal would change goes encoded. */
    private static String body(byte[] body) {
        String text = new String(body, UTF_8);
        return text.chars().anyMatch(character -> Character.isISOControl(character) && character != '\n')
                ? "printf '%s' '" + Base64.getEncoder().encodeToString(body) + "' | base64 -d"
                : "printf '%s' " + quoted(text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
