package dev.tidemark.callback.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Subscriptions that configuration declares: {@code tidemark.subscriptions.<id>.url=…}. */
@ConfigMapping(prefix = "tidemark.subscriptions")
public interface DeclaredConfig {
    @WithParentName
    Map<String, Declared> subscriptions();

    /** One of them; made or brought up to date at each start. */
    interface Declared {
        String url();

        /** Empty = all. */
        Optional<List<String>> types();

        Optional<String> name();

        /** In CEL; see contract §5. */
        Optional<String> filter();

        /** {@code json}, {@code cloudevents}, {@code cloudevents-binary} or {@code slack}. */
        Optional<String> format();

        /**
         * {@code whsec_…} or {@code whsk_…}; without it one is made at the first start and kept. When another is put in its
         * place, the one before signs for a day more.
         */
        Optional<String> secret();
    }
}
