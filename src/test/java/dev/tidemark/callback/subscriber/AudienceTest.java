package dev.tidemark.callback.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.callback.terms.Ordering;
import dev.tidemark.event.EventType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AudienceTest {
    @ParameterizedTest
    @EnumSource
    void no_types_mean_all_but_those_for_operators(EventType type) {
        assertThat(audience(Set.of(), Set.of()).wants(type, "default"))
                .isEqualTo(!type.family().equals("operations"));
    }

    @ParameterizedTest
    @EnumSource
    void a_type_that_is_named_is_wanted_and_no_other(EventType type) {
        assertThat(audience(Set.of(type), Set.of()).wants(type, "default")).isTrue();
        assertThat(audience(EnumSet.complementOf(EnumSet.of(type)), Set.of()).wants(type, "default"))
                .isFalse();
    }

    @Test
    void no_accounts_mean_all() {
        assertThat(audience(Set.of(), Set.of()).wants(EventType.VIEW_STARTED, "b"))
                .isTrue();
        assertThat(audience(Set.of(), Set.of("a")).wants(EventType.VIEW_STARTED, "a"))
                .isTrue();
        assertThat(audience(Set.of(), Set.of("a")).wants(EventType.VIEW_STARTED, "b"))
                .isFalse();
        assertThat(audience(Set.of(EventType.SOURCE_LAGGING), Set.of("a")).wants(EventType.SOURCE_LAGGING, "b"))
                .isFalse();
    }

    private static Audience audience(Set<EventType> types, Set<String> accounts) {
        return new Audience("crm", types, accounts, true, Ordering.NONE, Optional.empty());
    }
}
