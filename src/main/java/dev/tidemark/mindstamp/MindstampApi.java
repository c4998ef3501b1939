package dev.tidemark.mindstamp;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The calls as they go over the wire (mindstamp-api.md §2). Answers are raw: the client reads what really came. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
interface MindstampApi {
    @GET
    @Path("views")
    Response views(
            @HeaderParam("Authorization") String bearer,
            @QueryParam("limit") int limit,
            @QueryParam("offset") int offset);

    @GET
    @Path("views/{id}")
    Response view(@HeaderParam("Authorization") String bearer, @PathParam("id") String id);

    @GET
    @Path("views/{id}/interactions")
    Response interactionsOfView(
            @HeaderParam("Authorization") String bearer,
            @PathParam("id") String id,
            @QueryParam("limit") int limit,
            @QueryParam("offset") int offset);

    @GET
    @Path("interactions")
    Response interactions(
            @HeaderParam("Authorization") String bearer,
            @QueryParam("limit") int limit,
            @QueryParam("offset") int offset);

    @GET
    @Path("viewers")
    Response viewers(
            @HeaderParam("Authorization") String bearer,
            @QueryParam("limit") int limit,
            @QueryParam("offset") int offset);

    @GET
    @Path("videos")
    Response videos(
            @HeaderParam("Authorization") String bearer,
            @QueryParam("limit") int limit,
            @QueryParam("offset") int offset);

    @GET
    @Path("user/me")
    Response me(@HeaderParam("Authorization") String bearer);
}
