package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Picture.Direction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Where everything in a picture lies: layers from top to bottom, by Eclipse's layout kernel. */
record Layout(double width, double height, List<Box> boxes, List<Path> paths) {
  private static final double NODE_HEIGHT = 46;
  private static final double CHARACTER_WIDTH = 7.2;
  private static final double SHORTEST = 76;

  Layout {
    boxes = List.copyOf(boxes);
    paths = List.copyOf(paths);
  }

  /** A node's place. */
  record Box(Picture.Node node, double x, double y, double width, double height) {}

  record Point(double x, double y) {}

  /** An edge's way, and where its label stands. */
  record Path(Picture.Edge edge, List<Point> points, Point label) {
    Path {
      points = List.copyOf(points);
    }
  }

  static Layout of(Picture picture) {
    ElkNode root = ElkGraphUtil.createGraph();
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(CoreOptions.DIRECTION, org.eclipse.elk.core.options.Direction.DOWN);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(CoreOptions.PADDING, new ElkPadding(12));
    root.setProperty(CoreOptions.SPACING_NODE_NODE, 18.0);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 26.0);
    Map<String, ElkNode> nodes = new HashMap<>();
    for (Picture.Node node : picture.nodes()) {
      ElkNode box = ElkGraphUtil.createNode(root);
      box.setDimensions(
          Math.max(SHORTEST, node.name().length() * CHARACTER_WIDTH + 20), NODE_HEIGHT);
      nodes.put(node.id(), box);
    }
    List<ElkEdge> edges = picture.edges().stream().map(edge -> connect(edge, nodes)).toList();
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    return new Layout(
        root.getWidth(),
        root.getHeight(),
        picture.nodes().stream().map(node -> box(node, nodes)).toList(),
        paths(picture, edges));
  }

  /** A gradient goes back along the way of its value, so it is laid out as one going there. */
  private static ElkEdge connect(Picture.Edge edge, Map<String, ElkNode> nodes) {
    boolean isBack = edge.direction() == Direction.BACKWARD;
    ElkNode from = Objects.requireNonNull(nodes.get(isBack ? edge.to() : edge.from()));
    ElkNode to = Objects.requireNonNull(nodes.get(isBack ? edge.from() : edge.to()));
    ElkEdge line = ElkGraphUtil.createSimpleEdge(from, to);
    if (!edge.label().isEmpty()) {
      ElkLabel label = ElkGraphUtil.createLabel(edge.label(), line);
      label.setDimensions(edge.label().length() * CHARACTER_WIDTH + 6, 16);
    }
    return line;
  }

  private static Box box(Picture.Node node, Map<String, ElkNode> nodes) {
    ElkNode box = Objects.requireNonNull(nodes.get(node.id()));
    return new Box(node, box.getX(), box.getY(), box.getWidth(), box.getHeight());
  }

  private static List<Path> paths(Picture picture, List<ElkEdge> edges) {
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Picture.Edge edge = picture.edges().get(i);
      ElkEdge line = edges.get(i);
      ElkEdgeSection section = line.getSections().get(0);
      List<Point> points = new ArrayList<>();
      points.add(new Point(section.getStartX(), section.getStartY()));
      section.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
      points.add(new Point(section.getEndX(), section.getEndY()));
      if (edge.direction() == Direction.BACKWARD) {
        Collections.reverse(points);
      }
      Point label =
          line.getLabels().isEmpty()
              ? points.get(0)
              : new Point(line.getLabels().get(0).getX(), line.getLabels().get(0).getY());
      paths.add(new Path(edge, points, label));
    }
    return paths;
  }
}
