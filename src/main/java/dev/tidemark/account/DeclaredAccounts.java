package dev.tidemark.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** Accounts written down in configuration, by id. */
@ConfigMapping(prefix = "tidemark.accounts")
public interface DeclaredAccounts {
    @WithParentName
    Map<String, Declared> byId();

    interface Declared {
        Optional<String> name();

        Optional<String> url();

        String token();
    }
}
