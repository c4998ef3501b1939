package dev.tidemark.callback.filter;

import com.google.re2j.PatternSyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of {@code matches()}, RE2's: searching takes time in proportion to the text and the size of the pattern.
 *
 * @param size instructions that it is compiled to
 */
record SearchPattern(int size) {
    static final int LARGEST = 2_000;
    /** Repetitions are compiled to copies, those in each other to their product; the library sees that too late. */
    private static final long MOST_COPIED = 1_000_000;

    private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    /** @throws IllegalArgumentException with what is wrong with it */
    static SearchPattern of(String text) {
        if (copied(text) > MOST_COPIED) {
            throw new IllegalArgumentException("this pattern is too large");
        }
        try {
            SearchPattern pattern =
                    new SearchPattern(com.google.re2j.Pattern.compile(text).programSize());
            if (pattern.size() > LARGEST) {
                throw new IllegalArgumentException("this pattern is too large");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a pattern: " + e.getDescription(), e);
        }
    }

    private static double copied(String text) {
        double copied = text.length();
        Matcher repetition = REPETITION.matcher(text);
        while (repetition.find()) {
            copied *= Math.max(1, Math.max(number(repetition.group(1)), number(repetition.group(2))));
        }
        return copied;
    }

    private static double number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 1 : Double.parseDouble(digits);
    }
}
