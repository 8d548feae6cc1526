# One build, four images: `docker build --target api-gateway .` and so on. Works on Docker Engine 20.10 with BuildKit.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
# The checks are the business of `./mvnw verify`; an image is built from sources that passed them.
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw --batch-mode --quiet --no-transfer-progress -DskipTests -Dspotless.check.skip=true -Dcyclonedx.skip=true \
    -Derrorprone.main=-Xlint:none \
    -pl ingest-service,position-service,api-gateway,cli -am package

FROM eclipse-temurin:25-jre AS runtime
RUN useradd --system --user-group --no-create-home --uid 10001 demarche && install -d -o demarche -g demarche /var/lib/demarche
# A volume that is mounted here for the first time belongs to this user, and so does the password of Kafka in it.
RUN install -d -m 0700 -o demarche -g demarche /run/demarche /run/demarche/demarche-ingest /run/demarche/demarche-position /run/demarche/demarche-gateway
USER demarche
WORKDIR /app
ENV MICRONAUT_SERVER_HOST=0.0.0.0
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders", "-XX:TrimNativeHeapInterval=5000", "-XX:+ExitOnOutOfMemoryError", "-cp", "/app/*"]

FROM runtime AS ingest-service
COPY --from=build /src/ingest-service/target/app /app
COPY seeds /seeds
ENV DEMARCHE_SEEDS=/seeds MICRONAUT_SERVER_PORT=8081
EXPOSE 8081 8091
CMD ["org.demarche.ingest.Main"]

FROM runtime AS position-service
COPY --from=build /src/position-service/target/app /app
ENV MICRONAUT_SERVER_PORT=8082
EXPOSE 8082
CMD ["org.demarche.position.Main"]

FROM runtime AS api-gateway
COPY --from=build /src/api-gateway/target/app /app
COPY seeds /seeds
ENV DEMARCHE_SEEDS=/seeds DEMARCHE_INGEST_URL=http://ingest-service:8081 DEMARCHE_EVIDENCE_DIRECTORY=/var/lib/demarche/evidence MICRONAUT_SERVER_PORT=8080
EXPOSE 8080 8090
# Short pauses, for readers wait for each; rather more of them than a heap that grows.
ENV JDK_JAVA_OPTIONS="-XX:+UseG1GC -XX:GCTimeRatio=3" MALLOC_ARENA_MAX=2
CMD ["org.demarche.gateway.Main"]

FROM runtime AS cli
COPY --from=build /src/cli/target/app /app
WORKDIR /work
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms16m", "-Xmx256m", "-cp", "/app/*", "org.demarche.cli.Main"]
CMD ["--help"]
