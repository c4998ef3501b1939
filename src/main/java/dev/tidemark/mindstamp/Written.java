package dev.tidemark.mindstamp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a writing call gave: it was done.
 *
 * @param status 200–299
 * @param body what came back, often the object; empty where nothing came or it is no JSON
 */
public record Written(int status, Optional<JsonNode> body) {}
