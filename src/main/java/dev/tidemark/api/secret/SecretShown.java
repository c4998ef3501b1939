package dev.tidemark.api.secret;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.callback.signing.LiveSecret;
import dev.tidemark.callback.signing.VerifyingKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a subscription's requests are signed with, as its receiver needs it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SecretShown(
        @Schema(description = "v1 (HMAC-SHA256) or v1a (Ed25519)")
        String scheme,

        @Schema(description = "of scheme v1: whsec_ and base64") @Nullable
        String secret,

        @Schema(description = "of scheme v1a: whpk_ and base64; the private key is shown to nobody") @Nullable
        String publicKey,

        @Schema(description = "of scheme v1a: its id in /.well-known/jwks.json") @Nullable
        String kid,

        @JsonProperty("created_at") Instant createdAt,

        @Schema(description = "when it stops to sign; an older one only") @JsonProperty("ends_at") @Nullable
        Instant endsAt,

        @Schema(description = "those that sign too until they end, the newest first") @Nullable
        List<SecretShown> older) {

    /** @param live at least one, the newest first */
    static SecretShown of(List<LiveSecret> live) {
        return of(
                live.getFirst(), live.stream().skip(1).map(one -> of(one, null)).toList());
    }

    private static SecretShown of(LiveSecret live, @Nullable List<SecretShown> older) {
        Optional<VerifyingKey> key = live.verifying();
        return new SecretShown(
                live.secret().scheme().text(),
                key.isPresent() ? null : live.secret().shown(),
                key.map(VerifyingKey::text).orElse(null),
                key.map(VerifyingKey::kid).orElse(null),
                live.createdAt(),
                live.endsAt().orElse(null),
                older);
    }
}
