/**
 * A model of the API and of time (detection.md B6): the production planner, detectors and commit code against random
 * worlds, thousands of hours in minutes. What it proves is listed in {@code Verdicts}.
 */
package dev.tidemark.simulation;
