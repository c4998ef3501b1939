package dev.tidemark.mainjob.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** One item of the sandbox's ledger. */
record Fact(JsonNode json) {
    Instant at() {
        return Instant.parse(json.path("at").asText());
    }

    /** Such as {@code view-created}. */
    String what() {
        return json.path("fact").asText();
    }

    boolean is(String what) {
        return what().equals(what);
    }

    String subject() {
        return json.path("subject").asText();
    }

    /** Such as {@code viewer}; empty where it is null or not there. */
    Optional<String> text(String field) {
        return Optional.of(json.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    Optional<Integer> percentage() {
        return Optional.of(json.path("percentage")).filter(JsonNode::isInt).map(JsonNode::asInt);
    }

    /** A viewer answered something; otherwise she clicked. */
    boolean isResponse() {
        return text("parent_type").filter("question"::equals).isPresent()
                || text("type_of").filter("reply"::equals).isPresent();
    }

    /** The fields of a view that are not as they were. */
    List<String> changed() {
        return StreamSupport.stream(json.path("changed").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
