package dev.tidemark.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The way in: {@code /} and the page to sign in on. */
@Path("/")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class DoorPages {
    /** A path here and nowhere else: no scheme, no host, nothing a browser would read as one. */
    private static final Pattern OWN_PAGE = Pattern.compile("/console(/[\\w./%-]*)?(\\?[\\w=&%.+:-]*)?");

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SignIn(String to) implements TemplateInstance {}

    @GET
    @Operation(hidden = true)
    public Response home() {
        return Response.seeOther(URI.create("/console")).build();
    }

    @GET
    @Path("console/sign-in")
    @Operation(hidden = true)
    public TemplateInstance signIn(@QueryParam("to") @DefaultValue("/console") String to) {
        return new SignIn(OWN_PAGE.matcher(to).matches() ? to : "/console");
    }
}
