package dev.tidemark.sandbox;

import dev.tidemark.sandbox.quirk.Faults;
import dev.tidemark.sandbox.quirk.Faults.Slowness;
import dev.tidemark.sandbox.quirk.Quirks;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** What goes wrong with the stand-in; unset, the scenario decides, and where it does not, nothing does. */
public interface FaultConfig {
    /** Calls answered 500, 502 or 503 without doing anything, 0 to 1. Unset: 0. */
    Optional<@DecimalMin("0") @DecimalMax("1") Double> errorShare();

    /** Calls whose work is done and whose answer never comes, 0 to 1. Unset: 0. */
    Optional<@DecimalMin("0") @DecimalMax("1") Double> timeoutShare();

    /** How long such a call is held before its connection breaks. Unset: 10. */
    Optional<@Min(0) @Max(300) Integer> timeoutSeconds();

    /** Answers whose JSON ends in the middle, 0 to 1. Unset: 0. */
    Optional<@DecimalMin("0") @DecimalMax("1") Double> truncatedShare();

    /** Answers that take {@code slow-ms}, 0 to 1. Unset: 0. */
    Optional<@DecimalMin("0") @DecimalMax("1") Double> slowShare();

    /** How long a slow answer takes, in milliseconds. Unset: 2000. */
    Optional<@Min(0) @Max(120_000) Integer> slowMs();

    /** A slow answer is delayed or dripping. Unset: delayed. */
    Optional<Slowness> slowness();

    /** Reads that show the account as it was up to {@code stale-seconds} ago, 0 to 1. Unset: 0. */
    Optional<@DecimalMin("0") @DecimalMax("1") Double> staleShare();

    /** How far a stale read lags at most. Unset: 10. */
    Optional<@Min(1) @Max(60) Integer> staleSeconds();

    /** Pages with fewer rows than asked for though there are more, 0 to 1. Unset: 0. */
    Optional<@DecimalMin("0") @DecimalMax("1") Double> shortPageShare();

    /** New rows that show only up to {@code late-seconds} later, 0 to 1. Unset: 0. */
    Optional<@DecimalMin("0") @DecimalMax("1") Double> lateShare();

    /** How late a late row is at most. Unset: 30. */
    Optional<@Min(1) @Max(86_400) Integer> lateSeconds();

    /** How far the Date header is off. Unset: 0. */
    Optional<@Min(-86_400) @Max(86_400) Integer> dateSkewSeconds();

    /** How far created_at is off. Unset: 0. */
    Optional<@Min(-86_400) @Max(86_400) Integer> createdSkewSeconds();

    /** What of this is set. */
    static Quirks quirks(FaultConfig config) {
        return Quirks.NONE
                .with(Faults.ERROR_SHARE, config.errorShare())
                .with(Faults.TIMEOUT_SHARE, config.timeoutShare())
                .with(Faults.TIMEOUT_SECONDS, config.timeoutSeconds())
                .with(Faults.TRUNCATED_SHARE, config.truncatedShare())
                .with(Faults.SLOW_SHARE, config.slowShare())
                .with(Faults.SLOW_MS, config.slowMs())
                .with(Faults.SLOWNESS, config.slowness())
                .with(Faults.STALE_SHARE, config.staleShare())
                .with(Faults.STALE_SECONDS, config.staleSeconds())
                .with(Faults.SHORT_PAGE_SHARE, config.shortPageShare())
                .with(Faults.LATE_SHARE, config.lateShare())
                .with(Faults.LATE_SECONDS, config.lateSeconds())
                .with(Faults.DATE_SKEW_SECONDS, config.dateSkewSeconds())
                .with(Faults.CREATED_SKEW_SECONDS, config.createdSkewSeconds());
    }
}
