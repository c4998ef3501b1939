package dev.tidemark.callback.format.template.qute;

import io.quarkus.qute.Expression;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code {#if}}, {@code {#else if}}, {@code {#else}}; comparing what cannot be compared never fails. */
record If(List<Branch> branches) implements SectionHelper {
    @Override
    public CompletionStage<ResultNode> resolve(SectionResolutionContext context) {
        ResolutionContext values = context.resolutionContext();
        return branches.stream()
                .filter(branch -> branch.condition().holds(operand -> branch.operand(operand, values)))
                .findFirst()
                .map(branch -> context.execute(branch.block(), values))
                .orElse(ResultNode.NOOP);
    }

    record Branch(SectionBlock block, Condition condition) {
        @Nullable
        Object operand(int index, ResolutionContext values) {
            Expression expression = block.expressions.get(key(index));
            return values.evaluate(expression).toCompletableFuture().join();
        }
    }

    private static String key(int operand) {
        return "operand" + operand;
    }

    static final class Factory implements SectionHelperFactory<If> {
        @Override
        public If initialize(SectionInitContext context) {
            return new If(context.getBlocks().stream()
                    .map(block -> new Branch(
                            block,
                            parse(block.label, block.parameters, block.origin).condition()))
                    .toList());
        }

        @Override
        public Scope initializeBlock(Scope outer, BlockInfo block) {
            List<String> operands = parse(block.getLabel(), block.getParameters(), block.getOrigin())
                    .operands();
            for (int i = 0; i < operands.size(); i++) {
                block.addExpression(key(i), operands.get(i));
            }
            return outer;
        }

        private static ConditionParser.Parsed parse(String label, Map<String, String> parameters, Origin origin) {
            if (!label.equals(MAIN_BLOCK_NAME) && parameters.isEmpty()) {
                return new ConditionParser.Parsed(new Condition.Always(), List.of());
            }
            try {
                String text = text(parameters);
                if (label.equals(MAIN_BLOCK_NAME)) {
                    return ConditionParser.parse(text);
                }
                if (!text.startsWith("if ")) {
                    throw new ConditionParser.Wrong("write {#else} or {#else if …}");
                }
                return ConditionParser.parse(text.substring("if ".length()));
            } catch (ConditionParser.Wrong e) {
                throw TemplateException.builder()
                        .message("{wrong}")
                        .argument("wrong", e.getMessage())
                        .origin(origin)
                        .build();
            }
        }

        /** Qute has cut it at its spaces, and taken what looks like {@code a=b} for a parameter with a name. */
        private static String text(Map<String, String> parameters) throws ConditionParser.Wrong {
            Optional<String> named = parameters.keySet().stream()
                    .filter(name -> !name.matches("\\d+"))
                    .findFirst();
            if (named.isPresent()) {
                throw new ConditionParser.Wrong(
                        "'" + named.get() + "=' is no condition; compare with == and spaces around");
            }
            return String.join(" ", parameters.values());
        }

        @Override
        public List<String> getDefaultAliases() {
            return List.of("if");
        }

        @Override
        public ParametersInfo getParameters() {
            return ParametersInfo.builder().checkNumberOfParams(false).build();
        }

        @Override
        public List<String> getBlockLabels() {
            return List.of("else");
        }
    }
}
