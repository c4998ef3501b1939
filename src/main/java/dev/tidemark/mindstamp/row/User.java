package dev.tidemark.mindstamp.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.page.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The user a token belongs to (mindstamp-api.md §1.4). Its fields are not public: even the id is a guess. */
public record User(ObjectNode fields) implements Fields {
    /** @throws UncheckedIOException when the body is not a JSON object */
    public static User parse(byte[] body) {
        RawJson root = RawJson.of(body);
        return RowParser.withId(root, 2)
                .or(() -> Optional.of(root).filter(RawJson::isObject))
                .map(object -> new User((ObjectNode) object.read()))
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
