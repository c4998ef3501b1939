package dev.tidemark.api.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code PATCH /accounts/{id}}; what is left out or null stays as it is. */
record AccountPatch(
        @Schema(examples = "\"Acme Inc.\"") @Nullable String name,

        @Schema(examples = "\"https://api.mindstamp.com/api/v1\"") @Nullable
        String url,

        @Schema(description = "a new API token; needed where the url leads to another host") @Nullable
        String token) {

    /** Says nothing of the token, should it ever be logged. */
    @Override
    public String toString() {
        return "AccountPatch[name=" + name + "]";
    }
}
