package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.plan.Kernel.Parameter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the arrays that calls change. */
final class Written {
  private final Map<Kernel, Set<String>> parameters = new HashMap<>();

  /** The buffers that a call changes, by name. */
  Set<String> by(Program.Call call) {
    Set<String> changed = parameters(call.kernel());
    Set<String> result = new HashSet<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      if (call.arguments().get(i) instanceof Argument.Array array
          && changed.contains(call.kernel().parameters().get(i).name())) {
        result.add(array.buffer());
      }
    }
    return result;
  }

  /** All buffers that a call is given, by name. */
  static Set<String> given(Program.Call call) {
    Set<String> result = new HashSet<>();
    for (Argument argument : call.arguments()) {
      if (argument instanceof Argument.Array array) {
        result.add(array.buffer());
      }
    }
    return result;
  }

  private Set<String> parameters(Kernel kernel) {
    Set<String> known = parameters.get(kernel);
    if (known == null) {
      Body body = new Body(kernel);
      body.all(kernel.body());
      known = body.changed;
      parameters.put(kernel, known);
    }
    return known;
  }

  /** Collects the arrays that statements change. */
  private final class Body implements Statement.Cases<Boolean> {
    final Set<String> changed = new HashSet<>();
    private final Map<String, Kernel> parts = new HashMap<>();

    Body(Kernel kernel) {
      kernel.parts().forEach(part -> parts.put(part.name(), part));
    }

    void all(List<Statement> statements) {
      statements.forEach(statement -> statement.match(this));
    }

    @Override
    public Boolean declare(Statement.Declare statement) {
      return false;
    }

    @Override
    public Boolean assign(Statement.Assign statement) {
      return false;
    }

    @Override
    public Boolean store(Statement.Store statement) {
      return changed.add(statement.array());
    }

    @Override
    public Boolean storeLanes(Statement.StoreLanes statement) {
      return changed.add(statement.array());
    }

    @Override
    public Boolean call(Statement.Call statement) {
      Kernel part = parts.get(statement.kernel());
      if (part == null) {
        throw new IllegalStateException("no part of the kernel: " + statement.kernel());
      }
      Set<String> inPart = parameters(part);
      List<Parameter> given = part.parameters();
      for (int i = 0; i < given.size(); i++) {
        if (inPart.contains(given.get(i).name())
            && statement.arguments().get(i) instanceof Scalar.Local array) {
          changed.add(array.name());
        }
      }
      return true;
    }

    /** The last array takes the result. */
    @Override
    public Boolean apply(Statement.Apply statement) {
      List<Scalar> arguments = statement.arguments();
      int last = arguments.size() - 1;
      while (!(arguments.get(last) instanceof Scalar.Local)) {
        last--;
      }
      return changed.add(((Scalar.Local) arguments.get(last)).name());
    }

    @Override
    public Boolean addTo(Statement.AddTo statement) {
      return changed.add(statement.array());
    }

    @Override
    public Boolean loop(Statement.Loop statement) {
      all(statement.body());
      return true;
    }

    @Override
    public Boolean blocks(Statement.Blocks statement) {
      all(statement.body());
      return true;
    }

    @Override
    public Boolean row(Statement.Row statement) {
      return false;
    }

    @Override
    public Boolean copy(Statement.Copy statement) {
      return changed.add(statement.to());
    }

    @Override
    public Boolean clear(Statement.Clear statement) {
      return changed.add(statement.array());
    }

    @Override
    public Boolean when(Statement.When statement) {
      all(statement.body());
      return true;
    }

    @Override
    public Boolean remark(Statement.Remark statement) {
      return false;
    }
  }
}
