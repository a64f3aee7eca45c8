package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.syntax.Module;
import dev.mlpc.compiler.syntax.Spec;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The libraries of a spec and of all that it imports: one a file, however often it is imported. */
final class Libraries {
  private final Diagnostics diagnostics;
  private final IdentityHashMap<Module, Library> known = new IdentityHashMap<>();

  Libraries(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Library of(Module module) {
    Library before = known.get(module);
    if (before != null) {
      return before;
    }
    new DeclarationChecks(diagnostics).check(module.spec());
    Map<Spec.Import, Library> imports = new LinkedHashMap<>();
    for (Module.Imported imported : module.imports()) {
      imports.put(imported.clause(), of(imported.module()));
    }
    Library library = Library.of(module.spec(), imports, Prelude.library(), diagnostics);
    known.put(module, library);
    return library;
  }
}
