package dev.tidemark.callback.format.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What is refused before Qute's parser, which has no limits of its own, sees a template. */
final class SourceCheck {
    static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_SECTIONS = 500;
    private static final int MOST_BRACKETS = 16;

    private final String source;
    private final List<Mistake> mistakes = new ArrayList<>();
    private int line = 1;
    private int column = 1;
    private int sections;
    private int brackets;

    private SourceCheck(String source) {
        this.source = source;
    }

    /** At most one mistake. */
    static List<Mistake> check(String source) {
        if (source.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return List.of(Mistake.inTemplate(1, 1, "longer than 16 KiB; shorten it"));
        }
        SourceCheck check = new SourceCheck(source);
        for (int i = 0; i < source.length() && check.mistakes.isEmpty(); i++) {
            check.read(i);
        }
        return check.mistakes;
    }

    private void read(int index) {
        char unit = source.charAt(index);
        switch (unit) {
            case '{' -> {
                brackets = 0;
                sections += source.startsWith("#", index + 1) ? 1 : 0;
            }
            case '}' -> brackets = 0;
            case '(', '[' -> brackets++;
            case ')', ']' -> brackets = Math.max(0, brackets - 1);
            default -> {}
        }
        refuse(isControl(unit), "a control character; leave it out");
        refuse(isLone(index), "half a surrogate pair; leave it out");
        refuse(sections > MOST_SECTIONS, "more than " + MOST_SECTIONS + " sections; use fewer");
        refuse(brackets > MOST_BRACKETS, "brackets nested deeper than " + MOST_BRACKETS + "; nest less");
        boolean ends = unit == '\n' || (unit == '\r' && !source.startsWith("\n", index + 1));
        line += ends ? 1 : 0;
        column = ends ? 1 : column + 1;
    }

    private void refuse(boolean wrong, String detail) {
        if (wrong) {
            mistakes.add(Mistake.inTemplate(line, column, detail));
        }
    }

    private static boolean isControl(char unit) {
        return Character.isISOControl(unit) && unit != '\t' && unit != '\n' && unit != '\r';
    }

    private boolean isLone(int index) {
        char unit = source.charAt(index);
        boolean paired = Character.isHighSurrogate(unit)
                ? index + 1 < source.length() && Character.isLowSurrogate(source.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(source.charAt(index - 1));
        return Character.isSurrogate(unit) && !paired;
    }
}
