/**
 * What the service derives from the two tiers to find things fast: the catalogue of elements, the
 * window of change ids, the bitmaps of blocks. All of it can be made anew from the files.
 */
@NullMarked
package io.hostledger.index;

import org.jspecify.annotations.NullMarked;
