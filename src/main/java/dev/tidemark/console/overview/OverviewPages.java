package dev.tidemark.console.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /console}. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@RolesAllowed("read")
class OverviewPages {
    @CheckedTemplate(basePath = "console/overview", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Overview() implements TemplateInstance {}

    @GET
    @Operation(hidden = true)
    public TemplateInstance page() {
        return new Overview();
    }
}
