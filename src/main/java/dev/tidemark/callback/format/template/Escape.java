package dev.tidemark.callback.format.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.util.Locale;

/** How values are written, so that they stay values in what the template writes. */
enum Escape {
    /** Inside a string's quotes. */
    JSON,
    /** HTML and XML, in text and in quoted attributes. */
    MARKUP,
    /** A form's names and values. */
    FORM,
    NONE;

    /** @param mediaType without parameters */
    static Escape of(String mediaType) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        String subtype = type.substring(type.indexOf('/') + 1);
        if (subtype.equals("json") || subtype.endsWith("+json")) {
            return JSON;
        }
        if (subtype.equals("html") || subtype.equals("xml") || subtype.endsWith("+xml")) {
            return MARKUP;
        }
        return subtype.equals("x-www-form-urlencoded") ? FORM : NONE;
    }

    String text(String raw) {
        return switch (this) {
            case JSON -> new String(JsonStringEncoder.getInstance().quoteAsString(raw));
            case MARKUP -> markup(raw);
            case FORM -> URLEncoder.encode(raw, UTF_8);
            case NONE -> raw;
        };
    }

    /** JSON stays JSON, also inside a script. */
    String form(String json) {
        return switch (this) {
            case JSON, NONE -> json;
            case MARKUP ->
                json.replace("<", "\\u003C")
                        .replace(">", "\\u003E")
                        .replace("&", "\\u0026")
                        .replace("'", "\\u0027");
            case FORM -> URLEncoder.encode(json, UTF_8);
        };
    }

    private static String markup(String raw) {
        StringBuilder markup = new StringBuilder(raw.length() + 16);
        for (int i = 0; i < raw.length(); i++) {
            char unit = raw.charAt(i);
            switch (unit) {
                case '&' -> markup.append("&amp;");
                case '<' -> markup.append("&lt;");
                case '>' -> markup.append("&gt;");
                case '"' -> markup.append("&#34;");
                case '\'' -> markup.append("&#39;");
                default -> markup.append(isNoXml(unit) ? '\uFFFD' : unit);
            }
        }
        return markup.toString();
    }

    /** XML 1.0 §2.2 has no such characters, not even escaped. */
    private static boolean isNoXml(char unit) {
        return (unit < ' ' && unit != '\t' && unit != '\n' && unit != '\r') || unit >= 0xFFFE;
    }
}
