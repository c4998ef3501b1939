package dev.tidemark.api;

import dev.tidemark.platform.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What holds for every call, said once: the key, and errors as problem details. Public, for the build makes one. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final String API = "/api/v1/";
    private static final String KEY = "apiKey";
    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents()
                .addSecurityScheme(
                        KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key. Its scopes: read, manage (includes read), secrets, admin"))
                .addSchema(PROBLEM, problem());
        if (api.getPaths() != null && api.getPaths().getPathItems() != null) {
            api.getPaths().getPathItems().forEach((path, item) -> {
                if (path.startsWith(API)) {
                    item.getOperations().values().forEach(operation -> complete(path, operation));
                }
            });
        }
    }

    private static void complete(String path, Operation operation) {
        boolean asksForKey = !path.equals(API + "session");
        operation.setSecurity(
                asksForKey ? List.of(OASFactory.createSecurityRequirement().addScheme(KEY)) : List.of());
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        Map<String, String> errors = Map.of(
                "400", "The request is wrong; the problem names the parameter or the place in the JSON",
                "401", "No key, or one that is not known",
                "403", "The key lacks the scope the problem names",
                "default", "Any other failure");
        errors.forEach((status, description) -> operation.getResponses().addAPIResponse(status, error(description)));
    }

    private static APIResponse error(String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
    }

    private static Schema problem() {
        Schema error = object().addProperty("field", text("such as types[0], or the name of a parameter"))
                .addProperty("detail", text("what is wrong with it"));
        return object().description("Problem details (RFC 9457)")
                .addProperty("type", text("about:blank"))
                .addProperty("title", text("the kind of problem"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("what is wrong and what to do"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(error));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
