package dev.tidemark.callback.format.template.qute;

import java.util.ArrayList;
import java.util.List;

/** Cuts a condition into brackets, {@code !}, operators and operands; texts and parameters stay whole. */
final class ConditionWords {
    private final String text;
    private int at;

    private ConditionWords(String text) {
        this.text = text;
    }

    static List<String> of(String text) {
        ConditionWords words = new ConditionWords(text);
        List<String> found = new ArrayList<>();
        while (words.skipSpace()) {
            found.add(words.word());
        }
        return found;
    }

    private boolean skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private String word() {
        int start = at;
        char first = text.charAt(at);
        if (first == '(' || first == ')' || (first == '!' && !text.startsWith("!=", at))) {
            at++;
            return String.valueOf(first);
        }
        int depth = 0;
        while (at < text.length() && !ends(text.charAt(at), depth)) {
            char unit = text.charAt(at);
            if (unit == '\'' || unit == '"') {
                int end = text.indexOf(unit, at + 1);
                at = end < 0 ? text.length() - 1 : end;
            }
            depth += unit == '(' || unit == '[' ? 1 : unit == ')' || unit == ']' ? -1 : 0;
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean ends(char unit, int depth) {
        return depth <= 0 && (unit == ')' || Character.isWhitespace(unit));
    }
}
