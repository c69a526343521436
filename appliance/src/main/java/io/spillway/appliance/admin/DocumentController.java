package io.spillway.appliance.admin;

import java.io.IOException;
import java.io.InputStream;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** The description of this API, which the compiler makes of the other controllers. */
@Hidden
@Controller("/v1/openapi.yml")
@ExecuteOn(TaskExecutors.BLOCKING)
class DocumentController {
    private static final String DOCUMENT = "/META-INF/swagger/spillway-administration-v1.yml";

    @Get
    @Produces("application/yaml")
    byte[] document() throws IOException {
        try (InputStream stream = DocumentController.class.getResourceAsStream(DOCUMENT)) {
            if (stream == null) {
                throw new IOException("this build lacks " + DOCUMENT);
            }
            return stream.readAllBytes();
        }
    }
}
