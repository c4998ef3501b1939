package dev.tidemark.console.sandbox;

import dev.tidemark.console.Surroundings;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /console/sandbox}, where the sandbox runs. */
@Path("/console/sandbox")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("read")
class SandboxPages {
    @CheckedTemplate(basePath = "console/sandbox", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Sandbox() implements TemplateInstance {}

    private final Surroundings surroundings;

    SandboxPages(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance page() {
        if (!surroundings.hasSandbox()) {
            throw new ProblemException(Problem.of(
                    404, "Not Found", "The sandbox is off here; tidemark.sandbox.enabled=true switches it on."));
        }
        return new Sandbox();
    }
}
