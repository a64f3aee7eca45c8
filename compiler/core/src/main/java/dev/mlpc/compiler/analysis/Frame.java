package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import dev.mlpc.compiler.tensor.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that one body sees while it is unfolded: a network's, or that of one use of a layer,
 * activation or loss. Behind them stand the declarations of its {@link Library}.
 */
final class Frame implements ConstantEvaluator.Scope {
  private final Library library;
  private final String prefix;
  private final Optional<Caller> caller;
  private final boolean shared;
  private final Map<String, Binding> bindings = new LinkedHashMap<>();
  private final Map<String, Span> later = new HashMap<>();
  private final Map<String, Value> states = new HashMap<>();
  private final Set<String> missed = new HashSet<>();
  private Optional<Shape> weight = Optional.empty();

  /** The frame of a network, or of its loss. */
  Frame(Library library, String prefix) {
    this(library, prefix, Optional.empty(), false);
  }

  /**
   * The frame of a use.
   *
   * @param prefix of the names of its parameters
   * @param shared whether it is one of several uses of the same parameters
   */
  Frame(Library library, String prefix, Caller caller, boolean shared) {
    this(library, prefix, Optional.of(caller), shared || caller.frame.shared);
  }

  private Frame(Library library, String prefix, Optional<Caller> caller, boolean shared) {
    this.library = library;
    this.prefix = prefix;
    this.caller = caller;
    this.shared = shared;
  }

  /**
   * Who used the declaration.
   *
   * @param call the text of the use
   */
  record Caller(Frame frame, Span call, Declaration declaration) {}

  /**
   * What a name means here.
   *
   * @param span where it got that meaning
   * @param given the argument, where it was one
   * @param definition the right side of its statement, where it has one
   */
  record Binding(
      Meaning meaning, Span span, Optional<Given> given, Optional<Expression> definition) {}

  Library library() {
    return library;
  }

  Optional<Caller> caller() {
    return caller;
  }

  boolean isShared() {
    return shared;
  }

  /** {@code hidden} and {@code weight} make {@code hidden.weight}. */
  static String join(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  String qualified(String name) {
    return join(prefix, name);
  }

  void bind(String name, Meaning meaning, Span span) {
    bindings.put(name, new Binding(meaning, span, Optional.empty(), Optional.empty()));
  }

  /** Binds a name to what its statement comes to. */
  void bind(Name name, Meaning meaning, Expression definition) {
    bindings.put(
        name.text(), new Binding(meaning, name.span(), Optional.empty(), Optional.of(definition)));
  }

  void bind(String name, Given given) {
    bindings.put(
        name, new Binding(given.meaning(), given.span(), Optional.of(given), Optional.empty()));
  }

  /** The same names again, to be added to. */
  void bindAll(Frame other) {
    bindings.putAll(other.bindings);
    missed.addAll(other.missed);
  }

  /** Remembers that a name means nothing here; whether that is new. */
  boolean miss(String name) {
    return missed.add(name);
  }

  Optional<Binding> binding(String name) {
    return Optional.ofNullable(bindings.get(name));
  }

  /** Says that a statement further down defines the name. */
  void announce(Name name) {
    later.putIfAbsent(name.text(), name.span());
  }

  Optional<Span> definedLater(String name) {
    return Optional.ofNullable(later.get(name));
  }

  /** The names that are bound here, without those of the library. */
  Set<String> ownNames() {
    return bindings.keySet();
  }

  /** Remembers the leaf of a state that this body declares. */
  void rememberState(String name, Value leaf) {
    states.put(name, leaf);
  }

  /** The leaf of a state that this body declares. */
  Optional<Value> state(String name) {
    return Optional.ofNullable(states.get(name));
  }

  /** The names of the states that this body declares. */
  Set<String> stateNames() {
    return states.keySet();
  }

  /** Remembers the weight that tells the fans of the bias after it. */
  void rememberWeight(Shape shape) {
    weight = Optional.of(shape);
  }

  Optional<Shape> weight() {
    return weight;
  }

  /** How many uses deep this is. */
  int depth() {
    int depth = 0;
    for (Optional<Caller> c = caller; c.isPresent(); c = c.get().frame.caller) {
      depth++;
    }
    return depth;
  }

  /** Whether this is within a use of {@code declaration}. */
  boolean isWithin(Declaration declaration) {
    for (Optional<Caller> c = caller; c.isPresent(); c = c.get().frame.caller) {
      if (c.get().declaration == declaration) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Optional<ConstantValue> lookup(String name) {
    Binding binding = bindings.get(name);
    if (binding == null) {
      return library.constants().lookup(name);
    }
    return binding.meaning instanceof Meaning.Known known
        ? Optional.of(known.value())
        : Optional.empty();
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>(library.constants().names());
    bindings.forEach(
        (name, binding) -> {
          if (binding.meaning instanceof Meaning.Known) {
            names.add(name);
          }
        });
    return names;
  }

  @Override
  public boolean isFaulty(String name) {
    Binding binding = bindings.get(name);
    return binding == null ? library.constants().isFaulty(name) : binding.meaning.isBroken();
  }

  @Override
  public Optional<String> otherMeaning(String name) {
    Binding binding = bindings.get(name);
    if (binding == null) {
      return library.function(name).map(Callable::kind);
    }
    return Optional.of(
        binding.meaning instanceof Meaning.Function function
            ? function.callable().kind()
            : "computed when the network runs");
  }
}
