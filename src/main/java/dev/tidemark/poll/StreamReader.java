package dev.tidemark.poll;

import dev.tidemark.change.ChangeDetector;
import dev.tidemark.change.InteractionChangeDetector;
import dev.tidemark.change.StreamName;
import dev.tidemark.change.ViewChangeDetector;
import dev.tidemark.mindstamp.MindstampClient;
import dev.tidemark.mindstamp.Reply;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Interaction;
import dev.tidemark.mindstamp.row.Row;
import dev.tidemark.mindstamp.row.View;
import java.util.List;

/** How a stream is read and compared. */
record StreamReader<R extends Row>(ChangeDetector<R> detector, ListCall<R> list) {
    /** One page of a list from an offset on. */
    @FunctionalInterface
    interface ListCall<R> {
        Reply<Page<R>> page(MindstampClient client, int limit, int offset);
    }

    static final StreamReader<View> VIEWS = new StreamReader<>(new ViewChangeDetector(), MindstampClient::views);
    static final StreamReader<Interaction> INTERACTIONS =
            new StreamReader<>(new InteractionChangeDetector(), MindstampClient::interactions);
    static final List<StreamReader<?>> ALL = List.of(VIEWS, INTERACTIONS);

    StreamName stream() {
        return detector.stream();
    }
}
