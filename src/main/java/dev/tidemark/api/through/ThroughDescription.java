package dev.tidemark.api.through;

import dev.tidemark.mindstamp.pass.DocumentedCall;
import dev.tidemark.mindstamp.pass.DocumentedCalls;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/** Lists in the API's description which calls are passed on. Public, for the build makes one. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ThroughDescription implements OASFilter {
    /** Stands in an operation's description where its calls will stand. */
    static final String CALLS = "The documented calls of this method:";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() != null && api.getPaths().getPathItems() != null) {
            api.getPaths().getPathItems().values().stream()
                    .flatMap(item -> item.getOperations().entrySet().stream())
                    .filter(operation -> CALLS.equals(operation.getValue().getDescription()))
                    .forEach(operation -> complete(operation.getKey(), operation.getValue()));
        }
    }

    private static void complete(PathItem.HttpMethod method, Operation operation) {
        operation.setDescription(CALLS + "\n\n"
                + DocumentedCalls.all().stream()
                        .filter(call -> call.method().equals(method.name()))
                        .map(DocumentedCall::path)
                        .map(path -> "- `" + path + "`")
                        .collect(Collectors.joining("\n")));
    }
}
