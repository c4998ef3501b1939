package dev.tidemark.callback.filter;

import dev.cel.common.values.NullValue;
import java.util.Map;

/** Values as people read them, cut to 100 characters however large they are. */
final class Shown {
    private static final int LONGEST = 100;

    private final StringBuilder text = new StringBuilder();

    private Shown() {}

    static String text(Object value) {
        Shown shown = new Shown();
        shown.append(value);
        return cut(shown.text.toString());
    }

    static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private void append(Object value) {
        switch (value) {
            case NullValue nothing -> text.append("null");
            case String words -> quote(words);
            case Iterable<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            default -> text.append(value);
        }
    }

    private void quote(String words) {
        text.append('"');
        text.append(words, 0, Math.min(words.length(), 2 * LONGEST + 1));
        text.append('"');
    }

    private void list(Iterable<?> list) {
        String before = "[";
        for (Object element : list) {
            if (full()) {
                return;
            }
            text.append(before);
            append(element);
            before = ", ";
        }
        text.append(before.equals("[") ? "[]" : "]");
    }

    private void map(Map<?, ?> map) {
        String before = "{";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (full()) {
                return;
            }
            text.append(before);
            append(member.getKey());
            text.append(": ");
            append(member.getValue());
            before = ", ";
        }
        text.append(before.equals("{") ? "{}" : "}");
    }

    private boolean full() {
        return text.length() > 2 * LONGEST;
    }
}
