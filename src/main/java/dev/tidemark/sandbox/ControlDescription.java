package dev.tidemark.sandbox;

import dev.tidemark.sandbox.quirk.Dial;
import dev.tidemark.sandbox.quirk.Quirks;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The members of the bodies that turn the dials, read from the dials. Public, for the build makes one. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ControlDescription implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        PathItem change = api.getPaths().getPathItem("/sandbox/control");
        PathItem reset = api.getPaths().getPathItem("/sandbox/control/reset");
        if (change != null && reset != null) {
            describe(change.getPUT(), members());
            Schema members = members();
            members.addProperty("seed", text(ControlRequest.SEED));
            members.addProperty("scenario", text(ControlRequest.SCENARIO));
            members.addProperty("viewers", text(ControlRequest.VIEWERS));
            members.addRequired("seed");
            describe(reset.getPOST(), members);
        }
    }

    private static void describe(Operation operation, Schema members) {
        operation.addExtension("x-invented", true);
        operation.getRequestBody().getContent().getMediaTypes().values().forEach(type -> type.setSchema(members));
    }

    private static Schema members() {
        Schema schema = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("Invented: the controls of the stand-in")
                .addProperty("speed", text(ControlRequest.SPEED))
                .addProperty("arrivals", text(ControlRequest.ARRIVALS));
        Quirks.DIALS.forEach(dial -> schema.addProperty(dial.name(), member(dial)));
        return schema;
    }

    private static Schema member(Dial<?> dial) {
        if (dial.several()) {
            return text(dial.allowed())
                    .addType(Schema.SchemaType.ARRAY)
                    .items(OASFactory.createSchema()
                            .addType(Schema.SchemaType.STRING)
                            .enumeration(List.copyOf(dial.choices())));
        }
        Schema schema = text(dial.allowed());
        return dial.choices().isEmpty()
                ? schema.addType(Schema.SchemaType.NUMBER)
                : schema.addType(Schema.SchemaType.STRING).enumeration(List.copyOf(dial.choices()));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().description(description);
    }
}
