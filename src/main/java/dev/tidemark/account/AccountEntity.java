package dev.tidemark.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "account")
@NullUnmarked // Hibernate fills the fields
class AccountEntity {
    @Id
    String id;

    String name;
    String url;
    byte[] token;

    @Enumerated(EnumType.STRING)
    Account.State state;

    boolean paused;

    @Nullable
    String problem;

    @Column(name = "problem_at")
    @Nullable
    Instant problemAt;

    int revision;

    /** What the configuration said when it was last applied, as a fingerprint. */
    @Nullable
    String declared;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    Account toAccount() {
        return new Account(
                id,
                name,
                url,
                revision,
                state,
                paused,
                Optional.ofNullable(problem),
                Optional.ofNullable(problemAt),
                createdAt,
                updatedAt);
    }
}
