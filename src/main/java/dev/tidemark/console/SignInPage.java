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
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /console/sign-in}: a key is changed for a session. */
@Path("/console/sign-in")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class SignInPage {
    /** A page of ours and nothing else: no scheme, no host, nothing a browser would read as one. */
    private static final Pattern OWN_PAGE = Pattern.compile("(?!.*\\.\\.)/console(/[\\w./%-]*)?(\\?[\\w=&%.+:*-]*)?");

    /** @param to where the reader wanted to go */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SignIn(String to) implements TemplateInstance {}

    @GET
    @Operation(hidden = true)
    public TemplateInstance page(@QueryParam("to") @DefaultValue("/console") String to) {
        return new SignIn(OWN_PAGE.matcher(to).matches() ? to : "/console");
    }
}
