package dev.tidemark.callback.subscription;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.format.BodyFormat;
import dev.tidemark.callback.format.template.BodyTemplate;
import dev.tidemark.callback.subscriber.Audience;
import dev.tidemark.callback.terms.RetrySchedule;

/** Which events a checked draft asks for, and how they are written. */
public record Wanted(Audience audience, BodyFormat body) {
    static Wanted of(Settings settings) {
        Settings.Choice choice = settings.choice();
        Settings.Writing writing = settings.writing();
        return new Wanted(
                new Audience(
                        settings.id(),
                        choice.types(),
                        choice.accounts(),
                        choice.filter().map(Filter::compile),
                        true,
                        settings.wishes().ordering(),
                        settings.wishes().schedule().map(RetrySchedule::new)),
                BodyFormat.of(
                                writing.format(),
                                writing.template()
                                        .map(source -> writing.contentType()
                                                .map(type -> BodyTemplate.of(source, type))
                                                .orElseGet(() -> BodyTemplate.of(source))))
                        .showing(writing.fields()));
    }
}
