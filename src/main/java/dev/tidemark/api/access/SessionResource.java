package dev.tidemark.api.access;

import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /session}: a browser changes its key for a cookie that scripts cannot read and other sites cannot send. */
@Path("/api/v1/session")
@PermitAll
@Tag(name = "Session")
class SessionResource {
    static final String COOKIE = "tidemark-session";

    private final ApiKeys keys;
    private final Sessions sessions;

    SessionResource(ApiKeys keys, Sessions sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    /** @param key an API key, as in {@code Authorization: Bearer <key>} */
    record SignIn(@Nullable String key) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Sign a browser in with an API key",
            description = "Programs send the key with each call instead: Authorization: Bearer <key>.")
    @APIResponse(responseCode = "204", description = "Signed in for 12 hours; the cookie does what the key may do")
    @APIResponse(responseCode = "401", description = "There is no such key")
    public Response signIn(@Nullable SignIn request, @Context UriInfo uri) {
        if (keys.everyoneMayCall()) {
            return Response.noContent().build();
        }
        if (request == null || request.key() == null || request.key().isBlank()) {
            throw ProblemException.invalid("key", "is missing; give an API key");
        }
        return keys.find(request.key().trim())
                .map(key -> Response.noContent()
                        .cookie(cookie(uri, sessions.begin(key), (int) Sessions.LIFE.toSeconds()))
                        .build())
                .orElseThrow(() -> new ProblemException(Problem.of(
                        401, "Unauthorized", "There is no such API key. Ask who runs Tidemark here for one.")));
    }

    @DELETE
    @Operation(summary = "Sign the browser out", description = "Here alone: the organisation's own sign-in goes on.")
    public Response signOut(@Context UriInfo uri) {
        return Response.noContent().cookie(cookie(uri, "", 0)).build();
    }

    static NewCookie cookie(UriInfo uri, String value, int seconds) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .secure("https".equals(uri.getRequestUri().getScheme()))
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
