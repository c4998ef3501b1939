package dev.tidemark.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code /console/sign-in/organisation}: a browser is sent from here to the organisation's server, comes back here, and
 * leaves with the session that a key gives, too: one kind of cookie, one length, one way to sign out.
 */
@Path("/console/sign-in/organisation")
@PermitAll
class OrganisationResource {
    private final Organisation organisation;
    private final OrganisationRoles roles;
    private final CodeFlow flow;
    private final Sessions sessions;

    OrganisationResource(Organisation organisation, OrganisationRoles roles, CodeFlow flow, Sessions sessions) {
        this.organisation = organisation;
        this.roles = roles;
        this.flow = flow;
        this.sessions = sessions;
    }

    /** @param to the page of the console to go on to; checked there */
    @GET
    @Operation(hidden = true)
    public Response signIn(
            @QueryParam("to") @DefaultValue("/console") String to, @Context UriInfo uri, @Context RoutingContext call) {
        if (!organisation.isOn()) {
            throw new ProblemException(Problem.of(404, "Not Found", "No organisation's sign-in is configured here."));
        }
        return flow.person(call).map(person -> begin(person, to, uri)).orElseGet(() -> flow.sendAway(call));
    }

    private Response begin(SecurityIdentity person, String to, UriInfo uri) {
        flow.forget();
        Caller caller = new Caller(person.getPrincipal().getName(), person.getRoles());
        if (caller.roles().isEmpty()) {
            throw new ProblemException(Problem.of(
                    403,
                    "Forbidden",
                    "Your organisation knows you as " + caller.name() + ", but gives you no role for Tidemark."
                            + " Ask there for one of these: " + roles.known() + "."));
        }
        // Not to the page itself: a browser that comes from another site would not send the new cookie along.
        return Response.seeOther(URI.create("/console/sign-in?signed-in=yes&to=" + URLEncoder.encode(to, UTF_8)))
                .cookie(SessionResource.cookie(uri, sessions.begin(caller), (int) Sessions.LIFE.toSeconds()))
                .build();
    }
}
