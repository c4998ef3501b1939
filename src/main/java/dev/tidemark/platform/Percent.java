package dev.tidemark.platform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A share in whole per cent, 0–100, as configuration writes it: {@code 20%}, {@code 20 %} or {@code 20}. */
public record Percent(int value) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\s*%?");

    /** @throws IllegalArgumentException when this is no share */
    public Percent {
        if (value < 0 || value > 100) {
            throw new IllegalArgumentException(value + " is not between 0 and 100 per cent");
        }
    }

    /**
     * Found by the configuration's converters.
     *
     * @throws IllegalArgumentException when this is no share in whole per cent
     */
    public static Percent parse(CharSequence text) {
        Matcher number = TEXT.matcher(text.toString().strip());
        if (!number.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no share in whole per cent, such as 20%");
        }
        return new Percent(Integer.parseInt(number.group(1)));
    }
}
