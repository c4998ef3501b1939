package dev.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypeTest {
    @ParameterizedTest
    @EnumSource
    void a_name_in_code_and_the_name_users_write_are_one(EventType type) {
        String spelled = Arrays.stream(type.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        assertThat(type.shortName()).isEqualTo(spelled);
        assertThat(type.qualifiedName()).isEqualTo("dev.tidemark." + spelled);
        assertThat(EventType.byShortName(spelled)).contains(type);
    }

    @ParameterizedTest
    @EnumSource
    void a_meaning_is_one_sentence_of_its_own(EventType type) {
        assertThat(type.meaning()).matches("[A-Z][^.]+\\.");
        assertThat(Arrays.stream(EventType.values()).map(EventType::meaning).filter(type.meaning()::equals))
                .hasSize(1);
    }

    @Test
    void a_view_is_started_before_it_progresses_completes_and_ends() {
        assertThat(List.of(
                        EventType.VIEW_STARTED,
                        EventType.VIEW_PROGRESSED,
                        EventType.VIEW_COMPLETED,
                        EventType.VIEW_ENDED))
                .isSorted();
    }

    @Test
    void the_families_are_those_of_the_contract() {
        Set<String> families = Arrays.stream(EventType.values())
                .map(EventType::family)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        assertThat(families)
                .containsExactly(
                        "views",
                        "interactions",
                        "quizzes",
                        "viewers",
                        "videos",
                        "groups",
                        "series",
                        "plinks",
                        "access-lists",
                        "operations");
    }

    @ParameterizedTest
    @CsvSource({
        "ViewStarted, views",
        "QuizScored, views",
        "ResponseChanged, interactions",
        "ViewerIdentified, viewers",
        "VideoDeleted, videos",
        "GroupVideoAdded, groups",
        "SeriesCompleted, series",
        "PlinkFirstViewed, plink",
        "AccessListEntryRemoved, accessLists",
        "SourceLagging, accounts",
        "SubscriptionDisabled, subscriptions",
        "DeliveryExhausted, subscriptions"
    })
    void a_subject_begins_with_mindstamps_word_for_the_rows(String name, String stream) {
        assertThat(EventType.byShortName(name).orElseThrow().stream()).isEqualTo(stream);
    }

    @Test
    void only_operations_are_for_operators() {
        assertThat(Arrays.stream(EventType.values()).filter(EventType::isOperational))
                .isNotEmpty()
                .allMatch(type -> type.shortName().matches("(Source|Subscription|Delivery).*"))
                .allMatch(type -> type.family().equals("operations"));
    }
}
