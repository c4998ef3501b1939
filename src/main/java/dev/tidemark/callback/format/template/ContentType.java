package dev.tidemark.callback.format.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A media type (RFC 9110 §8.3.1) of a text in UTF-8. */
record ContentType(String text, Escape escape) {
    static final String DEFAULT = "application/json";

    private static final int LONGEST = 200;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String VALUE = "(?:" + TOKEN + "|\"[ !#-\\[\\]-~]*+\")";
    private static final Pattern PARAMETER =
            Pattern.compile("[ \\t]*+;[ \\t]*+(?<name>" + TOKEN + ")=(?<value>" + VALUE + ")");
    private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN);

    static List<Mistake> check(String text) {
        List<Mistake> mistakes = new ArrayList<>();
        Matcher type = TYPE.matcher(text);
        if (text.length() > LONGEST) {
            mistakes.add(Mistake.inContentType(LONGEST + 1, "longer than " + LONGEST + " characters; shorten it"));
        } else if (!type.lookingAt()) {
            mistakes.add(Mistake.inContentType(1, "no media type; write one such as application/json or text/plain"));
        } else {
            parameters(text, type.end(), mistakes);
        }
        return mistakes;
    }

    /** @param text without mistakes */
    static ContentType of(String text) {
        return new ContentType(text, Escape.of(text.split("[ \\t;]", 2)[0]));
    }

    private static void parameters(String text, int start, List<Mistake> mistakes) {
        Matcher parameter = PARAMETER.matcher(text);
        int end = start;
        while (end < text.length() && parameter.find(end) && parameter.start() == end) {
            String value = parameter.group("value").replace("\"", "");
            if (parameter.group("name").equalsIgnoreCase("charset") && !value.equalsIgnoreCase("utf-8")) {
                mistakes.add(Mistake.inContentType(
                        parameter.start("value") + 1, "callbacks are written in UTF-8; leave the charset out"));
            }
            end = parameter.end();
        }
        if (end < text.length()) {
            mistakes.add(Mistake.inContentType(
                    end + 1, "this does not belong to a media type; parameters look like ; name=value"));
        }
    }
}
