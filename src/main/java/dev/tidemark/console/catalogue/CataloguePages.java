package dev.tidemark.console.catalogue;

import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.outbox.OutboxConfig;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /console/event-types}. */
@Path("/console/event-types")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@RolesAllowed("read")
class CataloguePages {
    @CheckedTemplate(basePath = "console/catalogue", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record EventTypes(List<Family> families) implements TemplateInstance {}

    @CheckedTemplate(basePath = "console/catalogue", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record EventTypePage(EventType type, String example, String schema, String subscribe) implements TemplateInstance {}

    /** @param name the last part of the topic */
    record Family(String name, List<EventType> types) {}

    private final EventCatalogue catalogue;
    private final String publicUrl;

    CataloguePages(OutboxConfig config) {
        this.publicUrl = config.publicUrl();
        this.catalogue = new EventCatalogue(publicUrl);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all() {
        Map<String, List<EventType>> families = Stream.of(EventType.values())
                .collect(Collectors.groupingBy(EventType::family, LinkedHashMap::new, Collectors.toList()));
        return new EventTypes(families.entrySet().stream()
                .map(family -> new Family(family.getKey(), family.getValue()))
                .toList());
    }

    @GET
    @Path("{type}")
    @Operation(hidden = true)
    public TemplateInstance one(@PathParam("type") String name) {
        EventType type = EventType.byShortName(name)
                .orElseThrow(() -> new ProblemException(Problem.notFound("event type", name)));
        return new EventTypePage(
                type,
                Json.read(catalogue.example(type)).toPrettyString(),
                catalogue.schema(type).toPrettyString(),
                subscribe(type));
    }

    private String subscribe(EventType type) {
        return """
                curl -X POST %s/api/v1/subscriptions -H 'Content-Type: application/json' \\
                  -d '{"url": "https://crm.example.com/hooks", "types": ["%s"]}'""".formatted(publicUrl, type.shortName());
    }
}
