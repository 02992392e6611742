package io.hostledger.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Fails in every way that a resource can. */
@Path("/faulty")
@Produces(MediaTypes.JSON)
public class FaultyResource {
    @GET
    @Path("throws")
    public Uni<byte[]> fails() {
        throw new IllegalStateException("secret /var/lib/secret");
    }

    @GET
    @Path("fails")
    public Uni<byte[]> failsLater() {
        return Uni.createFrom().failure(new IllegalStateException("secret /var/lib/secret"));
    }

    @GET
    @Path("fault")
    public Uni<byte[]> fault() {
        return Uni.createFrom().failure(Fault.invalid("/at", "no such time"));
    }

    @POST
    @Consumes(MediaTypes.JSON)
    @Path("echo")
    public Uni<byte[]> echo(byte[] body) {
        return Uni.createFrom().item(body);
    }
}
