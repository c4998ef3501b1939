package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tidemark.platform.Json;
import dev.tidemark.sandbox.world.World;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigInteger;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The reading calls of the Mindstamp API (mindstamp-api.md §2), answered from the simulated account. Error bodies are
 * not public; ours are {@code {"error": …}}.
 */
@Path("/sandbox/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Mindstamp sandbox")
@SecurityScheme(securitySchemeName = "sandbox-token", type = SecuritySchemeType.HTTP, scheme = "bearer")
@SecurityRequirement(name = "sandbox-token")
public class SandboxApi {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final String BEARER = "Bearer ";

    private final Sandbox sandbox;
    private final Clock clock;

    SandboxApi(Sandbox sandbox, Clock clock) {
        this.sandbox = sandbox;
        this.clock = clock;
    }

    @GET
    @Path("views")
    @Operation(
            summary = "Views, newest first",
            description = "limit: 25, at most 100 (more is cut silently); offset: 0")
    public Response views(
            @HeaderParam("Authorization") @Nullable String authorization,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return page(
                authorization, limit, offset, (world, page) -> Optional.of(world.views(page.offset(), page.limit())));
    }

    @GET
    @Path("views/{id}")
    @Operation(summary = "One view")
    public Response view(@HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
        return answer(authorization, world -> world.view(id));
    }

    @GET
    @Path("views/{id}/interactions")
    @Operation(summary = "What the viewer did in one view, newest first")
    public Response interactionsOfView(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("id") String id,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return page(
                authorization, limit, offset, (world, page) -> world.interactionsOf(id, page.offset(), page.limit()));
    }

    @GET
    @Path("interactions")
    @Operation(summary = "What viewers did, newest first", description = "Viewer events only, no authored items")
    public Response interactions(
            @HeaderParam("Authorization") @Nullable String authorization,
            @QueryParam("limit") @Schema(type = SchemaType.INTEGER) @Nullable String limit,
            @QueryParam("offset") @Schema(type = SchemaType.INTEGER) @Nullable String offset) {
        return page(
                authorization,
                limit,
                offset,
                (world, page) -> Optional.of(world.interactions(page.offset(), page.limit())));
    }

    @GET
    @Path("viewers")
    @Operation(summary = "All viewers, newest first", description = "Ignores limit and offset")
    public Response viewers(@HeaderParam("Authorization") @Nullable String authorization) {
        return answer(authorization, world -> Optional.of(world.viewers()));
    }

    @GET
    @Path("videos")
    @Operation(summary = "All videos, newest first", description = "Ignores limit and offset")
    public Response videos(@HeaderParam("Authorization") @Nullable String authorization) {
        return answer(authorization, world -> Optional.of(world.videos()));
    }

    @GET
    @Path("user/me")
    @Operation(
            summary = "Whose token it is",
            description = "Invented: the fields (id, name, email, created_at, updated_at) are not publicly known")
    public Response me(@HeaderParam("Authorization") @Nullable String authorization) {
        return answer(authorization, world -> Optional.of(world.owner()));
    }

    private Response page(
            @Nullable String authorization,
            @Nullable String limit,
            @Nullable String offset,
            BiFunction<World, Page, Optional<ArrayNode>> rows) {
        return guarded(
                authorization,
                () -> Page.parse(limit, offset)
                        .map(page -> found(sandbox.look(world -> rows.apply(world, page))))
                        .orElseGet(() -> error(422, "limit and offset must be whole numbers of at least 0")));
    }

    private Response answer(@Nullable String authorization, Function<World, Optional<? extends JsonNode>> question) {
        return guarded(authorization, () -> found(sandbox.look(question)));
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

    private static Response found(Optional<? extends JsonNode> body) {
        return body.map(json -> Answers.json(200, json)).orElseGet(() -> error(404, "not found"));
    }

    private static Response error(int status, String text) {
        return Answers.json(status, Json.object().put("error", text));
    }

    /** Which rows to show; more than 100 at a time are not to be had. */
    private record Page(int offset, int limit) {
        private static final Pattern WHOLE = Pattern.compile("[0-9]+");

        static Optional<Page> parse(@Nullable String limit, @Nullable String offset) {
            OptionalInt most = number(limit, 25);
            OptionalInt skipped = number(offset, 0);
            return most.isPresent() && skipped.isPresent()
                    ? Optional.of(new Page(skipped.getAsInt(), Math.min(most.getAsInt(), 100)))
                    : Optional.empty();
        }

        private static OptionalInt number(@Nullable String text, int unset) {
            if (text == null) {
                return OptionalInt.of(unset);
            }
            if (!WHOLE.matcher(text).matches()) {
                return OptionalInt.empty();
            }
            // Digits beyond an int are past the end of any list, not a mistake.
            return OptionalInt.of(new BigInteger(text)
                    .min(BigInteger.valueOf(Integer.MAX_VALUE))
                    .intValue());
        }
    }
}
