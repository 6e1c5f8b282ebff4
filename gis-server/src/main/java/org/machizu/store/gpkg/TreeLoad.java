package org.machizu.store.gpkg;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.shape.fractal.HilbertCode;
import org.machizu.store.sql.Sql;

/**
 * Builds an R*Tree from all its boxes at once: several times faster than adding them one by one,
 * and better packed. The boxes are put in the order of a Hilbert curve, cut into nodes, and the
 * nodes become the tables behind SQLite's virtual table (format: head of {@code rtree.c}; node 1 is
 * the root; a node is its depth, its number of cells, and cells of a number and four floats, big
 * endian).
 *
 * <p>They are written in several transactions, so that nobody waits long, into tables beside the
 * tree, and take the places of the tree's empty ones in the last: a tree is empty or whole in every
 * state of the file. A copy of the file may be taken, or the server killed, at any moment; a tree
 * by half would fail {@code PRAGMA integrity_check} there, and a sound backup be refused.
 *
 * <p>Holds 24 bytes a row in memory. Filled and used by one thread at a time.
 */
final class TreeLoad {
  private static final int HEAD = 4;
  private static final int CELL = 24;

  /** Of 51 cells a node of 1228 bytes can take, some stay free for later edits. */
  private static final double FILL = 0.9;

  private static final int ROWS_AT_ONCE = 20_000;
  private static final int CURVE_LEVEL = 16;

  /** The tables behind a tree, and their columns as SQLite itself writes them. */
  private static final Map<String, String> BEHIND =
      new TreeMap<>(
          Map.of(
              "_node", "nodeno INTEGER PRIMARY KEY, data",
              "_parent", "nodeno INTEGER PRIMARY KEY, parentnode",
              "_rowid", "rowid INTEGER PRIMARY KEY, nodeno"));

  private long[] ids = new long[1024];
  private float[] boxes = new float[4 * 1024];
  private int size;
  private final Envelope all = new Envelope();

  void add(long id, byte[] geometry) {
    Optional<Envelope> box = GeometryFunctions.find(geometry);
    box.ifPresent(b -> add(id, b));
  }

  void add(long id, Envelope box) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      boxes = Arrays.copyOf(boxes, size * 8);
    }
    ids[size] = id;
    boxes[4 * size] = down(box.getMinX());
    boxes[4 * size + 1] = up(box.getMaxX());
    boxes[4 * size + 2] = down(box.getMinY());
    boxes[4 * size + 3] = up(box.getMaxY());
    size++;
    all.expandToInclude(box);
  }

  /** The box around everything. */
  Envelope extent() {
    return all;
  }

  /** Rounded outwards, so that no box is lost. */
  private static float down(double value) {
    float f = (float) value;
    return f > value ? Math.nextDown(f) : f;
  }

  private static float up(double value) {
    float f = (float) value;
    return f < value ? Math.nextUp(f) : f;
  }

  /** One level of the tree: the children's numbers and boxes, in the order of the curve. */
  private record Level(long[] ids, float[] boxes) {}

  /**
   * Fills an empty tree, a bounded number of rows in each transaction.
   *
   * @param tree a tree that nobody uses yet; what an earlier try left beside it is cleared
   */
  void write(Writer writer, String tree) {
    if (size == 0) {
      return;
    }
    int nodeBytes = writer.write(c -> begin(c, tree));
    int perNode = Math.max(2, (int) ((nodeBytes - HEAD) / CELL * FILL));
    int[] order = order();
    Level level = sorted(order);
    long[] leafOf = new long[size];
    int depth = 0;
    long nextNode = 2;
    while (true) {
      int nodes = (level.ids.length + perNode - 1) / perNode;
      boolean root = nodes == 1;
      long first = root ? 1 : nextNode;
      writeNodes(writer, tree, level, depth, nodes, first, nodeBytes);
      for (int i = 0; i < level.ids.length; i++) {
        if (depth == 0) {
          leafOf[order[i]] = first + node(i, level.ids.length, nodes);
        }
      }
      if (depth > 0) {
        writeParents(writer, tree, level, nodes, first);
      }
      if (root) {
        break;
      }
      level = parents(level, nodes, first);
      nextNode = first + nodes;
      depth++;
    }
    writeRowIds(writer, tree, leafOf);
    writer.write(c -> takePlaces(c, tree));
  }

  private static String beside(String tree, String table) {
    return Sql.name(tree + "_next" + table);
  }

  /** Makes the tables that will be filled, and says how many bytes a node of the tree has. */
  private static int begin(Connection connection, String tree) throws SQLException {
    for (Map.Entry<String, String> table : BEHIND.entrySet()) {
      String name = beside(tree, table.getKey());
      Sql.execute(connection, "DROP TABLE IF EXISTS " + name);
      Sql.execute(connection, "CREATE TABLE %s (%s)".formatted(name, table.getValue()));
    }
    return (int)
        Sql.numberOr(
            connection,
            0,
            "SELECT length(data) FROM " + Sql.name(tree + "_node") + " WHERE nodeno = 1");
  }

  private static boolean takePlaces(Connection connection, String tree) throws SQLException {
    for (String table : BEHIND.keySet()) {
      String place = Sql.name(tree + table);
      Sql.execute(connection, "DROP TABLE " + place);
      Sql.execute(connection, "ALTER TABLE " + beside(tree, table) + " RENAME TO " + place);
    }
    return true;
  }

  /** Which of the nodes takes the i-th child: as even as can be. */
  private static int node(int i, int children, int nodes) {
    return (int) ((long) i * nodes / children);
  }

  private int[] order() {
    double width = Math.max(all.getWidth(), 1e-9);
    double height = Math.max(all.getHeight(), 1e-9);
    int side = (1 << CURVE_LEVEL) - 1;
    long[] keyed = new long[size];
    for (int i = 0; i < size; i++) {
      double x = (boxes[4 * i] + boxes[4 * i + 1]) / 2.0 - all.getMinX();
      double y = (boxes[4 * i + 2] + boxes[4 * i + 3]) / 2.0 - all.getMinY();
      int column = (int) Math.clamp(x / width * side, 0, side);
      int row = (int) Math.clamp(y / height * side, 0, side);
      long code = Integer.toUnsignedLong(HilbertCode.encode(CURVE_LEVEL, column, row));
      keyed[i] = code << 31 | i;
    }
    Arrays.sort(keyed);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) (keyed[i] & Integer.MAX_VALUE);
    }
    return order;
  }

  private Level sorted(int[] order) {
    Level level = new Level(new long[size], new float[4 * size]);
    for (int i = 0; i < size; i++) {
      level.ids[i] = ids[order[i]];
      System.arraycopy(boxes, 4 * order[i], level.boxes, 4 * i, 4);
    }
    return level;
  }

  private static Level parents(Level children, int nodes, long first) {
    Level level = new Level(new long[nodes], new float[4 * nodes]);
    for (int n = 0; n < nodes; n++) {
      level.ids[n] = first + n;
      level.boxes[4 * n] = level.boxes[4 * n + 2] = Float.POSITIVE_INFINITY;
      level.boxes[4 * n + 1] = level.boxes[4 * n + 3] = Float.NEGATIVE_INFINITY;
    }
    for (int i = 0; i < children.ids.length; i++) {
      int n = 4 * node(i, children.ids.length, nodes);
      level.boxes[n] = Math.min(level.boxes[n], children.boxes[4 * i]);
      level.boxes[n + 1] = Math.max(level.boxes[n + 1], children.boxes[4 * i + 1]);
      level.boxes[n + 2] = Math.min(level.boxes[n + 2], children.boxes[4 * i + 2]);
      level.boxes[n + 3] = Math.max(level.boxes[n + 3], children.boxes[4 * i + 3]);
    }
    return level;
  }

  private static void writeNodes(
      Writer writer, String tree, Level level, int depth, int nodes, long first, int nodeBytes) {
    int children = level.ids.length;
    for (int from = 0; from < nodes; from += ROWS_AT_ONCE) {
      int start = from;
      int end = Math.min(nodes, from + ROWS_AT_ONCE);
      writer.write(c -> {
        try (PreparedStatement statement =
            c.prepareStatement(
                "INSERT INTO " + beside(tree, "_node") + " (nodeno, data) VALUES (?, ?)")) {
          int i = firstChild(start, children, nodes);
          for (int n = start; n < end; n++) {
            ByteBuffer data = ByteBuffer.allocate(nodeBytes);
            int next = firstChild(n + 1, children, nodes);
            data.putShort((short) (first == 1 ? depth : 0)).putShort((short) (next - i));
            for (; i < next; i++) {
              data.putLong(level.ids[i]);
              for (int side = 0; side < 4; side++) {
                data.putFloat(level.boxes[4 * i + side]);
              }
            }
            statement.setLong(1, first + n);
            statement.setBytes(2, data.array());
            statement.executeUpdate();
          }
          return end;
        }
      });
    }
  }

  /** The first child of a node, see {@link #node}. */
  private static int firstChild(int node, int children, int nodes) {
    return (int) (((long) node * children + nodes - 1) / nodes);
  }

  private static void writeParents(Writer writer, String tree, Level level, int nodes, long first) {
    write(
        writer,
        "INSERT INTO " + beside(tree, "_parent") + " (nodeno, parentnode) VALUES (?, ?)",
        level.ids.length,
        (statement, i) -> {
          statement.setLong(1, level.ids[i]);
          statement.setLong(2, first + node(i, level.ids.length, nodes));
        });
  }

  private void writeRowIds(Writer writer, String tree, long[] leafOf) {
    write(
        writer,
        "INSERT INTO " + beside(tree, "_rowid") + " (rowid, nodeno) VALUES (?, ?)",
        size,
        (statement, i) -> {
          statement.setLong(1, ids[i]);
          statement.setLong(2, leafOf[i]);
        });
  }

  private interface Row {
    void bind(PreparedStatement statement, int i) throws SQLException;
  }

  private static void write(Writer writer, String sql, int rows, Row row) {
    for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
      int start = from;
      int end = Math.min(rows, from + ROWS_AT_ONCE);
      writer.write((Connection c) -> {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
          for (int i = start; i < end; i++) {
            row.bind(statement, i);
            statement.addBatch();
          }
          statement.executeBatch();
          return end;
        }
      });
    }
  }
}
