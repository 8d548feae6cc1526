package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes the variables in addresses. The annotated parameter must have the name that the OpenAPI
 * document gives it.
 */
public final class InPath {

    private InPath() {}

    @Parameter(ref = "actorName")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface ActorName {}

    @Parameter(ref = "issueName")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface IssueName {}

    @Parameter(ref = "outletName")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface OutletName {}

    @Parameter(ref = "statementId")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface StatementId {}

    @Parameter(ref = "reportId")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface ReportId {}

    @Parameter(ref = "actorId")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface ActorId {}

    @Parameter(ref = "issueId")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface IssueId {}

    @Parameter(ref = "projectionName")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface ProjectionName {}

    @Parameter(ref = "versionNumber")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface VersionNumber {}

    @Parameter(ref = "comparedVersion")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface ComparedVersion {}

    @Parameter(ref = "documentKey")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface DocumentKey {}

    @Parameter(ref = "letterId")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface LetterId {}

    @Parameter(ref = "problemType")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface TypeOfProblem {}

    @Parameter(ref = "outletId")
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.PARAMETER)
    public @interface OutletId {}
}
