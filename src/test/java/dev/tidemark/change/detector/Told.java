package dev.tidemark.change.detector;

import dev.tidemark.event.ChangeEvent;
import dev.tidemark.event.EventData;
import dev.tidemark.event.RowFacts;
import java.util.List;

/** Events in short, for tests. */
final class Told {
    private Told() {}

    /** The short name of each with what tells it from others of its type. */
    static List<String> names(List<ChangeEvent> events) {
        return events.stream().map(Told::name).toList();
    }

    static RowFacts facts(ChangeEvent event) {
        return ((EventData.OfRow) event.data()).facts();
    }

    private static String name(ChangeEvent event) {
        return event.type().shortName()
                + switch (event.data()) {
                    case EventData.ViewProgressed progressed -> " " + progressed.milestone();
                    case EventData.ViewCompleted completed -> " " + completed.threshold();
                    case EventData.ViewEnded ended -> " " + ended.completed();
                    case EventData.ViewerIdentified identified -> " " + identified.by() + "=" + identified.value();
                    case EventData.SeriesCompleted series -> " " + series.seriesId();
                    case EventData.PlinkFirstViewed plink -> " " + plink.plinkId();
                    case EventData.QuizScored quiz ->
                        " " + quiz.right() + "+" + quiz.wrong() + "/" + quiz.answered() + "=" + quiz.percentage();
                    default -> "";
                };
    }
}
