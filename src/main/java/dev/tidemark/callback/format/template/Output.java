package dev.tidemark.callback.format.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.callback.format.template.qute.Exceeded;
import dev.tidemark.callback.format.template.qute.Sandbox;
import java.util.function.Consumer;

/**
 * Takes what a template writes, piece by piece, and escapes the values in it. Pieces of the template itself have no
 * control characters but white space, so a mark in front tells the values.
 */
final class Output implements Consumer<String> {
    static final int MOST = 256 * 1024;

    private final Escape escape;
    private final StringBuilder written = new StringBuilder();
    private final JsonQuotes quotes = new JsonQuotes();

    Output(Escape escape) {
        this.escape = escape;
    }

    @Override
    public void accept(String piece) {
        if (piece.startsWith(Sandbox.TEXT)) {
            append(text(piece.substring(1)));
        } else if (piece.startsWith(Sandbox.FORM)) {
            append(form(piece.substring(1)));
        } else {
            append(piece);
        }
    }

    /** @throws Exceeded when it is too long */
    byte[] bytes() {
        byte[] bytes = written.toString().getBytes(UTF_8);
        check(bytes.length);
        return bytes;
    }

    private String text(String raw) {
        if (escape == Escape.JSON && !quotes.open()) {
            throw new Exceeded("The template writes a text outside quotes at " + place()
                    + "; put quotes around {…} or ask for {….json}.");
        }
        return escape.text(raw);
    }

    private String form(String json) {
        return escape == Escape.JSON && quotes.open() ? escape.text(json) : escape.form(json);
    }

    private void append(String escaped) {
        check(written.length() + escaped.length());
        written.append(escaped);
        quotes.read(escaped);
    }

    private static void check(int length) {
        if (length > MOST) {
            throw new Exceeded("The template writes more than " + MOST / 1024 + " KiB for this event; write less.");
        }
    }

    private String place() {
        int line = written.lastIndexOf("\n") + 1;
        long lines = written.chars().filter(unit -> unit == '\n').count();
        return "line " + (lines + 1) + ", column " + (written.length() - line + 1) + " of what it writes";
    }
}
