package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An interactive video (mindstamp-api.md §1.4). */
public record Video(String id, ObjectNode fields) implements Row {}
