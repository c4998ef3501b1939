package dev.tidemark.callback.history;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One HTTP try, as recorded.
 *
 * @param number from 1
 * @param error class of the failure; empty on success
 * @param body the first 16 KiB of the answer
 * @param bodyCut whether there was more
 * @param requestHeaders what was sent, secrets hidden; empty where no request was made, or it was made long ago
 * @param responseHeaders what is kept of the answer's
 */
public record DeliveryAttempt(
        int number,
        Instant startedAt,
        long durationMs,
        Optional<Integer> status,
        Optional<String> error,
        Optional<String> detail,
        byte[] body,
        boolean bodyCut,
        SortedMap<String, String> requestHeaders,
        SortedMap<String, String> responseHeaders) {}
