package dev.tidemark.api.problem;

import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A NUL in an address is never meant, and PostgreSQL does not even compare with it: it is refused before anybody asks. */
class PlainText {
    private static final String NUL = "%00";

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        if (String.valueOf(uri.getRawPath()).contains(NUL)) {
            throw new ProblemException(Problem.badRequest("path", "holds a NUL character (%00); leave it out"));
        }
        if (String.valueOf(uri.getRawQuery()).contains(NUL)) {
            throw new ProblemException(Problem.badRequest("query", "holds a NUL character (%00); leave it out"));
        }
    }
}
