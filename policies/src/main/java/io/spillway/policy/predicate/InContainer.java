package io.spillway.policy.predicate;

/** Decides the leaves that are the same for every object of a container. */
record InContainer(String account, String container) implements PredicateVisitor<Predicate> {

    @Override
    public Predicate constant(Predicate.Constant node) {
        return node;
    }

    @Override
    public Predicate and(Predicate.And node) {
        return Predicate.and(node.parts().stream().map(part -> part.accept(this)).toList());
    }

    @Override
    public Predicate or(Predicate.Or node) {
        return Predicate.or(node.parts().stream().map(part -> part.accept(this)).toList());
    }

    @Override
    public Predicate not(Predicate.Not node) {
        return Predicate.not(node.part().accept(this));
    }

    @Override
    public Predicate size(Predicate.SizeIs node) {
        return node;
    }

    @Override
    public Predicate elapsed(Predicate.ElapsedIs node) {
        return node;
    }

    @Override
    public Predicate created(Predicate.CreatedIs node) {
        return node;
    }

    @Override
    public Predicate keyPrefix(Predicate.KeyStartsWith node) {
        return node;
    }

    @Override
    public Predicate text(Predicate.TextIs node) {
        return switch (node.fact()) {
            case ACCOUNT -> new Predicate.Constant(node.match().holds(account, node.text()));
            case CONTAINER -> new Predicate.Constant(node.match().holds(container, node.text()));
            case KEY, NAME, EXTENSION -> node;
        };
    }

    @Override
    public Predicate textIn(Predicate.TextIn node) {
        return switch (node.fact()) {
            case ACCOUNT -> new Predicate.Constant(node.values().contains(account));
            case CONTAINER -> new Predicate.Constant(node.values().contains(container));
            case KEY, NAME, EXTENSION -> node;
        };
    }

    @Override
    public Predicate residual(Predicate.Residual node) {
        return node;
    }
}
