package dev.tidemark.sandbox.calls;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * What each call of the stand-in takes and answers, read from its path; the schemas are those of META-INF/openapi.yaml.
 * Marks with {@code x-invented} whatever is not publicly known. Public, for the build makes one.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CallDescription implements OASFilter {
    private static final String INVENTED = "x-invented";
    private static final Map<String, String> OBJECTS = Map.of(
            "views", "MindstampView",
            "interactions", "MindstampInteraction",
            "responses", "MindstampInteraction",
            "videos", "MindstampVideo",
            "viewers", "MindstampViewer",
            "groups", "MindstampGroup",
            "series", "MindstampSeries",
            "plink", "MindstampPLink",
            "accessLists", "MindstampAccessList");
    private static final Map<String, String> FORMS = Map.of(
            "create", "MindstampNameForm",
            "addVideo", "MindstampVideoForm",
            "invite", "MindstampInviteForm",
            "plink", "MindstampPLinkForm",
            "{id}", "MindstampStatusForm",
            "add", "MindstampEntryForm",
            "delete", "MindstampEntryForm");
    private static final Map<String, String> PARAMETERS = Map.of(
            "limit", "How many rows: 25 when not given; more than 100 is cut to 100",
            "offset", "How many rows to skip, 0 when not given; past the end comes an empty list",
            "email", "In place of the body");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith(Desk.BASE + "/")) {
                List<String> steps =
                        List.of(path.substring(Desk.BASE.length() + 1).split("/", -1));
                item.getOperations().forEach((method, operation) -> describe(api, steps, method, operation));
            }
        });
    }

    private static void describe(OpenAPI api, List<String> steps, HttpMethod method, Operation call) {
        String last = steps.getLast();
        String object = object(steps);
        boolean makes = method == HttpMethod.POST && (last.equals("create") || last.equals("plink"));
        boolean list = OBJECTS.containsKey(last) && method == HttpMethod.GET;
        call.setResponses(OASFactory.createAPIResponses());
        call.getResponses().addAPIResponse(makes ? "201" : "200", answer(makes ? "Made" : "Done", object, list));
        error(call, "401", "No token, or a wrong one");
        error(call, "503", "The calls of this minute or hour are used up");
        if (steps.contains("{id}")) {
            error(call, "404", "There is none with this id");
        }
        Optional<String> form = method == HttpMethod.GET ? Optional.empty() : Optional.ofNullable(FORMS.get(last));
        form.ifPresent(name -> call.setRequestBody(OASFactory.createRequestBody()
                .description("Invented: no body of a write is publicly known")
                .required(method != HttpMethod.DELETE)
                .content(json(reference(name)))));
        parameters(call);
        if (form.isPresent() || parameter(call, "limit")) {
            error(call, "422", "The error names what is wrong");
        }
        if (form.isPresent() || last.equals("responses") || invented(api, object)) {
            markInvented(call);
        }
    }

    private static String object(List<String> steps) {
        String last = steps.getLast();
        return switch (last) {
            case "summary", "month", "week" -> "MindstampSummary";
            case "me" -> "MindstampUser";
            default -> {
                String object = OBJECTS.getOrDefault(last, OBJECTS.get(steps.getFirst()));
                if (object == null) {
                    throw new IllegalStateException("no schema for the call " + steps);
                }
                yield object;
            }
        };
    }

    private static boolean invented(OpenAPI api, String object) {
        Schema schema = api.getComponents().getSchemas().get(object);
        if (schema == null) {
            throw new IllegalStateException(object + " is missing in META-INF/openapi.yaml");
        }
        return schema.getExtensions() != null && schema.getExtensions().containsKey(INVENTED);
    }

    private static void markInvented(Operation call) {
        String told = call.getDescription();
        call.addExtension(INVENTED, true);
        call.setDescription("Invented, for these fields are not publicly known." + (told == null ? "" : " " + told));
    }

    private static void parameters(Operation call) {
        for (Parameter parameter : Optional.ofNullable(call.getParameters()).orElse(List.of())) {
            String told = PARAMETERS.get(parameter.getName());
            if (told != null) {
                parameter.setDescription(told);
            }
        }
    }

    private static boolean parameter(Operation call, String name) {
        return Optional.ofNullable(call.getParameters()).orElse(List.of()).stream()
                .anyMatch(parameter -> name.equals(parameter.getName()));
    }

    private static void error(Operation call, String status, String description) {
        APIResponse response = answer(description + " (body: Invented)", "MindstampError", false);
        response.addExtension(INVENTED, true);
        call.getResponses().addAPIResponse(status, response);
    }

    private static APIResponse answer(String description, String object, boolean list) {
        Schema one = reference(object);
        Schema shown = list
                ? OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(one)
                : one;
        return OASFactory.createAPIResponse().description(description).content(json(shown));
    }

    private static Content json(Schema schema) {
        return OASFactory.createContent()
                .addMediaType(
                        MediaType.APPLICATION_JSON, OASFactory.createMediaType().schema(schema));
    }

    private static Schema reference(String name) {
        return OASFactory.createSchema().ref(name);
    }
}
