package dev.tidemark.sandbox.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.ProblemException;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.wire.Answers;
import dev.tidemark.sandbox.world.World;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where every call comes by: token, call limit, then the answer in the shape of the real service. Error bodies are not
 * public; ours are {@code {"error": …}}.
 */
@ApplicationScoped
class Desk {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final String BEARER = "Bearer ";

    /** Where the API of the stand-in begins. */
    static final String BASE = "/sandbox/api/v1";

    private final Sandbox sandbox;
    private final Clock clock;

    Desk(Sandbox sandbox, Clock clock) {
        this.sandbox = sandbox;
        this.clock = clock;
    }

    /** The rows to list, in the order of their creation; empty where the path's id is unknown. */
    @FunctionalInterface
    interface Listing {
        Optional<? extends List<? extends Row>> rows(World world);
    }

    /** A list that obeys limit and offset. */
    Response page(@Nullable String authorization, @Nullable String limit, @Nullable String offset, Listing listing) {
        return guarded(
                authorization,
                () -> Paging.parse(limit, offset)
                        .map(paging -> found(
                                sandbox.look(world -> listing.rows(world).map(rows -> newestFirst(rows, paging)))))
                        .orElseGet(() -> error(422, "limit and offset must be whole numbers of at least 0")));
    }

    /** A list that comes whole, whatever limit and offset say. */
    Response whole(@Nullable String authorization, Listing listing) {
        return guarded(
                authorization,
                () -> found(sandbox.look(world -> listing.rows(world).map(rows -> newestFirst(rows, Paging.ALL)))));
    }

    Response one(@Nullable String authorization, Function<World, Optional<? extends Row>> question) {
        return document(authorization, world -> question.apply(world).map(Row::json));
    }

    Response document(@Nullable String authorization, Function<World, Optional<? extends JsonNode>> question) {
        return guarded(authorization, () -> found(sandbox.look(question)));
    }

    /** A write, as a whole or not at all; empty where the path's id is unknown. */
    @FunctionalInterface
    interface Change {
        /** @throws ProblemException naming the field of the form that is wrong */
        Optional<? extends Row> apply(World world, ObjectNode form);
    }

    /** Answers 201 with what was made. */
    Response create(@Nullable String authorization, byte @Nullable [] body, BiFunction<World, ObjectNode, Row> making) {
        return write(authorization, 201, body, (world, form) -> Optional.of(making.apply(world, form)));
    }

    /** Answers 200 with what was changed. */
    Response change(@Nullable String authorization, byte @Nullable [] body, Change change) {
        return write(authorization, 200, body, change);
    }

    private Response write(@Nullable String authorization, int done, byte @Nullable [] body, Change change) {
        return guarded(authorization, () -> {
            try {
                ObjectNode form = form(body);
                return answer(
                        done, sandbox.look(world -> change.apply(world, form).map(Row::json)));
            } catch (ProblemException e) {
                return error(e.problem().status(), e.problem().detail());
            }
        });
    }

    private static ObjectNode form(byte @Nullable [] body) {
        try {
            return Json.readObject(body == null ? new byte[0] : body);
        } catch (UncheckedIOException _) {
            throw ProblemException.invalid("body", "must be a JSON object");
        }
    }

    private Response guarded(@Nullable String authorization, Supplier<Response> answer) {
        Response response;
        if (!authorized(authorization)) {
            sandbox.unauthorized();
            response = error(401, "not authorized");
        } else if (!sandbox.admit()) {
            response = error(503, "rate limit exceeded");
        } else {
            response = answer.get();
        }
        return Response.fromResponse(response)
                .header("Date", HTTP_DATE.format(clock.instant()))
                .build();
    }

    private boolean authorized(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && sandbox.accepts(authorization.substring(BEARER.length()).trim());
    }

    private static ArrayNode newestFirst(List<? extends Row> rows, Paging paging) {
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        int last = rows.size() - 1;
        for (int i = paging.offset(); i <= last && page.size() < paging.limit(); i++) {
            page.add(rows.get(last - i).json());
        }
        return page;
    }

    private static Response found(Optional<? extends JsonNode> body) {
        return answer(200, body);
    }

    private static Response answer(int status, Optional<? extends JsonNode> body) {
        return body.map(json -> Answers.json(status, json)).orElseGet(() -> error(404, "not found"));
    }

    private static Response error(int status, String text) {
        return Answers.json(status, Json.object().put("error", text));
    }
}
