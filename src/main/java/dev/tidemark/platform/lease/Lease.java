package dev.tidemark.platform.lease;

/**
 * The right to act alone for a name.
 *
 * @param epoch the fencing number: rises with each change of owner; a commit under an older epoch is refused
 */
public record Lease(String name, long epoch) {}
