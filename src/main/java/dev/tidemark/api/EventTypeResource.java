package dev.tidemark.api;

import dev.tidemark.event.EventType;
import dev.tidemark.event.catalogue.EventCatalogue;
import dev.tidemark.outbox.OutboxConfig;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The catalogue of what Tidemark tells. */
@Path("/api/v1/event-types")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Event types")
class EventTypeResource {
    /** @param type the CloudEvents {@code type}; {@code name} is what filters, topics and the console use */
    record Entry(String name, String type, String family, String meaning, String schema, String example) {}

    private static final List<EventType> ALL = List.of(EventType.values());

    private final EventCatalogue catalogue;
    private final String base;

    EventTypeResource(OutboxConfig config) {
        this.catalogue = new EventCatalogue(config.publicUrl());
        this.base = config.publicUrl() + "/api/v1/event-types/";
    }

    @GET
    @RolesAllowed("read")
    @Operation(summary = "Every event type")
    public Page<Entry> list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Limit most = Limit.of(limit);
        int start = after == null || after.isEmpty() ? 0 : ALL.indexOf(cursor(after)) + 1;
        List<EventType> found = ALL.subList(start, Math.min(ALL.size(), start + most.value() + 1));
        return Page.of(found, most, this::entry, EventType::shortName);
    }

    @GET
    @Path("{type}")
    @RolesAllowed("read")
    @Operation(summary = "One event type")
    public Entry one(@PathParam("type") String type) {
        return entry(known(type));
    }

    @GET
    @Path("{type}/schema")
    @Produces("application/schema+json")
    @RolesAllowed("read")
    @Operation(summary = "JSON Schema (2020-12) of the type's canonical document")
    public byte[] schema(@PathParam("type") String type) {
        return Json.write(catalogue.schema(known(type)));
    }

    @GET
    @Path("{type}/example")
    @RolesAllowed("read")
    @Operation(summary = "A valid canonical document of the type")
    public byte[] example(@PathParam("type") String type) {
        return catalogue.example(known(type));
    }

    private Entry entry(EventType type) {
        String self = base + type.shortName();
        return new Entry(
                type.shortName(),
                type.qualifiedName(),
                type.family(),
                type.meaning(),
                self + "/schema",
                self + "/example");
    }

    private static EventType known(String name) {
        return EventType.byShortName(name)
                .orElseThrow(() -> new ProblemException(Problem.notFound("event type", name)));
    }

    private static EventType cursor(String after) {
        return EventType.byShortName(after)
                .orElseThrow(() -> new ProblemException(Problem.badRequest(
                        "after", "must be what an earlier page gave as 'next', not '" + after + "'")));
    }
}
