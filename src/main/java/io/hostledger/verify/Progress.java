package io.hostledger.verify;

/**
 * How far a verification is.
 *
 * @param fraction of the work, from 0 to 1
 * @param blocks checked so far, of both tiers
 * @param reading the file that is being read, relative to the data directory
 */
public record Progress(double fraction, long blocks, String reading) {}
