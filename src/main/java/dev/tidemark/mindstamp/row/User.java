package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The user a token belongs to (mindstamp-api.md §1.4). Its fields are not public: even the id is a guess. */
public record User(ObjectNode fields) implements Fields {
    /** @throws UncheckedIOException when the body is not a JSON object */
    public static User parse(byte[] body) {
        JsonNode root = Json.read(body);
        return RowParser.withId(root, 2)
                .or(() -> root instanceof ObjectNode object ? Optional.of(object) : Optional.empty())
                .map(User::new)
                .orElseThrow(() -> new UncheckedIOException(new IOException("not a JSON object")));
    }

    public Optional<String> id() {
        return text("id");
    }

    public Optional<String> name() {
        return text("name");
    }

    public Optional<String> email() {
        return text("email");
    }
}
