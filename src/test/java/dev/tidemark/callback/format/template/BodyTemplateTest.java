package dev.tidemark.callback.format.template;

import static dev.tidemark.callback.format.template.Templates.DOCUMENT;
import static dev.tidemark.callback.format.template.Templates.json;
import static dev.tidemark.callback.format.template.Templates.plain;
import static dev.tidemark.callback.format.template.Templates.why;
import static dev.tidemark.callback.format.template.Templates.written;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.callback.format.Documents;
import dev.tidemark.event.EventType;
import dev.tidemark.platform.Json;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BodyTemplateTest {
    private static final String TEAMS = """
            {
              "type": "message",
              "attachments": [{
                "contentType": "application/vnd.microsoft.card.adaptive",
                "content": {
                  "type": "AdaptiveCard", "version": "1.4",
                  "body": [
                    {"type": "TextBlock", "weight": "Bolder", "text": "{type}: {data.video.title ?: 'a video'}"},
                    {"type": "FactSet", "facts": [
                      {#for change in data.change}
                      {"title": "{change.key}", "value": "{change.value.from ?: '–'} → {change.value.to ?: '–'}"},
                      {/for}
                      {"title": "Who", "value": "{data.viewer.name ?: data.viewer.email ?: 'Somebody'}"}
                    ]}
                  ]
                }
              }]
            }
            """;

    private static final String DISCORD = """
            {#let who=data.viewer.name}
            {"content": "**{who or 'Somebody'}**{#if data.view.percentage >= 90} saw it all{#else} is at {data.view.percentage} %{/if}",
             "embeds": [{"timestamp": "{time}", "footer": {"text": "{id}"}}], "raw": {data.json}}
            """;

    @ParameterizedTest
    @EnumSource
    void messages_for_teams_and_discord_are_json_for_every_type(EventType type) {
        byte[] document = Documents.example(type);
        JsonNode event = Json.read(document);
        JsonNode teams = json(TEAMS, document);
        assertThat(teams.at("/attachments/0/content/body/0/text").asText()).startsWith(type.shortName() + ": ");
        JsonNode discord = json(DISCORD, document);
        assertThat(discord.at("/embeds/0/footer/text")).isEqualTo(event.path("id"));
        assertThat(discord.path("raw")).isEqualTo(event.path("data"));
    }

    @Test
    void a_message_for_teams_tells_who_and_what_changed() {
        JsonNode facts = json(TEAMS, DOCUMENT).at("/attachments/0/content/body/1/facts");
        assertThat(facts.toString()).isEqualTo("""
                [{"title":"percentage","value":"60 → 95"},{"title":"Who","value":"John Doe"}]""");
        assertThat(json(DISCORD, DOCUMENT).path("content").asText()).isEqualTo("**John Doe** saw it all");
    }

    @Test
    void a_form_is_percent_encoded() {
        assertThat(written(
                        "email={data.viewer.email}&title={data.video.title}&viewer={data.viewer.name.json}",
                        "application/x-www-form-urlencoded",
                        DOCUMENT))
                .isEqualTo("email=john.doe%40example.com&title=Interactive+Video+%239&viewer=%22John+Doe%22");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    {type} {source} {account} {subject}; ViewCompleted mindstamp/default default views/9bce33d1-120c-4bb5-8b5a-499896140f20
                    {time} {sequence} {partitionkey}; 2026-01-01T05:15:24Z 00000000000000000042 9bce33d1-120c-4bb5-8b5a-499896140f20
                    {data.view.percentage} {data.backfill} {data.view.variables.fullscreen}; 95 false 1
                    {data.change} {data.viewer.phone.json} {data.nothing.json}; {"percentage":{"from":60,"to":95}} null null
                    {data['viewer']['name']} {data.viewer.size}; John Doe 5
                    \\{type} {| {type} |}{! {type} !}; {type}  {type}""")
    void values_are_written(String source, String written) {
        assertThat(plain(source)).isEqualToIgnoringWhitespace(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    {data.viewer.phone};
                    {data.viewer.phone.area.code};
                    {data.nothing}{nothing}{nothing.at.all};
                    {data.viewer.phone ?: 'none'} {data.nothing or 'none'};none none
                    {data.nothing ?: data.viewer.phone ?: data.viewer.name};John Doe
                    {data.viewer.phone ? 'has' : 'has none'};has none
                    {#if data.nothing > 5}a{#else}b{/if};b
                    {#if data.viewer.phone <= 5}a{#else if data.viewer.name > 5}b{#else}c{/if};c
                    {#if data.nothing == null && data.viewer.phone == null}null{/if};null
                    {#for x in data.nothing}a{#else}b{/for}{#for x in data.viewer.phone}a{/for};b
                    {#for x in data.viewer.name}a{#else}no list{/for};no list
                    {#for x in data.view.percentage}a{#else}no list{/for};no list""")
    void what_is_missing_or_of_another_kind_never_fails(String source, String written) {
        assertThat(plain(source)).isEqualTo(written == null ? "" : written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    data.view.percentage >= 95;true
                    data.view.percentage gt 95;false
                    data.view.percentage < 95.5d;true
                    data.view.screen_width > 1000;true
                    data.viewer.name == 'John Doe';true
                    data.viewer.name != 'John Doe';false
                    data.viewer.name > 'A' && data.viewer.name < 'Z';true
                    !data.viewer.phone and data.viewer.email;true
                    !(data.viewer.phone || data.viewer.email);false
                    data.viewer.phone || (data.backfill || data.view.percentage == 95);true
                    data.nothing > 5 || data.view.percentage > 5;true
                    data.viewer.phone && data.nothing || data.type || !data.backfill;true
                    data.change.json == '{}';false
                    data.change;true
                    data.change == data.change;true
                    data.viewer.name.json == '"John Doe"';true
                    data.backfill == false;true
                    0;false
                    0.0d;false
                    '';false""")
    void conditions_hold_or_not(String condition, String holds) {
        assertThat(plain("{#if " + condition + "}true{#else}false{/if}")).isEqualTo(holds);
    }

    @Test
    void loops_go_over_lists_maps_and_numbers() {
        byte[] answers = Documents.example(EventType.RESPONSE_SUBMITTED);
        assertThat(written(
                        "{#each data.interaction.answers}{it_count}: {it}{#if it_hasNext}; {/if}{/each}",
                        "text/plain",
                        answers))
                .isEqualTo("1: A. No coffee past 2pm; 2: D. All of the Above");
        assertThat(written(
                        "{#let l=data.interaction.answers}{l.first}|{l.last}|{l[1]}|{l[2]}|{l.size}",
                        "text/plain",
                        answers))
                .isEqualTo("A. No coffee past 2pm|D. All of the Above|D. All of the Above||2");
        assertThat(plain("{#for c in data.change}{c.key}={c.value.to.json}{/for}{#for i in 3}{i}{/for}"))
                .isEqualTo("percentage=95123");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    {"a": "{type}" ;line 1, column
                    {"a": {data.viewer.phone}};line 1, column 7
                    {"a": 1} {};line 1, column 10
                    {"a": tru};line 1, column
                    {! nothing !};empty
                    [1,{type}];outside quotes at line 1, column 4""")
    void a_json_body_that_is_not_json_fails_and_says_where(String source, String place) {
        assertThat(why(source, "application/vnd.api+json")).contains(place);
    }

    @Test
    void one_template_renders_for_many_threads_alike() {
        BodyTemplate template = BodyTemplate.of(DISCORD);
        IntStream.range(0, 400).parallel().forEach(i -> {
            JsonNode event = Json.read(Templates.named("Viewer " + i));
            assertThat(template.render(Json.write(event)))
                    .isInstanceOfSatisfying(
                            Filled.Body.class,
                            body -> assertThat(Json.read(body.bytes())
                                            .path("content")
                                            .asText())
                                    .isEqualTo("**Viewer " + i + "** saw it all"));
        });
    }
}
