package dev.tidemark.callback.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an attempt failed. Nearly each class is retried; what tells them apart is whom to ask. */
public enum ErrorClass {
    /** The name has no address. */
    DNS,
    /** The name or address is one that callbacks may not reach. */
    TARGET_REFUSED,
    /** Nobody accepted the connection. */
    CONNECT,
    TLS,
    /** The exchange, its body included, took too long. */
    TIMEOUT,
    /** The receiver closed the connection before its answer was complete. */
    RESET,
    /** What came back is not HTTP. */
    PROTOCOL,
    /** Answered, but not with 2xx. */
    STATUS,
    /** No token to authenticate with was to be had. */
    AUTHENTICATION,
    /** The event cannot be written in the subscription's format; not retried. */
    FORMAT,
    /** The event was purged before it could be sent; not retried. */
    EVENT_PURGED,
    /** A mistake of ours; the log has it. */
    INTERNAL;

    /** As stored and shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ErrorClass> byText(String text) {
        return Arrays.stream(values())
                .filter(error -> error.text().equals(text))
                .findFirst();
    }
}
