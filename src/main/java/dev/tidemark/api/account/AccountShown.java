package dev.tidemark.api.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.account.Account;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An account without its token.
 *
 * @param state {@code active}, {@code unauthorized} (then {@code problem} says what to do) or {@code deleting}
 * @param paused the operator stopped polling it; nothing is asked for it until it is resumed
 * @param declared whether the configuration declares it; then it cannot be removed by API
 */
public record AccountShown(
        String id,
        String name,
        String url,
        String state,
        boolean paused,
        boolean declared,
        @Nullable String problem,
        @JsonProperty("problem_at") @Nullable Instant problemAt,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt) {

    public static AccountShown of(Account account, boolean declared) {
        return new AccountShown(
                account.id(),
                account.name(),
                account.url(),
                account.state().name().toLowerCase(Locale.ROOT),
                account.paused(),
                declared,
                account.problem().orElse(null),
                account.problemAt().orElse(null),
                account.createdAt(),
                account.updatedAt());
    }
}
