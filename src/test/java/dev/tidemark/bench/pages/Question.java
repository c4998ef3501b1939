package dev.tidemark.bench.pages;

/**
 * What is asked again and again.
 *
 * @param path {@code {i}} stands for the number of the asking, {@code {next}} for a place after the newest event that is
 *     another one each time: H2 remembers the answer to the same statement
 * @param body of a POST; empty = GET
 */
record Question(String name, String path, String body) {
    static Question get(String name, String path) {
        return new Question(name, path, "");
    }
}
