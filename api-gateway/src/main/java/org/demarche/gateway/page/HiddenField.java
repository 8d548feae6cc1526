package org.demarche.gateway.page;

/** A parameter of a page that a form sends again without showing it. */
public record HiddenField(String name, String value) {}
