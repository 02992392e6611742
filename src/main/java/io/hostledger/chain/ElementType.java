package io.hostledger.chain;

/**
 * A kind of element.
 *
 * @param prefix what stands before the first colon of an id
 * @param name the {@code element_type} of central blocks
 * @param folder where the chains are kept, relative to {@code element-chains}
 * @param path whether the names of such elements are absolute paths
 */
public record ElementType(String prefix, String name, String folder, boolean path) {}
