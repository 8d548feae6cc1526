package org.demarche.gateway.view;

/** The position of an actor on an issue as the view has it. */
public record StoredPosition(String actor, String issue, Document document) {}
