package dev.tidemark.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/** How others reach this service. */
@ConfigMapping(prefix = "tidemark.public-url")
public interface OutboxConfig {
    /** Base of the links in events ({@code dataschema}), as seen from outside; without a slash at its end. */
    @WithParentName
    String publicUrl();
}
