package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.sandbox.world.World;
import java.util.Optional;

/** Which views something is to happen to: that one, or so many by chance. */
record ViewRequest(Optional<String> id, int views) {
    /** A body with {@code view} or {@code views}. */
    static ViewRequest deletion(byte[] body) {
        ObjectNode json = ControlRequest.parse(body);
        if (json.has("view") == json.has("views")) {
            throw ProblemException.invalid("view", "must be there, or else views, but not both");
        }
        if (json.has("view")) {
            return new ViewRequest(Optional.of(id(json)), 1);
        }
        JsonNode views = json.path("views");
        if (!views.isIntegralNumber() || views.asLong() < 1 || views.asLong() > World.MOST_VIEWS) {
            throw ProblemException.invalid("views", "must be a whole number from 1 to " + World.MOST_VIEWS);
        }
        return new ViewRequest(Optional.empty(), views.asInt());
    }

    /** A body with {@code view}. */
    static String of(byte[] body) {
        return id(ControlRequest.parse(body));
    }

    private static String id(ObjectNode json) {
        JsonNode view = json.path("view");
        if (!view.isTextual()) {
            throw ProblemException.invalid("view", "must be the id of a view");
        }
        return view.textValue();
    }
}
