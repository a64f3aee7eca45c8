package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.tensor.Shape;

/**
 * A parameter, state or slot as it lies in memory.
 *
 * @param name as files know it: {@code hidden.weight}
 * @param field as generated code knows it: {@code hiddenWeight}
 * @param shape as files know it
 * @param order how it lies
 * @param length of its array
 */
public record StoredTensor(String name, String field, Shape shape, Order order, int length) {

  Allocation allocation(Buffer.Storage storage) {
    return new Allocation(buffer(storage), length);
  }

  /** Its array, as programs know it. */
  Buffer buffer(Buffer.Storage storage) {
    return new Buffer(field, storage, name, false, length, false, order);
  }
}
