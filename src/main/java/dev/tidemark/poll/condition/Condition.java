package dev.tidemark.poll.condition;

import dev.tidemark.event.EventType;

/** What may be wrong with an account's source for some time. */
enum Condition {
    THROTTLED(
            EventType.SOURCE_THROTTLED,
            "Polling waits and goes on by itself; nothing is lost. If it lasts, look whether something else uses the"
                    + " token, or whether Mindstamp has an outage."),
    UNAUTHORIZED(
            EventType.SOURCE_UNAUTHORIZED,
            "Get a valid API token from Mindstamp and set it with PATCH /api/v1/accounts/{id}. What changes meanwhile is"
                    + " found when polling goes on."),
    LAGGING(
            EventType.SOURCE_LAGGING,
            "Look at GET /api/v1/accounts/{id}/streams: its problem, and what used up the call budget. What changes"
                    + " meanwhile is told later.");

    private final EventType type;
    private final String advice;

    Condition(EventType type, String advice) {
        this.type = type;
        this.advice = advice;
    }

    EventType type() {
        return type;
    }

    /** For a person: what to do. */
    String advice(String account) {
        return advice.replace("{id}", account);
    }
}
