package io.propensity.catboost;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a {@code .cbm} file says of its model, read without the native library.
 *
 * @param info CatBoost's own notes by name: {@code params} and {@code class_params} are JSON
 * @param outputs 1, or a raw score a class
 * @param fingerprint SHA-256 of the trees, the categories' statistics and the classes: equal for
 *     equal models, whatever their random id, time of training and directory
 */
public record CbmFile(Map<String, String> info, int trees, int outputs, String fingerprint) {

  private static final byte[] MAGIC = "CBM1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = MAGIC.length + Integer.BYTES;
  private static final int CHUNK = 1 << 20;

  /** The places of {@code TModelCore}'s fields, as CatBoost's model.fbs has them. */
  private static final int MODEL_TREES = 1;

  private static final int INFO_MAP = 2;

  public CbmFile {
    info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
  }

  /**
   * Reads a model's file.
   *
   * @throws CatBoostException when it is none
   */
  public static CbmFile read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer core = core(channel, FileChannel.MapMode.READ_ONLY, file);
      return read(core, channel.position(HEADER + (long) core.limit()));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new CatBoostException(file + " is no whole CatBoost model", e);
    }
  }

  /**
   * The values of a model's leaves, tree by tree, leaf by leaf, output by output, to be changed.
   */
  static ByteBuffer leafValues(FileChannel channel, Path file) throws IOException {
    ByteBuffer core = core(channel, FileChannel.MapMode.READ_WRITE, file);
    return trees(core).doubles(CbmTrees.LEAF_VALUES);
  }

  /**
   * What a model adds to the sum of its leaves, by output.
   *
   * @throws CatBoostException when the sum is scaled, too
   */
  static double[] bias(byte[] cbm) {
    FlatTable trees = trees(cbm);
    if (trees.real(CbmTrees.SCALE, 1) != 1) {
      throw new CatBoostException(
          "The model scales its raw scores by " + trees.real(CbmTrees.SCALE, 1));
    }
    double[] bias = new double[Math.max(1, trees.number(CbmTrees.APPROX_DIMENSION))];
    DoubleBuffer byOutput = trees.doubles(CbmTrees.BIAS_BY_OUTPUT).asDoubleBuffer();
    Arrays.fill(bias, trees.real(CbmTrees.BIAS, 0));
    byOutput.get(bias, 0, byOutput.remaining());
    return bias;
  }

  /**
   * A copy of a model that has the same trees and conditions, and other leaves.
   *
   * @param dimension the copy's outputs; nothing is added to the sums of its leaves
   * @param leaves how many there are
   * @param filling fills the zeros that the leaves hold: leaf by leaf, output by output
   */
  static byte[] withLeaves(byte[] cbm, int dimension, int leaves, Consumer<ByteBuffer> filling) {
    int oldSize = core(cbm).limit();
    int values = vectorAfter(oldSize);
    int bias = vectorAfter(Math.addExact(values, vectorSize((long) leaves * dimension)));
    int size = Math.addExact(bias, vectorSize(dimension));
    int rest = cbm.length - HEADER - oldSize;
    ByteBuffer copy =
        ByteBuffer.allocate(Math.addExact(HEADER + rest, size)).order(ByteOrder.LITTLE_ENDIAN);
    copy.put(MAGIC).putInt(size).put(cbm, HEADER, oldSize);
    copy.put(HEADER + size, cbm, HEADER + oldSize, rest);

    ByteBuffer core = copy.slice(HEADER, size).order(ByteOrder.LITTLE_ENDIAN);
    core.putInt(values, leaves * dimension).putInt(bias, dimension);
    FlatTable trees = trees(core);
    trees.set(CbmTrees.APPROX_DIMENSION, dimension);
    trees.point(CbmTrees.LEAF_VALUES, values);
    trees.setIfThere(CbmTrees.BIAS, 0);
    if (trees.length(CbmTrees.BIAS_BY_OUTPUT) > 0) {
      trees.point(CbmTrees.BIAS_BY_OUTPUT, bias);
    }
    filling.accept(trees.doubles(CbmTrees.LEAF_VALUES));
    return copy.array();
  }

  /** Where the next vector of doubles may begin: its length, of 4 bytes, comes before an 8th. */
  static int vectorAfter(int end) {
    return (end + Integer.BYTES + Double.BYTES - 1) / Double.BYTES * Double.BYTES - Integer.BYTES;
  }

  private static int vectorSize(long doubles) {
    return Math.toIntExact(Integer.BYTES + doubles * Double.BYTES);
  }

  /** The trees of a model's file. */
  static FlatTable trees(byte[] cbm) {
    return trees(core(cbm));
  }

  /** The trees of its core. */
  static FlatTable trees(ByteBuffer core) {
    return FlatTable.root(core).table(MODEL_TREES);
  }

  /**
   * A file with another core.
   *
   * @param cbm what lies behind the core is this one's
   * @param before the size of the core that this one has
   */
  static byte[] assembled(byte[] core, byte[] cbm, int before) {
    int size = (core.length + Double.BYTES - 1) / Double.BYTES * Double.BYTES;
    int rest = cbm.length - HEADER - before;
    ByteBuffer file =
        ByteBuffer.allocate(Math.addExact(HEADER + rest, size)).order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).putInt(size).put(core);
    file.put(HEADER + size, cbm, HEADER + before, rest);
    return file.array();
  }

  /** What a file says of its model, its trees among it; statistics of categories lie behind. */
  static ByteBuffer core(byte[] cbm) {
    ByteBuffer whole = ByteBuffer.wrap(cbm).order(ByteOrder.LITTLE_ENDIAN);
    int size = size(whole, cbm.length, Path.of("model.cbm"));
    return whole.slice(HEADER, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer core(FileChannel channel, FileChannel.MapMode mode, Path file)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    while (header.hasRemaining() && channel.read(header) >= 0) {}
    int size = size(header.flip(), channel.size(), file);
    return channel.map(mode, HEADER, size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int size(ByteBuffer header, long fileSize, Path file) {
    byte[] magic = new byte[MAGIC.length];
    if (header.remaining() >= HEADER) {
      header.get(magic);
      int size = header.getInt();
      if (MessageDigest.isEqual(magic, MAGIC) && size > 0 && HEADER + (long) size <= fileSize) {
        return size;
      }
    }
    throw new CatBoostException(file + " is no whole CatBoost model");
  }

  private static CbmFile read(ByteBuffer core, FileChannel rest) throws IOException {
    FlatTable root = FlatTable.root(core);
    Map<String, String> info = new LinkedHashMap<>();
    for (FlatTable entry : root.tables(INFO_MAP)) {
      info.put(entry.text(0), entry.text(1));
    }
    MessageDigest digest = sha256();
    digest.update(info.getOrDefault("class_params", "").getBytes(StandardCharsets.UTF_8));
    // A flat buffer is built from its end: the trees, written first, are all that lies behind.
    digest.update(core.duplicate().position(root.table(MODEL_TREES).start()));
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    while (rest.read(chunk) >= 0) {
      digest.update(chunk.flip());
      chunk.clear();
    }
    FlatTable trees = root.table(MODEL_TREES);
    return new CbmFile(
        info,
        trees.length(CbmTrees.SIZES),
        Math.max(1, trees.number(CbmTrees.APPROX_DIMENSION)),
        HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
