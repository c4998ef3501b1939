package dev.tidemark.api;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.trial.FilteredLog;
import dev.tidemark.outbox.EventFilter;
import dev.tidemark.outbox.EventFilterText;
import dev.tidemark.platform.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which events are asked for. */
record EventQuery(
        @Parameter(description = "short name such as ViewCompleted; repeated or separated by commas")
        @QueryParam("type")
        List<String> type,

        @Parameter(description = "id of the account it was seen in") @QueryParam("account") @Nullable
        String account,

        @Parameter(description = "stream, slash, row id, such as views/9bce33d1-…") @QueryParam("subject") @Nullable
        String subject,

        @Parameter(description = "earliest time of the change, ISO 8601") @QueryParam("from") @Nullable
        String from,

        @Parameter(description = "time of the change before which it lies, ISO 8601") @QueryParam("to") @Nullable
        String to,

        @Parameter(
                description = "condition in CEL as in a subscription's filter, such as data.view.percentage >= 95;"
                        + " a mistake is answered with 422 and its position")
        @QueryParam("filter")
        @Nullable
        String filter) {

    EventFilter wanted() {
        return EventFilterText.read(
                type,
                name -> Optional.ofNullable(
                        switch (name) {
                            case "account" -> account;
                            case "subject" -> subject;
                            case "from" -> from;
                            default -> to;
                        }));
    }

    /** @throws ProblemException 422 with the position of the mistake */
    Optional<Filter> condition() {
        return FilteredLog.condition(Optional.ofNullable(filter));
    }
}
