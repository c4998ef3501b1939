package dev.tidemark.callback.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.filter.Filter;
import dev.tidemark.callback.filter.FilterInput;
import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.event.EventType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AudienceTest {
    private static final FilterInput NOTHING = FilterInput.of("{}".getBytes(UTF_8));

    @ParameterizedTest
    @EnumSource
    void no_types_mean_all_but_those_for_operators(EventType type) {
        assertThat(audience(Set.of(), Set.of()).wants(type, "default", NOTHING))
                .isEqualTo(!type.family().equals("operations"));
    }

    @ParameterizedTest
    @EnumSource
    void a_type_that_is_named_is_wanted_and_no_other(EventType type) {
        assertThat(audience(Set.of(type), Set.of()).wants(type, "default", NOTHING))
                .isTrue();
        assertThat(audience(EnumSet.complementOf(EnumSet.of(type)), Set.of()).wants(type, "default", NOTHING))
                .isFalse();
    }

    @Test
    void no_accounts_mean_all() {
        assertThat(audience(Set.of(), Set.of()).wants(EventType.VIEW_STARTED, "b", NOTHING))
                .isTrue();
        assertThat(audience(Set.of(), Set.of("a")).wants(EventType.VIEW_STARTED, "a", NOTHING))
                .isTrue();
        assertThat(audience(Set.of(), Set.of("a")).wants(EventType.VIEW_STARTED, "b", NOTHING))
                .isFalse();
        assertThat(audience(Set.of(EventType.SOURCE_LAGGING), Set.of("a"))
                        .wants(EventType.SOURCE_LAGGING, "b", NOTHING))
                .isFalse();
    }

    @Test
    void a_filter_looks_at_the_document_too() {
        Audience completed = new Audience(
                "crm",
                Set.of(),
                Set.of(),
                Optional.of(Filter.compile("data.view.percentage >= 95")),
                true,
                Ordering.NONE,
                Optional.empty());
        FilterInput some = FilterInput.of("{\"data\": {\"view\": {\"percentage\": 95}}}".getBytes(UTF_8));
        FilterInput few = FilterInput.of("{\"data\": {\"view\": {\"percentage\": 94}}}".getBytes(UTF_8));
        assertThat(completed.wants(EventType.VIEW_STARTED, "a", some)).isTrue();
        assertThat(completed.wants(EventType.VIEW_STARTED, "a", few)).isFalse();
        assertThat(completed.wants(EventType.VIEW_STARTED, "a", NOTHING)).isFalse();
        assertThat(completed.wants(EventType.SOURCE_LAGGING, "a", some)).isFalse();
    }

    private static Audience audience(Set<EventType> types, Set<String> accounts) {
        return new Audience("crm", types, accounts, Optional.empty(), true, Ordering.NONE, Optional.empty());
    }
}
