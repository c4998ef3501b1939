package dev.tidemark.console.account;

import dev.tidemark.account.Account;

/** An account in words. */
record AccountLine(Account account, boolean declared, long rows) {
    public String state() {
        return switch (account.state()) {
            case DELETING -> "being removed";
            case UNAUTHORIZED -> "token refused";
            case ACTIVE -> account.paused() ? "paused" : "watched";
        };
    }

    public String tone() {
        return switch (state()) {
            case "watched" -> "good";
            case "token refused" -> "bad";
            default -> "warn";
        };
    }

    public boolean isPaused() {
        return account.paused();
    }

    /** What follows from the state. */
    public String matter() {
        return switch (account.state()) {
            case DELETING -> "Nothing is asked for it any more; its rows and events go bit by bit.";
            case UNAUTHORIZED ->
                account.problem().orElse("Mindstamp refuses its token.")
                        + " Set a valid token below; what changes meanwhile is found then.";
            case ACTIVE ->
                account.paused()
                        ? "Nothing is asked for it until it is resumed; what changes meanwhile is found then."
                        : account.problem().orElse("");
        };
    }
}
