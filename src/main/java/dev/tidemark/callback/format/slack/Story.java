package dev.tidemark.callback.format.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads a canonical document for people; whatever is missing or of another kind than expected is just not there. */
record Story(ObjectNode document) {
    /** The part of the type that people use. */
    String shortType() {
        String type = document.path("type").asText();
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The first of these members of {@code data} that says something. */
    Optional<String> text(String... paths) {
        return Arrays.stream(paths).flatMap(path -> text(at(path)).stream()).findFirst();
    }

    /** Texts and numbers as they are, lists with commas between, objects as JSON. */
    static Optional<String> text(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return Optional.empty();
        }
        String text = node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .flatMap(value -> text(value).stream())
                        .collect(Collectors.joining(", "))
                : node.isObject() ? new String(Json.write(node), StandardCharsets.UTF_8) : node.asText();
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    Optional<Double> number(String... paths) {
        return Arrays.stream(paths)
                .map(this::at)
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble)
                .filter(Double::isFinite)
                .findFirst();
    }

    /** Between 0 and 100. */
    Optional<Double> percentage(String... paths) {
        return number(paths).map(number -> Math.clamp(number, 0.0, 100.0));
    }

    Optional<Boolean> truth(String path) {
        JsonNode node = at(path);
        return node.isBoolean() ? Optional.of(node.asBoolean()) : Optional.empty();
    }

    /** A member of {@code data}, such as {@code view/percentage}. */
    JsonNode at(String path) {
        return document.at("/data/" + path);
    }

    Optional<Instant> time() {
        try {
            return Optional.of(Instant.parse(document.path("time").asText()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The account that the event is of. */
    Optional<String> account() {
        String source = document.path("source").asText();
        String account = source.substring(source.indexOf('/') + 1);
        return account.isBlank() ? text("account") : Optional.of(account);
    }
}
