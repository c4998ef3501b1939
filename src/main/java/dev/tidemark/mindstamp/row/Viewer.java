package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A person who watches (mindstamp-api.md §1.4). */
public record Viewer(String id, ObjectNode fields) implements Row {}
