package dev.tidemark.callback.history;

import java.time.Instant;
import java.util.Optional;

/**
 * One HTTP try, as recorded.
 *
 * @param number from 1
 * @param error class of the failure; empty on success
 * @param body the first 16 KiB of the answer
 * @param bodyCut whether there was more
 */
public record DeliveryAttempt(
        int number,
        Instant startedAt,
        long durationMs,
        Optional<Integer> status,
        Optional<String> error,
        Optional<String> detail,
        byte[] body,
        boolean bodyCut) {}
