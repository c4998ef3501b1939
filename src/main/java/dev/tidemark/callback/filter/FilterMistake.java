package dev.tidemark.callback.filter;

/**
 * What is wrong with the text of a filter, and where.
 *
 * @param line of the text, from 1
 * @param column of the line in characters (code points), from 1
 */
public record FilterMistake(int line, int column, String why) {

    /** For people: {@code column 12: undeclared reference to 'dat'}; from the second line on the line is named too. */
    public String text() {
        return (line > 1 ? "line " + line + ", " : "") + "column " + column + ": " + why;
    }
}
