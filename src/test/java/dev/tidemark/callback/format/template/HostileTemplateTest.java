package dev.tidemark.callback.format.template;

import static dev.tidemark.callback.format.template.Templates.DOCUMENT;
import static dev.tidemark.callback.format.template.Templates.plain;
import static dev.tidemark.callback.format.template.Templates.why;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.platform.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscriber's template reaches nothing but its event, and ends. */
@Timeout(120)
class HostileTemplateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{inject:config}",
                "{cdi:config.password}",
                "{config:property('secret')}",
                "{data:viewer}",
                "{str:fmt('%s', type)}",
                "{#include base}{/include}",
                "{#include base /}",
                "{#insert}x{/insert}",
                "{#insert /}",
                "{#fragment id=a}x{/fragment}",
                "{#eval '{type}' /}",
                "{#myTag /}",
                "{#with data}{viewer}{/with}",
                "{#raw}x{/raw}",
                "{@java.lang.System system}{system.exit}x",
                "{data.viewer.name.getClass()}",
                "{data.viewer.name.toUpperCase()}",
                "{data.get('viewer')}",
                "{data.viewer.name.raw()}",
                "{data.viewer.name.repeat(1000000)}",
                "{type.plus(type)}",
                "{type + type}",
                "{type.or()}",
                "{type.or(1, 2)}",
                "{type or data.viewer.getClass()}",
                "{#if data.getClass() == null}x{/if}",
                "{#if (data.hashCode() > 1)}x{/if}",
                "{#for x in data.entrySet()}x{/for}",
                "{#let x=type.getClass()}x{/let}"
            })
    void what_leads_out_of_the_sandbox_is_refused(String source) {
        assertThat(BodyTemplate.check(source, "text/plain"))
                .isNotEmpty()
                .allSatisfy(mistake -> assertThat(mistake.field()).isEqualTo("template"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{data.getClass}",
                "{data.class.name}",
                "{data.viewer.name.bytes}{data.viewer.name.length}{data.viewer.name.isEmpty}",
                "{data.entrySet}{data.keySet}{data.values}{data.empty}",
                "{type.raw}{type.safe}{data.viewer.raw}",
                "{this}{it}{data.this}",
                "{#for e in data.viewer}{e}{e.json}{e.getKey}{e.class}{e.setValue}{/for}",
                "{#for i in 3}{i.class}{i.byteValue}{i_class}{/for}",
                "{data.json.text}{data.json.json}{data.json.class}",
                "{tidemark}{_args}"
            })
    void what_names_javas_members_is_empty(String source) {
        assertThat(plain(source)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{#for i in 1000000000}x{/for}",
                "{#for i in 9000000000000000000L}x{/for}",
                "{#for i in 50001}{/for}",
                "{#for i in 25000}{/for}{#for i in 25001}{/for}",
                "{#for a in 99}{#for b in 99}{#for c in 99}{#for d in 99}{#for e in 99}x{/for}{/for}{/for}{/for}{/for}",
                "{#if true}{#for a in 300}{#each data.viewer}{#for c in 100}{#if c == 3}x{/if}{/for}{/each}{/for}{/if}"
            })
    void loops_count_together(String source) {
        assertThat(why(source, "text/plain")).contains("50000 times together");
    }

    @Test
    void a_loop_may_run_as_often_as_the_limit_says() {
        assertThat(plain("{#for a in 50000}x{/for}")).hasSize(50_000);
    }

    @Test
    void a_loop_pays_for_its_body_before_it_runs() {
        String empty = "{data.viewer.phone}".repeat(800);
        assertThat(why("{#for i in 50000}" + empty + "{/for}", "text/plain")).contains("steps together");
        String operands = " || data.viewer.phone".repeat(700);
        assertThat(why("{#for i in 50000}{#if false" + operands + "}x{/if}{/for}", "text/plain"))
                .contains("steps together");
        String most = "{nothing}".repeat(24);
        assertThat(plain("{#for i in 20000}" + most + "{/for}")).isEmpty();
        assertThat(why("{#for i in 20000}" + most + "{nothing}{/for}", "text/plain"))
                .contains("steps together");
    }

    @ParameterizedTest
    @CsvSource({
        "{#for i in 50000}123456{/for},256 KiB",
        "{#for i in 10000}{data}{/for},256 KiB",
        "{#for i in 20000}{#if data.json == 'x'}y{/if}{/for},.json"
    })
    void output_is_limited(String source, String limit) {
        assertThat(why(source, "text/plain")).contains(limit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.a.b.c.d.e.f.g.h}",
                "{#if ((((((((((((((((((a))))))))))))))))))}x{/if}",
                "{a or (b or (c or (d or (e or (f or (g or (h or (i or (j or (k or (l or (m or (n or (o or (p or (q or (r or s)))))))))))))))))}"
            })
    void deep_expressions_are_refused(String source) {
        assertThat(BodyTemplate.check(source, "text/plain")).isNotEmpty();
    }

    @Test
    void deep_sections_and_long_sources_are_refused() {
        assertThat(BodyTemplate.check("{#if a}".repeat(33) + "{/if}".repeat(33), "text/plain"))
                .first()
                .satisfies(mistake -> assertThat(mistake.detail()).contains("nested deeper"));
        assertThat(BodyTemplate.check("{#if a}x{/if}".repeat(501), "text/plain"))
                .hasSize(1);
        assertThat(BodyTemplate.check("x".repeat(16 * 1024), "text/plain")).isEmpty();
        assertThat(BodyTemplate.check("x".repeat(16 * 1024 - 1) + "é", "text/plain"))
                .hasSize(1);
    }

    /** Qute's own parser of conditions fills the memory with the first two. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{#if data == . ? 5 ?   json   x 5 == data.viewer == . 3 is && : null }y{/if}",
                "{#if ? : > data <= . true > <= 3 && data ' json \"   ' }y{/if}",
                "{#if ! && a}x{/if}",
                "{#if a == b == c}x{/if}",
                "{#if a=b}x{/if}"
            })
    void a_condition_without_sense_is_refused(String source) {
        assertThat(BodyTemplate.check(source, "text/plain")).isNotEmpty();
    }

    @Test
    void random_templates_are_refused_or_end() {
        List<String> pieces = List.of(
                "{",
                "}",
                "{#if ",
                "{#else}",
                "{#else if ",
                "{/if}",
                "{#for i in ",
                "{/for}",
                "{#let x=",
                "{/let}",
                "{/}",
                "!",
                "&&",
                "||",
                "(",
                ")",
                "==",
                ">",
                "or",
                "?:",
                "?",
                ":",
                "data",
                "data.view",
                "type",
                ".",
                "json",
                "'",
                "\"",
                "x",
                "1",
                "50000",
                "null",
                " ",
                " ",
                "[",
                "]",
                "{data.json}",
                "{type}",
                "\\",
                "{|",
                "|}",
                "{!",
                "!}",
                "=",
                "??",
                "@",
                "#",
                "/",
                "\n",
                ",");
        Random random = new Random(7);
        int rendered = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder source = new StringBuilder(i % 3 == 0 ? "{#if " : "");
            random.ints(1 + random.nextInt(20), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .forEach(source::append);
            source.append(i % 3 == 0 ? "}y{/if}" : "");
            if (BodyTemplate.check(source.toString(), "application/json").isEmpty()) {
                BodyTemplate template = BodyTemplate.of(source.toString());
                if (template.render(DOCUMENT) instanceof Filled.Body body) {
                    Json.read(body.bytes());
                }
                rendered++;
            }
        }
        assertThat(rendered).isGreaterThan(1000);
    }
}
