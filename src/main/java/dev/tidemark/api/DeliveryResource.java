package dev.tidemark.api;

import dev.tidemark.callback.history.DeliveryStore;
import dev.tidemark.callback.history.DeliveryStore.Place;
import dev.tidemark.platform.Problem;
import dev.tidemark.platform.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /deliveries}: what was sent where, and what came back. */
@Path("/api/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("read")
@RunOnVirtualThread
class DeliveryResource {
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final DeliveryStore deliveries;

    DeliveryResource(DeliveryStore deliveries) {
        this.deliveries = deliveries;
    }

    @GET
    public Page<DeliveryResponse> list(@BeanParam DeliveryQuery query) {
        Limit limit = Limit.of(query.limit);
        return Page.of(
                deliveries.after(query.place(), query.filter(), limit.value() + 1),
                limit,
                DeliveryResponse::of,
                last -> DeliveryQuery.cursor(new Place(last.sequence(), last.id())));
    }

    @GET
    @Path("{id}")
    public DeliveryResponse get(@PathParam("id") String id) {
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(text -> deliveries.find(Long.parseLong(text)))
                .map(delivery -> DeliveryResponse.of(delivery, deliveries.attempts(delivery.id())))
                .orElseThrow(() -> new ProblemException(Problem.notFound("delivery", id)));
    }
}
