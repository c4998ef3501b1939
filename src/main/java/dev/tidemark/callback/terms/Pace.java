package dev.tidemark.callback.terms;

/**
 * A rate that is kept under a name; who has the same name shares it.
 *
 * @param name up to 100 characters
 */
public record Pace(String name, Rate rate) {}
