package dev.tidemark.console.account;

import dev.tidemark.poll.list.Certificate;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.progress.StreamProgress;
import java.util.Optional;

/** How far one kind of rows is known, in words. */
record StreamLine(StreamProgress progress) {
    public String name() {
        return progress.state().stream().text();
    }

    public boolean isLearning() {
        return progress.state().isLearning();
    }

    /** How the list comes, and how surely that is known. */
    public String order() {
        Certificate certificate = progress.state().certificate();
        if (certificate.whole()) {
            return "comes whole, with every call";
        }
        if (!certificate.isKnown()) {
            return "not known yet: being found out from its pages";
        }
        String agreed = certificate.pages() == 1 ? "one page" : Spoken.pages(certificate.pages());
        return said(certificate.order()) + "; " + agreed + " agreed";
    }

    static String said(ListOrder order) {
        return switch (order) {
            case UPDATED_DESC -> "what changed last comes first";
            case CREATED_DESC -> "newest first";
            case CREATED_ASC -> "oldest first";
            case STABLE -> "in some order that stays: read round and round";
            case UNORDERED -> "in another order each time: read round and round";
        };
    }

    /** Why the list was found to come otherwise than before. */
    public Optional<String> note() {
        return progress.state().certificate().note().map(StreamLine::why);
    }

    private static String why(String note) {
        String why = note.substring(note.indexOf(": ") + 1).strip();
        for (ListOrder order : ListOrder.values()) {
            why = why.replace(order.name(), '"' + said(order).replaceFirst(":.*", "") + '"');
        }
        return why;
    }

    public Optional<String> problem() {
        return progress.state().problem();
    }

    public RoundLine round() {
        return RoundLine.of(progress);
    }

    /** What Mindstamp counts beside what is known. */
    public String completeness() {
        return progress.state().completeness().gap().map(StreamLine::beside).orElse("");
    }

    private static String beside(long gap) {
        if (gap == 0) {
            return "as many as Mindstamp counts";
        }
        return Spoken.grouped(Math.abs(gap)) + (gap > 0 ? " fewer" : " more") + " than Mindstamp counts";
    }
}
