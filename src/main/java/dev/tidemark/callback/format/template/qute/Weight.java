package dev.tidemark.callback.format.template.qute;

import io.quarkus.qute.Expression;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.TemplateNode;
import java.util.Collection;

/** How many nodes and parts of expressions a piece of a template has: what running through it once may cost. */
final class Weight {
    private Weight() {}

    static int of(SectionBlock block) {
        return 1
                + of(block.expressions.values())
                + block.nodes.stream().mapToInt(Weight::of).sum();
    }

    private static int of(TemplateNode node) {
        return switch (node.kind()) {
            case TEXT, PARAM_DECLARATION -> 1;
            case EXPRESSION -> 1 + of(node.getExpressions());
            case SECTION ->
                1 + node.asSection().getBlocks().stream().mapToInt(Weight::of).sum();
        };
    }

    private static int of(Collection<Expression> expressions) {
        return expressions.stream().mapToInt(Weight::of).sum();
    }

    private static int of(Expression expression) {
        return expression.getParts().stream()
                .mapToInt(part ->
                        1 + (part.isVirtualMethod() ? of(part.asVirtualMethod().getParameters()) : 0))
                .sum();
    }
}
