package dev.tidemark.api.secret;

import dev.tidemark.callback.signing.VerifyingKey;
import dev.tidemark.callback.subscription.SubscriptionSecrets;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The public keys, for receivers that look them up: a set of JSON Web Keys (RFC 7517, RFC 8037). Open to everyone, so it
 * does not tell which key is whose.
 */
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@PermitAll
@Tag(name = "Subscriptions")
class KeySetResource {
    private static final int MAX_AGE_SECONDS = 300;

    private final SubscriptionSecrets secrets;

    KeySetResource(SubscriptionSecrets secrets) {
        this.secrets = secrets;
    }

    record KeySet(List<Key> keys) {}

    /** @param kid RFC 7638 */
    record Key(String kty, String crv, String x, String kid, String use, String alg) {
        static Key of(VerifyingKey key) {
            return new Key("OKP", "Ed25519", key.x(), key.kid(), "sig", "EdDSA");
        }
    }

    @GET
    @Operation(
            summary = "The public keys that verify signatures of scheme v1a",
            description =
                    "May be kept for five minutes. Choose yours by the kid that GET /subscriptions/{id}/secret tells:"
                            + " a signature that another of these keys verifies is of a request to somebody else.")
    @APIResponse(
            responseCode = "200",
            description = "A JSON Web Key Set",
            content = @Content(schema = @Schema(implementation = KeySet.class)))
    public Response keys() {
        return Response.ok(
                        new KeySet(secrets.verifyingKeys().stream().map(Key::of).toList()))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + MAX_AGE_SECONDS)
                .build();
    }
}
