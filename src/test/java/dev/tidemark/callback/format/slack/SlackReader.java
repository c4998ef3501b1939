package dev.tidemark.callback.format.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.util.json.GsonBlockElementFactory;
import com.slack.api.util.json.GsonContextBlockElementFactory;
import com.slack.api.util.json.GsonLayoutBlockFactory;
import com.slack.api.util.json.GsonTextObjectFactory;
import com.slack.api.util.json.UnknownPropertyDetectionAdapterFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A message as Slack's own model reads it; fails at what the model does not know. */
record SlackReader(String text, boolean unfurlLinks, boolean unfurlMedia, List<LayoutBlock> blocks) {
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .registerTypeAdapter(LayoutBlock.class, new GsonLayoutBlockFactory(true))
            .registerTypeAdapter(TextObject.class, new GsonTextObjectFactory(true))
            .registerTypeAdapter(ContextBlockElement.class, new GsonContextBlockElementFactory(true))
            .registerTypeAdapter(BlockElement.class, new GsonBlockElementFactory(true))
            .registerTypeAdapterFactory(new UnknownPropertyDetectionAdapterFactory())
            .create();

    private static final Pattern LONE_SURROGATE =
            Pattern.compile("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

    static SlackReader of(byte[] document) {
        return GSON.fromJson(new String(SlackMessage.of(document), UTF_8), SlackReader.class);
    }

    String header() {
        return ((HeaderBlock) blocks.getFirst()).getText().getText();
    }

    /** Every mrkdwn text of the blocks, in order. */
    List<String> mrkdwn() {
        List<String> texts = new ArrayList<>();
        for (LayoutBlock block : blocks) {
            switch (block) {
                case SectionBlock section -> {
                    if (section.getText() != null) {
                        texts.add(markdown(section.getText()));
                    }
                    if (section.getFields() != null) {
                        section.getFields().forEach(field -> texts.add(markdown(field)));
                    }
                }
                case ContextBlock context ->
                    context.getElements().forEach(element -> texts.add(markdown((MarkdownTextObject) element)));
                default -> assertThat(block).isInstanceOf(HeaderBlock.class);
            }
        }
        return texts;
    }

    private static String markdown(TextObject text) {
        assertThat(text).isInstanceOf(MarkdownTextObject.class);
        assertThat(((MarkdownTextObject) text).getVerbatim()).isTrue();
        return text.getText();
    }

    /** Slack's limits, and the one on all texts together that it does not document. */
    SlackReader withinLimits() {
        assertThat(text).isNotBlank().hasSizeLessThanOrEqualTo(3000);
        assertThat(blocks).hasSizeBetween(3, 50);
        assertThat(header()).isNotBlank().hasSizeLessThanOrEqualTo(150);
        for (LayoutBlock block : blocks) {
            switch (block) {
                case SectionBlock section
                when section.getFields() != null -> {
                    assertThat(section.getFields()).hasSizeBetween(1, 10);
                    assertThat(section.getFields())
                            .allSatisfy(field -> assertThat(field.getText()).hasSizeBetween(1, 2000));
                }
                case SectionBlock section ->
                    assertThat(section.getText().getText()).hasSizeBetween(1, 3000);
                case ContextBlock context -> assertThat(context.getElements()).hasSizeBetween(1, 10);
                default -> {}
            }
        }
        assertThat(mrkdwn().stream().mapToInt(String::length).sum() + header().length())
                .isLessThan(13_200);
        return this;
    }

    /** Nothing in it that Slack acts upon but what we mark ourselves. */
    SlackReader harmless() {
        List<String> texts = new ArrayList<>(mrkdwn());
        texts.add(text);
        for (String text : texts) {
            String bare = text.replaceAll("<!date\\^\\d+\\^\\{date_short_pretty}, \\{time}\\|[-0-9T:.Z]+>", "")
                    .replaceAll("<https?://[^<>|\\s]+\\|[^<>]*>", "")
                    .replaceAll("(?m)^> ", "");
            assertThat(bare).doesNotContain("<", ">");
            assertThat(bare).doesNotContainPattern("&(?!(?:amp|lt|gt);)");
            assertThat(text).doesNotContainPattern("(?m)^&gt;");
            assertThat(text)
                    .doesNotContainPattern("[*_~`]EVIL")
                    .doesNotContainPattern("[\\u202A-\\u202E\\u2066-\\u2069]");
            assertThat(text).doesNotContainPattern(LONE_SURROGATE);
        }
        return this;
    }
}
