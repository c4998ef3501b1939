package dev.tidemark.console.overview;

import dev.tidemark.console.overview.Glance.Seen;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /console}: whether all is well. */
@Path("/console")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@RolesAllowed("read")
class OverviewPages {
    private final Glance glance;

    OverviewPages(Glance glance) {
        this.glance = glance;
    }

    @CheckedTemplate(basePath = "console/overview", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Overview(Seen seen) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/overview", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Now(Seen seen) implements TemplateInstance {}

    @GET
    @Operation(hidden = true)
    public TemplateInstance page() {
        return new Overview(glance.now());
    }

    /** The same, for the page that is open already. */
    @GET
    @Path("now")
    @Operation(hidden = true)
    public TemplateInstance now() {
        return new Now(glance.now());
    }
}
