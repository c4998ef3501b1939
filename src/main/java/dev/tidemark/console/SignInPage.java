package dev.tidemark.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /console/sign-in}: a key, or what the organisation says of a person, is changed for a session. */
@Path("/console/sign-in")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class SignInPage {
    /** A page of ours and nothing else: no scheme, no host, nothing a browser would read as one. */
    private static final Pattern OWN_PAGE =
            Pattern.compile("(?!.*\\.\\.)(?!(?i:.*%2e))/console(/[\\w./%-]*)?(\\?[\\w=&%.+:*-]*)?");

    /**
     * @param to where the reader wanted to go
     * @param organisation where the organisation's sign-in begins, which leads there, too
     */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SignIn(String to, String organisation) implements TemplateInstance {}

    /** A page of ours from which the browser goes on, so that the session's cookie, kept from other sites, goes along. */
    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SignedIn(String to) implements TemplateInstance {}

    @GET
    @Operation(hidden = true)
    public TemplateInstance page(
            @QueryParam("to") @DefaultValue("/console") String to, @QueryParam("signed-in") @Nullable String signedIn) {
        String own = OWN_PAGE.matcher(to).matches() ? to : "/console";
        return signedIn == null
                ? new SignIn(own, "/console/sign-in/organisation?to=" + URLEncoder.encode(own, UTF_8))
                : new SignedIn(own);
    }
}
