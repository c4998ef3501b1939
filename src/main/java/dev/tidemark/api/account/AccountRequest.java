package dev.tidemark.api.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /accounts}; what is left out has its default, but for the token.
 *
 * @param url base of the API; {@code tidemark.mindstamp.url} when left out
 */
record AccountRequest(
        @Schema(examples = "\"acme\"") @Nullable String id,
        @Schema(examples = "\"Acme Inc.\"") @Nullable String name,

        @Schema(examples = "\"https://api.mindstamp.com/api/v1\"") @Nullable
        String url,

        @Schema(description = "the API token that Mindstamp shows; stored encrypted, never shown again") @Nullable
        String token) {

    /** Says nothing of the token, should it ever be logged. */
    @Override
    public String toString() {
        return "AccountRequest[id=" + id + "]";
    }
}
