package dev.tidemark.callback.exchange;

import java.util.Optional;

/** How one HTTP try went. */
public sealed interface AttemptResult {
    /**
     * A status and the answer's body, which may be cut.
     *
     * @param retryAfter the header's value as received
     * @param headers as {@link HeaderLines}
     */
    record Answered(int code, Optional<String> retryAfter, CapturedBody body, String headers) implements AttemptResult {
        public Answered(int code, Optional<String> retryAfter, CapturedBody body) {
            this(code, retryAfter, body, "");
        }

        public boolean success() {
            return code >= 200 && code < 300;
        }
    }

    /** @param partly what had come when it broke off */
    record Failed(ErrorClass kind, String why, Optional<Answered> partly) implements AttemptResult {}

    static Failed failed(ErrorClass error, String detail) {
        return new Failed(error, detail, Optional.empty());
    }

    /** Whether it tells how the receiver fares; what we failed at does not. */
    default boolean speaksOfReceiver() {
        return switch (this) {
            case Answered _ -> true;
            case Failed failed ->
                switch (failed.kind()) {
                    case EVENT_PURGED, FORMAT, INTERNAL -> false;
                    case DNS, TARGET_REFUSED, CONNECT, TLS, TIMEOUT, RESET, PROTOCOL, STATUS, AUTHENTICATION -> true;
                };
        };
    }

    default Optional<Answered> answer() {
        return switch (this) {
            case Answered answered -> Optional.of(answered);
            case Failed failed -> failed.partly();
        };
    }

    default Optional<Integer> status() {
        return answer().map(Answered::code);
    }

    /** Empty on success. */
    default Optional<ErrorClass> error() {
        return switch (this) {
            case Answered answered -> answered.success() ? Optional.empty() : Optional.of(ErrorClass.STATUS);
            case Failed failed -> Optional.of(failed.kind());
        };
    }

    /** What happened, for a person; empty on success. */
    default Optional<String> detail() {
        return switch (this) {
            case Answered answered when answered.success() -> Optional.empty();
            case Answered answered
            when answered.code() / 100 == 3 ->
                Optional.of("answered " + answered.code() + "; redirects are not followed, register the final URL");
            case Answered answered -> Optional.of("answered " + answered.code());
            case Failed failed -> Optional.of(failed.why());
        };
    }
}
