package dev.tidemark.callback.format.template;

import dev.tidemark.callback.format.template.qute.Sandbox;
import io.quarkus.qute.Expression;
import io.quarkus.qute.Expression.Part;
import io.quarkus.qute.ParserError;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionNode;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode;
import io.quarkus.qute.TemplateNode.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Reads a template for its mistakes, first as text, then as Qute does, then for what only the sandbox refuses. */
final class TemplateCheck {
    private static final int MOST_DEEP = 32;
    private static final int MOST_PARTS = 32;

    private final List<Mistake> mistakes = new ArrayList<>();
    private final String source;

    private TemplateCheck(String source) {
        this.source = source;
    }

    static List<Mistake> check(String source) {
        List<Mistake> mistakes = SourceCheck.check(source);
        return mistakes.isEmpty() ? new TemplateCheck(source).parse() : mistakes;
    }

    private List<Mistake> parse() {
        try {
            Template template = Sandbox.parse(source);
            section(template.getRootNode(), 0);
        } catch (TemplateException e) {
            refuse(e.getOrigin(), Sandbox.message(e) + advice(e));
        } catch (RuntimeException e) {
            // Qute's parser has no exceptions of its own for some nonsense.
            mistakes.add(Mistake.inTemplate(1, 1, "Qute cannot read this; look at its operators and brackets"));
        }
        return mistakes;
    }

    private void section(SectionNode section, int depth) {
        if (depth > MOST_DEEP) {
            refuse(section.getOrigin(), "sections nested deeper than " + MOST_DEEP + "; nest less");
            return;
        }
        section.getBlocks().forEach(block -> block(block, depth));
    }

    private void block(SectionBlock block, int depth) {
        block.expressions.values().forEach(this::expression);
        for (TemplateNode node : block.nodes) {
            switch (node.kind()) {
                case TEXT -> {}
                case EXPRESSION -> node.getExpressions().forEach(this::expression);
                case SECTION -> section(node.asSection(), depth + 1);
                case PARAM_DECLARATION ->
                    refuse(
                            node.getOrigin(),
                            "templates declare no Java types; leave {@…} out, or write \\{ for a brace");
            }
        }
    }

    private void expression(Expression expression) {
        Origin origin = expression.getOrigin();
        String text = expression.toOriginalString();
        if (expression.isLiteral()) {
            return;
        }
        if (expression.hasNamespace()) {
            refuse(origin, "there is no namespace '" + expression.getNamespace() + ":'; write \\{ for a brace");
        } else if (Character.isDigit(text.charAt(0))) {
            refuse(origin, "'" + text + "' is no number here; write a whole number, 5000000000L or 1.5d");
        } else if (expression.getParts().size() > MOST_PARTS) {
            refuse(origin, "an expression of more than " + MOST_PARTS + " parts; split it with {#let}");
        }
        expression.getParts().forEach(part -> part(part, origin));
    }

    private void part(Part part, Origin origin) {
        if (part.isVirtualMethod()) {
            List<Expression> parameters = part.asVirtualMethod().getParameters();
            if (!Sandbox.OPERATORS.contains(part.getName()) || parameters.size() != 1) {
                refuse(
                        origin,
                        "there is no method or operator '" + part.getName() + "' of " + parameters.size()
                                + " values; known are " + String.join(" ", new TreeSet<>(Sandbox.OPERATORS)));
            }
            parameters.forEach(this::expression);
        }
    }

    private static String advice(TemplateException e) {
        if (e.getCode() == ParserError.NO_SECTION_HELPER_FOUND) {
            return "; known sections are " + String.join(", ", new TreeSet<>(Sandbox.SECTIONS));
        }
        return e.getCode() instanceof ParserError ? "; mend it, or write \\{ for a brace that begins nothing" : "";
    }

    private void refuse(Origin origin, String detail) {
        mistakes.add(
                origin == null
                        ? Mistake.inTemplate(1, 1, detail)
                        : Mistake.inTemplate(origin.getLine(), tag(origin), detail));
    }

    /** Qute tells where it stopped; people look for where the tag begins. */
    private int tag(Origin origin) {
        String line = source.split("\\r\\n|\\r|\\n", -1)[Math.max(1, origin.getLine()) - 1];
        int tag = line.lastIndexOf('{', origin.getLineCharacterStart() - 1);
        return tag < 0 ? origin.getLineCharacterStart() : tag + 1;
    }
}
