package dev.tidemark.mindstamp;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestResponse;

/** The calls as they go over the wire (mindstamp-api.md §2). Answers are streams: the client reads what really
 * came, and no more of it than it wants. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
interface MindstampApi {
    @GET
    @Path("views")
    RestResponse<InputStream> views(
            @HeaderParam("Authorization") String bearer,
            @QueryParam("limit") int limit,
            @QueryParam("offset") int offset);

    @GET
    @Path("views/{id}")
    RestResponse<InputStream> view(@HeaderParam("Authorization") String bearer, @PathParam("id") String id);

    @GET
    @Path("views/{id}/interactions")
    RestResponse<InputStream> interactionsOfView(
            @HeaderParam("Authorization") String bearer,
            @PathParam("id") String id,
            @QueryParam("limit") int limit,
            @QueryParam("offset") int offset);

    @GET
    @Path("interactions")
    RestResponse<InputStream> interactions(
            @HeaderParam("Authorization") String bearer,
            @QueryParam("limit") int limit,
            @QueryParam("offset") int offset);

    @GET
    @Path("viewers")
    RestResponse<InputStream> viewers(
            @HeaderParam("Authorization") String bearer,
            @QueryParam("limit") int limit,
            @QueryParam("offset") int offset);

    @GET
    @Path("videos")
    RestResponse<InputStream> videos(
            @HeaderParam("Authorization") String bearer,
            @QueryParam("limit") int limit,
            @QueryParam("offset") int offset);

    @GET
    @Path("user/me")
    RestResponse<InputStream> me(@HeaderParam("Authorization") String bearer);
}
