package dev.tidemark.api;

import dev.tidemark.callback.history.Delivery;
import dev.tidemark.callback.history.DeliveryFilterText;
import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.replay.Retries;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /deliveries}: what was sent where, and what came back. */
@Path("/api/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Deliveries")
class DeliveryResource {
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final DeliveryStore deliveries;
    private final Retries retries;

    DeliveryResource(DeliveryStore deliveries, Retries retries) {
        this.deliveries = deliveries;
        this.retries = retries;
    }

    @GET
    @RolesAllowed("read")
    @Operation(summary = "What was sent or is due, newest first")
    public Page<DeliveryResponse> list(@BeanParam DeliveryQuery query) {
        Limit limit = Limit.of(query.limit);
        return Page.of(
                deliveries.after(query.place(), query.filter(), limit.value() + 1),
                limit,
                DeliveryResponse::of,
                DeliveryFilterText::cursor);
    }

    @GET
    @Path("{id}")
    @RolesAllowed("read")
    @Operation(summary = "One delivery with every attempt")
    public DeliveryResponse get(@PathParam("id") String id) {
        return answer(id, deliveries::find);
    }

    @POST
    @Path("{id}/retry")
    @RolesAllowed("manage")
    @Operation(
            summary = "Send it now, also when it was given up or delivered before; its id stays the same",
            description = "One that is over gets all the tries of its schedule anew; its attempts stay in its log.")
    @APIResponse(
            responseCode = "202",
            description = "Due now",
            content = @Content(schema = @Schema(implementation = DeliveryResponse.class)))
    @APIResponse(responseCode = "409", description = "It cannot be sent now; the answer says what to do")
    public Response retry(@PathParam("id") String id) {
        return Response.accepted(answer(id, retries::retry)).build();
    }

    private DeliveryResponse answer(String id, LongFunction<Optional<Delivery>> delivery) {
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(text -> delivery.apply(Long.parseLong(text)))
                .map(found -> DeliveryResponse.of(found, deliveries.attempts(found.id())))
                .orElseThrow(() -> new ProblemException(Problem.notFound("delivery", id)));
    }
}
