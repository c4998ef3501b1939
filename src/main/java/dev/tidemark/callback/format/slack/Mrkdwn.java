package dev.tidemark.callback.format.slack;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Slack's markup, made so that a text of somebody else's stays text in it: it mentions nobody, links nowhere and formats
 * nothing. Slack knows escapes for {@code & < >} alone, so the other marks become characters that look like them.
 * Lengths count the result; a cut never parts a surrogate pair or an entity.
 */
final class Mrkdwn {
    private static final String CUT = "…";
    private static final int LONGEST_URL = 2000;

    private Mrkdwn() {}

    /** On one line, with an ellipsis where it is longer. */
    static String line(String raw, int most) {
        List<String> units = units(raw.replaceAll("\\R", " ").strip(), most + 1);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < units.size(); i++) {
            boolean last = i == units.size() - 1;
            if (line.length() + units.get(i).length() > (last ? most : most - CUT.length())) {
                return line.append(CUT).toString();
            }
            line.append(units.get(i));
        }
        return line.toString();
    }

    /**
     * As quoted lines, in pieces; an ellipsis where there would be more.
     *
     * @param most of a piece
     */
    static List<String> quote(String raw, int most, int pieces) {
        List<String> quotes = new ArrayList<>();
        StringBuilder quote = new StringBuilder("> ");
        for (String unit : units(raw.strip(), most * pieces + 1)) {
            String next = unit.equals("\n") ? "\n> " : unit;
            if (quote.length() + next.length() > most - CUT.length()) {
                if (quotes.size() == pieces - 1) {
                    quotes.add(quote.append(CUT).toString());
                    return quotes;
                }
                quotes.add(quote.toString());
                quote = new StringBuilder("> ");
            }
            quote.append(next);
        }
        quotes.add(quote.toString());
        return quotes;
    }

    /** @param escaped one line of this class's, not empty */
    static String bold(String escaped) {
        return "*" + escaped + "*";
    }

    /**
     * Empty when the URL is not one of http or https.
     *
     * @param escaped one line of this class's
     */
    static Optional<String> link(String url, String escaped) {
        try {
            URI uri = new URI(url.strip());
            String text = uri.toASCIIString();
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && text.length() <= LONGEST_URL
                    ? Optional.of("<" + text.replace("&", "&amp;") + "|" + escaped + ">")
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** @param enough units that are more than can be used; each has a character at least */
    private static List<String> units(String raw, int enough) {
        int[] points = raw.codePoints()
                .filter(point -> !turnsText(point))
                .limit(enough)
                .toArray();
        List<String> units = new ArrayList<>(points.length);
        for (int i = 0; i < points.length; i++) {
            boolean inWord = i > 0 && i < points.length - 1 && isWord(points[i - 1]) && isWord(points[i + 1]);
            units.add(unit(points[i], inWord));
        }
        return units;
    }

    private static String unit(int point, boolean inWord) {
        return switch (point) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '*' -> "∗";
            case '~' -> "∼";
            case '`' -> "ˋ";
            case '_' -> inWord ? "_" : "ˍ";
            case '\n', 0x2028, 0x2029 -> "\n";
            default -> visible(point);
        };
    }

    private static String visible(int point) {
        if (Character.isISOControl(point)) {
            return " ";
        }
        return Character.getType(point) == Character.SURROGATE ? "\uFFFD" : Character.toString(point);
    }

    /** Marks that order the text after them from right to left, ours too. */
    private static boolean turnsText(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == '\r';
    }

    /** Inside a word an underscore formats nothing, and e-mail addresses have it. */
    private static boolean isWord(int point) {
        return point < 0x80 && Character.isLetterOrDigit(point);
    }
}
