package dev.tidemark.bench.pages;

/**
 * How a database went about a statement.
 *
 * @param cost as its planner has it; 0 where it tells none
 */
record Plan(String statement, double cost, double millis, String text) {}
