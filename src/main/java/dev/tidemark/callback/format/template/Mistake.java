package dev.tidemark.callback.format.template;

/**
 * Why a template or its content type is refused, for whoever wrote it.
 *
 * @param field {@code template} or {@code contentType}
 * @param line from 1
 * @param column from 1
 * @param detail what is wrong and what to do
 */
public record Mistake(String field, int line, int column, String detail) {
    static Mistake inTemplate(int line, int column, String detail) {
        return new Mistake("template", Math.max(1, line), Math.max(1, column), detail);
    }

    static Mistake inContentType(int column, String detail) {
        return new Mistake("contentType", 1, column, detail);
    }

    /** With its place, for one line of text. */
    public String text() {
        return "line " + line + ", column " + column + ": " + detail;
    }
}
