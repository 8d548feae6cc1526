package org.demarche.bench.bare;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/** Answers with the number of bytes in the address. Each answer is made only once. */
@Controller
public final class BareRoute {

    private final ConcurrentHashMap<Integer, byte[]> answers = new ConcurrentHashMap<>();

    public static String path(int bytes) {
        return "/bytes/" + bytes;
    }

    @Get("/bytes/{count}")
    @Produces(MediaType.TEXT_HTML)
    byte[] bytes(int count) {
        return answers.computeIfAbsent(count, BareRoute::filled);
    }

    private static byte[] filled(int count) {
        var bytes = new byte[count];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }
}
