package dev.tidemark.sandbox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Answers as bytes made here, so that no setting of the service changes what the stand-in says. */
public final class Answers {
    private Answers() {}

    public static Response json(int status, JsonNode body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(utf8(body))
                .build();
    }

    /** The answer, or the problem that came up on the way. */
    public static Response orProblem(Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (ProblemException e) {
            return problem(e.problem());
        }
    }

    public static Response problem(Problem problem) {
        ObjectNode body = Json.object()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail());
        if (!problem.errors().isEmpty()) {
            ArrayNode errors = body.putArray("errors");
            problem.errors()
                    .forEach(error ->
                            errors.addObject().put("field", error.field()).put("detail", error.detail()));
        }
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(utf8(body))
                .build();
    }

    /** An emoji goes out as its four bytes, not as two escapes: receivers must be able to take it. */
    private static byte[] utf8(JsonNode body) {
        return body.toString().getBytes(UTF_8);
    }
}
