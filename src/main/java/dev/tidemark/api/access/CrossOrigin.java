package dev.tidemark.api.access;

import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A page of another site must not make a visitor's browser change anything here, be it with the visitor's session or
 * because everyone may call. Browsers say where a call comes from (Fetch Metadata; older ones by Origin), and pages
 * cannot forge that; what is no browser says nothing and is let through, as it sends no cookie that it was not given.
 */
class CrossOrigin {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    @ServerRequestFilter(preMatching = true)
    void check(ContainerRequestContext request) {
        if (!HARMLESS.contains(request.getMethod()) && !isFromHere(request)) {
            throw new ProblemException(Problem.of(
                    403,
                    "Forbidden",
                    "A page of another site sent this; call from the console's own address or from a program."));
        }
    }

    private static boolean isFromHere(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return FROM_HERE.contains(site);
        }
        String origin = request.getHeaderString("Origin");
        return origin == null
                || authority(origin).equals(Optional.ofNullable(request.getHeaderString(HttpHeaders.HOST)));
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
