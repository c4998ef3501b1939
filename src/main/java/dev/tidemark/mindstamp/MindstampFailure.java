package dev.tidemark.mindstamp;

import dev.tidemark.mindstamp.page.Poison;
import java.time.Instant;
import java.util.Optional;

/** Why a call gave no value (status codes: mindstamp-api.md §2). */
public sealed interface MindstampFailure {
    /** For a person: what happened. */
    String reason();

    /** 401: the token is missing, wrong or revoked. */
    record Unauthorized() implements MindstampFailure {
        @Override
        public String reason() {
            return "Mindstamp does not accept the token (401)";
        }
    }

    record NotFound() implements MindstampFailure {
        @Override
        public String reason() {
            return "Mindstamp does not know this (404)";
        }
    }

    /** 422 and other refusals of the request itself; {@code body} is cut at 500 characters. */
    record Refused(int status, String body) implements MindstampFailure {
        @Override
        public String reason() {
            return "Mindstamp refused the call (" + status + "): " + body;
        }
    }

    /** 503 or 429: too many calls, or an outage that looks the same. */
    record Throttled(int status, Optional<Instant> retryAt) implements MindstampFailure {
        @Override
        public String reason() {
            return "Mindstamp asks to wait (" + status + ")";
        }
    }

    record Unavailable(String detail) implements MindstampFailure {
        @Override
        public String reason() {
            return "Mindstamp cannot be reached: " + detail;
        }
    }

    record TimedOut() implements MindstampFailure {
        @Override
        public String reason() {
            return "Mindstamp did not answer in time";
        }
    }

    /** An answer that is not what the documentation says; {@code start} are its first 500 characters. */
    record Unreadable(String start) implements MindstampFailure {
        @Override
        public String reason() {
            return "Mindstamp's answer cannot be read: " + start;
        }
    }

    /** More came than is read: that it came at all shows that Mindstamp is well. */
    record TooLarge(String detail) implements MindstampFailure {
        @Override
        public String reason() {
            return "Mindstamp sent too much: " + detail;
        }
    }

    /** The one row that was asked for came, but cannot be processed; in lists such rows stand beside the others. */
    record Poisoned(Poison poison) implements MindstampFailure {
        @Override
        public String reason() {
            return "Mindstamp's row cannot be processed: " + poison.reason();
        }
    }

    /** Not called: the budget is spent, or the account waits after a throttled answer. */
    record OverBudget(Instant until) implements MindstampFailure {
        @Override
        public String reason() {
            return "the call budget is spent until " + until;
        }
    }
}
