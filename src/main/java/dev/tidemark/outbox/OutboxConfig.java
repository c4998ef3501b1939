package dev.tidemark.outbox;

import io.smallrye.config.ConfigMapping;

/** How others reach this service. */
@ConfigMapping(prefix = "tidemark.outbox")
public interface OutboxConfig {
    /** Base of the links in events ({@code dataschema}), as seen from outside; without a slash at its end. */
    String publicUrl();
}
