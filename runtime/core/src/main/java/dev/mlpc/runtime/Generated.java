package dev.mlpc.runtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that the compiler wrote. Coverage tools leave out classes that bear an annotation
 * of this name and retention.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {

  /** {@return the spec the class was made from, by its file name} */
  String value();
}
